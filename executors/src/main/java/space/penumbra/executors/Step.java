package space.penumbra.executors;

import space.penumbra.domain.Nullable;
import space.penumbra.domain.migration.CommandStage;

/**
 * How far a scheduler has come with a command.
 *
 * @param stage stage that was reached; null while it is still on the way to the next
 * @param nodeId the node that did it
 * @param detail one sentence; why it waits, if it does
 * @param moved whether the work now runs in its next placement, on that node
 */
public record Step(@Nullable CommandStage stage, String nodeId, String detail, boolean moved) {

    /** Nothing new; it is asked again at the next beat. */
    public static Step wait(String nodeId, String why) {
        return new Step(null, nodeId, why, false);
    }

    /** A stage was reached where the work is. */
    public static Step reached(CommandStage stage, String nodeId, String detail) {
        return new Step(stage, nodeId, detail, false);
    }

    /** The work runs in its next placement, on this node. */
    public static Step moved(CommandStage stage, String nodeId, String detail) {
        return new Step(stage, nodeId, detail, true);
    }
}
