package space.penumbra.executors;

import java.time.Instant;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.migration.Command;
import space.penumbra.domain.migration.CommandStage;

/**
 * What really runs the work. It keeps nothing between calls: how far a command is stands in the last stage that was reported
 * and in the scheduler itself, so that whoever calls may crash between any two calls and ask again. A call that fails throws;
 * it is made again at the next beat. Must be safe for calls about different commands at the same time.
 */
public interface Scheduler extends AutoCloseable {

    /**
     * Carries a command one stage further, without waiting for it.
     *
     * @param reached last stage that was reported, null if none was
     * @param now event time of the fleet
     */
    Step advance(Command command, @Nullable CommandStage reached, Instant now);

    /**
     * Gives the work back to its source, as far as that is still possible. The answer is CANCELLED, or the stage that the
     * command has really reached if it is too late.
     */
    Step withdraw(Command command, @Nullable CommandStage reached, Instant now);

    /** One sentence for the log. */
    String about();

    @Override
    void close();
}
