package space.penumbra.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.alarm.AlarmChange;
import space.penumbra.domain.alarm.DeliveryFailure;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.wire.Topics;

class LaneTest {

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(Cluster.empty(), true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final TestClock clock = new TestClock(Events.NOON);
    private final Receiver receiver = new Receiver();
    private final AtomicInteger done = new AtomicInteger();
    private Lane lane;

    @AfterEach
    void stop() {
        lane.stop(Duration.ofSeconds(1));
        receiver.close();
    }

    private void start(Courier.Transport transport) {
        start(transport, receiver.endpoint("a"));
    }

    private void start(Courier.Transport transport, Endpoint endpoint) {
        DeliveryPolicy policy = DeliveryPolicy.DEFAULT;
        Counters counters = new Counters();
        Courier courier = new Courier(
                endpoint, policy, transport, Courier.circuit(policy), (Clock) clock, clock, () -> 1.0, counters);
        lane = new Lane(courier, new DeadLetters(producer, clock), counters, policy, clock);
        lane.start();
    }

    private Job job(String id) {
        Message message = new Message(
                id,
                EventKind.ALARM,
                LimitLevel.CRITICAL,
                Place.UNKNOWN,
                Events.alarm(id, AlarmChange.RAISED, LimitLevel.CRITICAL),
                Events.NOON);
        return new Job(message, clock.instant(), done::incrementAndGet);
    }

    @Test
    void aMessageThatBreaksTheSenderIsKeptAndTheNextGoesOut() throws InterruptedException {
        start((endpoint, id, body) -> {
            if (id.equals("bad")) {
                throw new IllegalStateException("a defect");
            }
            return Attempt.delivered(204);
        });
        lane.take(job("bad"));
        lane.take(job("good"));
        await().until(() -> done.get() == 2);
        assertThat(producer.history()).singleElement().satisfies(entry -> {
            DeliveryFailure letter = Topics.WEBHOOKS_UNDELIVERED.codec().decode(entry.value());
            assertThat(letter.messageId()).isEqualTo("bad");
            assertThat(letter.lastError()).isEqualTo("sending broke: a defect");
        });
    }

    @Test
    void aMessageIsNotDoneWhileKafkaDoesNotTakeItsLetter() throws InterruptedException {
        producer.sendException = new TimeoutException("no broker");
        start((endpoint, id, body) -> Attempt.refused("answered 401"));
        lane.take(job("m"));
        await().until(() -> clock.pauses.size() > 3);
        assertThat(done).hasValue(0);
        producer.sendException = null;
        await().until(() -> done.get() == 1);
        assertThat(producer.history()).hasSize(1);
    }

    @Test
    void tellsTogetherWhatComesTogetherAndIsOfOneGroup() throws InterruptedException {
        List<String> sent = new CopyOnWriteArrayList<>();
        Grouping byNode = new Grouping(Set.of(GroupBy.NODE), Duration.ofMillis(300));
        start(
                (endpoint, id, body) -> {
                    sent.add(id + " " + body);
                    return Attempt.delivered(200);
                },
                receiver.endpoint("a", Format.SLACK, LimitLevel.WATCH, Set.of(), byNode));
        lane.take(job("n1"));
        lane.take(job("n2"));
        lane.take(job("n1"));
        await().until(() -> done.get() == 3);
        assertThat(sent).hasSize(2);
        assertThat(sent.get(0)).startsWith("grp_").contains("2 events", "node=n1");
        assertThat(sent.get(1)).startsWith("n2 ").doesNotContain("events");
    }
}
