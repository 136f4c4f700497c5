package space.penumbra.cli.reckoning;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import space.penumbra.domain.alarm.AlarmChange;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.wire.Topics;

/** Proves that each alarm that concerns a receiver reached it, or is kept among the dead letters. */
public final class Delivered {

    private Delivered() {}

    /**
     * Alarms that were raised or became worse, at WARNING or above, and that nobody was told of.
     *
     * @param took whether the receiver took {@code alarmKey occurrence change level}
     */
    public static List<String> missing(String bootstrap, Predicate<String> took) {
        try (TopicScan scan = new TopicScan(bootstrap)) {
            Set<String> letters = new HashSet<>();
            scan.values(Topics.WEBHOOKS_UNDELIVERED, letter -> letters.add(letter.body()));
            List<String> missing = new ArrayList<>();
            scan.values(Topics.ALARMS_EVENTS, event -> {
                if (concerns(event)
                        && !took.test(key(event))
                        && letters.stream().noneMatch(body -> tellsOf(body, event))) {
                    missing.add(key(event));
                }
            });
            return missing;
        }
    }

    private static boolean concerns(AlarmEvent event) {
        return !event.historical()
                && (event.change() == AlarmChange.RAISED || event.change() == AlarmChange.WORSENED)
                && event.level().compareTo(LimitLevel.WARNING) >= 0;
    }

    private static String key(AlarmEvent event) {
        return event.alarmKey() + " " + event.occurrence() + " " + event.change() + " " + event.level();
    }

    private static boolean tellsOf(String body, AlarmEvent event) {
        return body.contains("\"alarmKey\":\"" + event.alarmKey() + "\"")
                && body.contains("\"change\":\"" + event.change() + "\",\"level\":\"" + event.level()
                        + "\",\"occurrence\":" + event.occurrence() + ",");
    }
}
