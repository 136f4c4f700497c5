package space.penumbra.webhooks;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import space.penumbra.domain.alarm.AlarmChange;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.wire.Topics;

/**
 * Alarms that hold, told again and again to endpoints that forget: Alertmanager ends an alert that is not posted for five minutes. Known
 * after a restart too, from the topic. Used by one thread.
 */
final class OpenAlarms {

    /** Time between two tellings of the same alarm. */
    static final Duration REPEAT = Duration.ofMinutes(1);

    private final List<Lane> lanes;
    private final Map<String, Message> open = new LinkedHashMap<>();
    private Instant told = Instant.MIN;

    /** @param lanes all lanes; those whose endpoints do not forget are left alone */
    OpenAlarms(List<Lane> lanes) {
        this.lanes = lanes.stream()
                .filter(lane -> lane.endpoint().format() == Format.ALERTMANAGER_API)
                .toList();
    }

    /** Reads which alarms hold now. */
    void restore(Supplier<Consumer<byte[], byte[]>> consumers, Places places) {
        if (lanes.isEmpty()) {
            return;
        }
        AlarmPeaks peaks = new AlarmPeaks();
        try (TopicTail<AlarmEvent> events = new TopicTail<>(consumers.get(), Topics.ALARMS_EVENTS)) {
            events.toEnd((key, event) -> {
                if (event != null && !event.historical()) {
                    hear(Messages.of(event, peaks.routedLevel(event), places.of(event.nodeId())));
                }
            });
        }
    }

    /** Notes a change of an alarm. */
    void hear(Message message) {
        if (lanes.isEmpty() || message.kind() != EventKind.ALARM) {
            return;
        }
        AlarmEvent event = message.alarm();
        if (event.change() == AlarmChange.RETURNED) {
            open.remove(event.alarmKey());
        } else {
            open.put(event.alarmKey(), message);
        }
    }

    /** Tells again what holds, when it is time. */
    void beat(Instant now) {
        if (lanes.isEmpty() || now.isBefore(told.equals(Instant.MIN) ? told : told.plus(REPEAT))) {
            return;
        }
        told = now;
        for (Lane lane : lanes) {
            open.values().stream()
                    .filter(message -> lane.endpoint().route().wants(message))
                    .forEach(message -> lane.takeIfRoom(message, now));
        }
    }
}
