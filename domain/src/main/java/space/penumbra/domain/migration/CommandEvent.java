package space.penumbra.domain.migration;

import java.time.Instant;

/**
 * What an executor says of a command.
 *
 * @param commandId the command
 * @param workloadId its workload
 * @param nodeId the node that speaks
 * @param stage stage that was reached
 * @param placementGeneration generation of the workload's placement after this stage
 * @param detail one sentence; the reason if it failed or was rejected
 * @param time event time at the executor
 */
public record CommandEvent(
        String commandId,
        String workloadId,
        String nodeId,
        CommandStage stage,
        long placementGeneration,
        String detail,
        Instant time) {}
