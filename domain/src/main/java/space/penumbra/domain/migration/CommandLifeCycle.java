package space.penumbra.domain.migration;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What may follow what in the life of a command.
 *
 * <pre>
 *                 +--> AWAITING_APPROVAL --+
 *   PROPOSED <----+--> HELD ---------------+--> ISSUED --> ACCEPTED --> CHECKPOINTED --> TRANSFERRED --> RESTORED --> COMPLETED
 *      |          |      |                 |       |          |              |                |             |
 *      +----------+------+-----------------+       +----------+--------------+----------------+-------------+
 *      |  REFUSED, EXPIRED, CANCELLED              |  REJECTED (before ACCEPTED), TIMED_OUT, FAILED, CANCELLED (until TRANSFERRED)
 * </pre>
 *
 * <p>An action that has no transfer or no restore skips those stages, forward only. Nothing leaves a terminal state, but
 * a command that timed out may still be seen to complete: the work happened, and the ledger says so.
 */
public final class CommandLifeCycle {

    private static final Map<CommandState, Set<CommandState>> NEXT = new EnumMap<>(CommandState.class);

    static {
        for (CommandState state : CommandState.values()) {
            NEXT.put(state, EnumSet.noneOf(CommandState.class));
        }
        allow(
                CommandState.PROPOSED,
                CommandState.AWAITING_APPROVAL,
                CommandState.HELD,
                CommandState.ISSUED,
                CommandState.REFUSED,
                CommandState.EXPIRED,
                CommandState.CANCELLED);
        allow(
                CommandState.AWAITING_APPROVAL,
                CommandState.PROPOSED,
                CommandState.HELD,
                CommandState.ISSUED,
                CommandState.REFUSED,
                CommandState.EXPIRED,
                CommandState.CANCELLED);
        allow(
                CommandState.HELD,
                CommandState.PROPOSED,
                CommandState.AWAITING_APPROVAL,
                CommandState.ISSUED,
                CommandState.REFUSED,
                CommandState.EXPIRED,
                CommandState.CANCELLED);
        allow(
                CommandState.ISSUED,
                CommandState.ACCEPTED,
                CommandState.REJECTED,
                CommandState.TIMED_OUT,
                CommandState.CANCELLED,
                CommandState.FAILED);
        allow(
                CommandState.ACCEPTED,
                CommandState.CHECKPOINTED,
                CommandState.COMPLETED,
                CommandState.TIMED_OUT,
                CommandState.CANCELLED,
                CommandState.FAILED);
        allow(
                CommandState.CHECKPOINTED,
                CommandState.TRANSFERRED,
                CommandState.COMPLETED,
                CommandState.TIMED_OUT,
                CommandState.CANCELLED,
                CommandState.FAILED);
        allow(CommandState.TRANSFERRED, CommandState.RESTORED, CommandState.TIMED_OUT, CommandState.FAILED);
        allow(CommandState.RESTORED, CommandState.COMPLETED, CommandState.TIMED_OUT, CommandState.FAILED);
        allow(CommandState.TIMED_OUT, CommandState.COMPLETED, CommandState.FAILED);
    }

    private CommandLifeCycle() {}

    private static void allow(CommandState from, CommandState... to) {
        NEXT.get(from).addAll(Set.of(to));
    }

    /** Whether a command in the first state may go to the second. */
    public static boolean allows(CommandState from, CommandState to) {
        return NEXT.get(from).contains(to);
    }

    /**
     * The guard: returns the new state.
     *
     * @throws IllegalStateException if the table does not have that step
     */
    public static CommandState go(CommandState from, CommandState to) {
        if (!allows(from, to)) {
            throw new IllegalStateException(
                    "A command cannot go from " + from + " to " + to + ": allowed are " + NEXT.get(from));
        }
        return to;
    }
}
