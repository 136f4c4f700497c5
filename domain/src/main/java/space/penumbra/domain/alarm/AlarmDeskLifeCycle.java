package space.penumbra.domain.alarm;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What may follow what in the life of an alarm on the desk.
 *
 * <pre>
 *                raised                acknowledge
 *   NORMAL ---------------> ACTIVE -----------------> ACKNOWLEDGED
 *     ^  ^                   | ^  <---------------------   |
 *     |  |           returned| |raised      worse          |
 *     |  |  acknowledge      v |                           |
 *     |  +---------------- RETURNED                        |
 *     +----------------------------------------------------+
 *                           returned
 *
 *   any of these --- shelve ---> SHELVED --- unshelve, expiry, worse than shelved ---> what the condition then asks for
 *   any --- take out ---> OUT_OF_SERVICE --- return to service ---> what the condition then asks for
 * </pre>
 */
public final class AlarmDeskLifeCycle {

    private static final Map<DeskState, Set<DeskState>> NEXT = new EnumMap<>(Map.of(
            DeskState.NORMAL, EnumSet.of(DeskState.ACTIVE, DeskState.SHELVED, DeskState.OUT_OF_SERVICE),
            DeskState.ACTIVE,
                    EnumSet.of(DeskState.ACKNOWLEDGED, DeskState.RETURNED, DeskState.SHELVED, DeskState.OUT_OF_SERVICE),
            DeskState.ACKNOWLEDGED,
                    EnumSet.of(DeskState.ACTIVE, DeskState.NORMAL, DeskState.SHELVED, DeskState.OUT_OF_SERVICE),
            DeskState.RETURNED,
                    EnumSet.of(DeskState.ACTIVE, DeskState.NORMAL, DeskState.SHELVED, DeskState.OUT_OF_SERVICE),
            DeskState.SHELVED,
                    EnumSet.of(DeskState.NORMAL, DeskState.ACTIVE, DeskState.ACKNOWLEDGED, DeskState.OUT_OF_SERVICE),
            DeskState.OUT_OF_SERVICE, EnumSet.of(DeskState.NORMAL, DeskState.ACTIVE, DeskState.ACKNOWLEDGED)));

    private AlarmDeskLifeCycle() {}

    /** Whether an alarm in the first state may go to the second. */
    public static boolean allows(DeskState from, DeskState to) {
        return NEXT.get(from).contains(to);
    }

    /**
     * The guard: returns the new state; staying is always allowed.
     *
     * @throws IllegalStateException if the table does not have that step
     */
    public static DeskState go(DeskState from, DeskState to) {
        if (from != to && !allows(from, to)) {
            throw new IllegalStateException(
                    "An alarm cannot go from " + from + " to " + to + ": allowed are " + NEXT.get(from));
        }
        return to;
    }
}
