package space.penumbra.webhooks;

import java.util.HashMap;
import java.util.Map;
import space.penumbra.domain.alarm.AlarmChange;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.limits.LimitLevel;

/**
 * Remembers the gravest level that each open alarm reached, so that whoever was told of its beginning is told of its
 * easing and its end, and nobody else. Not thread-safe.
 *
 * <p>After a restart it knows nothing; an end whose beginning is unknown goes to everyone: rather one message too many
 * than a page that nobody takes back.
 */
final class AlarmPeaks {

    private final Map<String, LimitLevel> peaks = new HashMap<>();

    /** The level by which this change is routed. */
    LimitLevel routedLevel(AlarmEvent event) {
        if (event.change() == AlarmChange.RAISED || event.change() == AlarmChange.WORSENED) {
            peaks.merge(event.alarmKey(), event.level(), LimitLevel::worst);
            return event.level();
        }
        LimitLevel peak =
                event.change() == AlarmChange.RETURNED ? peaks.remove(event.alarmKey()) : peaks.get(event.alarmKey());
        return peak == null ? LimitLevel.SEVERE : peak;
    }
}
