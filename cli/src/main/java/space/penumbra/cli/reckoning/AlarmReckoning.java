package space.penumbra.cli.reckoning;

import java.util.HashMap;
import java.util.Map;
import space.penumbra.domain.alarm.AlarmChange;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.limits.LimitLevel;

/**
 * Proves that each alarm has one unbroken life: raised, then worse or better, then returned, and only then raised again, under the next
 * number. A change that is missing or told twice breaks it. Not thread-safe.
 *
 * <p>Of a key that was compacted only the newest change is left; the life that is looked at begins there.
 */
final class AlarmReckoning {

    private final Map<String, AlarmEvent> newest = new HashMap<>();
    private long raised;
    private long broken;

    /** The next change in the order of its partition; those found in late data stand outside of the order. */
    void event(AlarmEvent event) {
        if (event.historical()) {
            return;
        }
        AlarmEvent before = newest.put(event.alarmKey(), event);
        raised += event.change() == AlarmChange.RAISED || before == null ? 1 : 0;
        if (before != null && !follows(before, event)) {
            broken++;
        }
    }

    private static boolean follows(AlarmEvent before, AlarmEvent event) {
        if (event.change() == AlarmChange.RAISED) {
            return before.change() == AlarmChange.RETURNED && event.occurrence() == before.occurrence() + 1;
        }
        LimitLevel was = before.level();
        return before.change() != AlarmChange.RETURNED
                && event.occurrence() == before.occurrence()
                && event.level() != was
                && event.change() == AlarmChange.between(was, event.level());
    }

    /** Alarms that were raised. */
    long raised() {
        return raised;
    }

    /** Changes that do not follow from the one before. */
    long broken() {
        return broken;
    }
}
