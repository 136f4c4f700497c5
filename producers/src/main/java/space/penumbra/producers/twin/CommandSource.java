package space.penumbra.producers.twin;

import java.util.Map;
import java.util.function.Consumer;
import space.penumbra.domain.migration.Command;

/** Where the twin's commands come from. Used by one thread. */
interface CommandSource extends AutoCloseable {

    /** Hands over what has come since the last call, without waiting. */
    void poll(Consumer<Command> commands);

    /** Next offset of each partition: a source that goes on from here repeats nothing and misses nothing. */
    Map<Integer, Long> positions();

    /** Ends of the telemetry topic's partitions now. */
    Map<Integer, Long> frameEnds();

    @Override
    void close();
}
