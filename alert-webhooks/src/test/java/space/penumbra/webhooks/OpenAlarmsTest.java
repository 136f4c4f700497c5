package space.penumbra.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.alarm.AlarmChange;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.wire.Topics;

class OpenAlarmsTest {

    private final TestClock clock = new TestClock(Events.NOON);
    private final Receiver receiver = new Receiver();
    private final List<String> posted = new CopyOnWriteArrayList<>();
    private final Lane forgetful = lane(Format.ALERTMANAGER_API);
    private final Lane mindful = lane(Format.EVENT);
    private final OpenAlarms alarms = new OpenAlarms(List.of(forgetful, mindful));

    @AfterEach
    void stop() {
        forgetful.stop(Duration.ofSeconds(1));
        mindful.stop(Duration.ofSeconds(1));
        receiver.close();
    }

    private Lane lane(Format format) {
        DeliveryPolicy policy = DeliveryPolicy.DEFAULT;
        Courier courier = new Courier(
                receiver.endpoint(format.word(), format, LimitLevel.WARNING, Set.of(), Grouping.NONE),
                policy,
                (endpoint, id, body) -> {
                    posted.add(endpoint.name() + " " + body);
                    return Attempt.delivered(200);
                },
                Courier.circuit(policy),
                (Clock) clock,
                clock,
                () -> 1.0,
                new Counters());
        MockProducer<byte[], byte[]> letters =
                new MockProducer<>(Cluster.empty(), true, null, new ByteArraySerializer(), new ByteArraySerializer());
        Lane lane = new Lane(courier, new DeadLetters(letters, clock), new Counters(), policy, clock);
        lane.start();
        return lane;
    }

    private static Message message(String node, AlarmChange change, LimitLevel level) {
        AlarmEvent event = Events.alarm(node, change, level);
        return Messages.of(event, level, Place.UNKNOWN);
    }

    @Test
    void tellsAgainOnceAMinuteWhatHoldsAndOnlyWhereItWouldBeForgotten() {
        alarms.hear(message("n1", AlarmChange.RAISED, LimitLevel.CRITICAL));
        alarms.hear(message("n2", AlarmChange.RAISED, LimitLevel.CRITICAL));
        alarms.hear(message("n3", AlarmChange.RAISED, LimitLevel.WATCH));
        alarms.hear(message("n2", AlarmChange.RETURNED, LimitLevel.IN_LIMITS));
        alarms.beat(Events.NOON);
        alarms.beat(Events.NOON.plusSeconds(59));
        await().until(() -> posted.size() == 1);
        assertThat(posted.get(0)).startsWith("alertmanager-api ").contains("\"n1\"");
        alarms.beat(Events.NOON.plusSeconds(60));
        await().until(() -> posted.size() == 2);
        assertThat(posted.get(1)).contains("\"n1\"");
    }

    @Test
    void knowsAfterARestartWhatHolds() {
        AlarmEvent holds = Events.alarm("n1", AlarmChange.RAISED, LimitLevel.CRITICAL);
        AlarmEvent over = Events.alarm("n2", AlarmChange.RETURNED, LimitLevel.IN_LIMITS);
        AlarmEvent late = Events.alarm("n4", AlarmChange.RAISED, LimitLevel.CRITICAL, true);
        alarms.restore(
                () -> TopicInMemory.of(
                        Topics.ALARMS_EVENTS,
                        Map.entry(over.alarmKey(), Events.alarm("n2", AlarmChange.RAISED, LimitLevel.CRITICAL)),
                        Map.entry(holds.alarmKey(), holds),
                        Map.entry(late.alarmKey(), late),
                        Map.entry(over.alarmKey(), over)),
                new Places(false, () -> null));
        alarms.beat(Events.NOON);
        await().until(() -> posted.size() == 1);
        assertThat(posted.get(0)).contains("\"n1\"");
    }
}
