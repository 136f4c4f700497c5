package space.penumbra.producers.nvidiasmi;

import java.util.List;

/**
 * How to read this machine's GPUs.
 *
 * @param bootstrap Kafka, {@code host:port}
 * @param nodeId id of this machine in the fleet
 * @param command the program with leading arguments, normally {@code nvidia-smi}; the query is appended
 * @param intervalSeconds wall time between two reads, 0.1 to 3600
 * @param timeoutSeconds how long the program may take
 */
public record SmiSettings(
        String bootstrap, String nodeId, List<String> command, double intervalSeconds, double timeoutSeconds) {

    /** The program that comes with the driver. */
    public static final List<String> COMMAND = List.of("nvidia-smi");

    /** @throws IllegalArgumentException if the node id or the command is missing */
    public SmiSettings {
        command = List.copyOf(command);
        if (nodeId == null || nodeId.isBlank()) {
            throw new IllegalArgumentException("No node id given: use --node NAME");
        }
        if (command.isEmpty()) {
            throw new IllegalArgumentException("No command given: use nvidia-smi");
        }
    }
}
