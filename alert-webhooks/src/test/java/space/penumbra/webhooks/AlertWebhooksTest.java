package space.penumbra.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.alarm.AlarmChange;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.alarm.DeliveryFailure;
import space.penumbra.domain.alarm.EndpointReport;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.migration.CommandState;
import space.penumbra.domain.operator.OperatorAction;
import space.penumbra.domain.operator.OperatorVerb;
import space.penumbra.wire.Topics;

class AlertWebhooksTest {

    private static final TopicPartition ALARMS = new TopicPartition(Topics.ALARMS_EVENTS.name(), 0);
    private static final TopicPartition ACTIONS = new TopicPartition(Topics.OPERATOR_ACTIONS.name(), 0);
    private static final TopicPartition LEDGER = new TopicPartition(Topics.COMMANDS_LEDGER.name(), 0);
    private static final DeliveryPolicy QUICK = new DeliveryPolicy(
            2,
            new BackOff(Duration.ofMillis(1), Duration.ofMillis(2)),
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            3,
            Duration.ofMillis(50),
            100,
            Duration.ofMillis(50));

    private final Receiver receiver = new Receiver();
    private final Receiver other = new Receiver();
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(Cluster.empty(), true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final List<AutoCloseable> open = new ArrayList<>(List.of(receiver, other));
    private long alarmOffset;

    @AfterEach
    void stop() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    private AlertWebhooks start(WebhookSettings settings) {
        AlertWebhooks service =
                AlertWebhooks.start(settings, consumer, producer, this::letterReader, Clock.systemUTC(), Pause.real());
        open.add(service);
        consumer.schedulePollTask(() -> {
            consumer.updateBeginningOffsets(Map.of(ALARMS, 0L, LEDGER, 0L, ACTIONS, 0L));
            consumer.rebalance(List.of(ALARMS, LEDGER, ACTIONS));
        });
        await().until(() -> consumer.assignment().size() == 3);
        return service;
    }

    private AlertWebhooks start(Endpoint... endpoints) {
        return start(WebhookSettings.of("unused:1", List.of(endpoints)).withPolicy(QUICK));
    }

    private void publish(AlarmEvent... events) {
        for (AlarmEvent event : events) {
            byte[] value = Topics.ALARMS_EVENTS.codec().encode(event);
            publish(ALARMS, alarmOffset++, event.alarmKey(), value);
        }
    }

    private void publish(TopicPartition partition, long offset, String key, byte[] value) {
        consumer.addRecord(
                new ConsumerRecord<>(partition.topic(), partition.partition(), offset, key.getBytes(UTF_8), value));
    }

    private long committed(TopicPartition partition) {
        var committed = consumer.committed(Set.of(partition)).get(partition);
        return committed == null ? -1 : committed.offset();
    }

    private List<DeliveryFailure> letters() {
        return producer.history().stream()
                .filter(entry -> entry.topic().equals(Topics.WEBHOOKS_UNDELIVERED.name()))
                .map(entry -> Topics.WEBHOOKS_UNDELIVERED.codec().decode(entry.value()))
                .toList();
    }

    private List<EndpointReport> reports() {
        return producer.history().stream()
                .filter(entry -> entry.topic().equals(Topics.WEBHOOKS_ENDPOINTS.name()))
                .map(entry -> Topics.WEBHOOKS_ENDPOINTS.codec().decode(entry.value()))
                .toList();
    }

    @Test
    void tellsHowEachEndpointIsAndAgainWhenThatChanges() {
        receiver.answers(Receiver.status(503));
        start(receiver.endpoint("a"), other.endpoint("b"));
        await().untilAsserted(() -> assertThat(reports())
                .extracting(EndpointReport::endpoint, EndpointReport::circuit, EndpointReport::lastError)
                .contains(tuple("a", "CLOSED", ""), tuple("b", "CLOSED", "")));
        publish(raised("n1", LimitLevel.CRITICAL));
        await().untilAsserted(() -> assertThat(reports()).anySatisfy(report -> {
            assertThat(report.endpoint()).isEqualTo("a");
            assertThat(report.lastError()).contains("503");
        }));
        assertThat(reports()).noneMatch(report -> report.toString().contains("127.0.0.1"));
        assertThat(reports().stream().filter(report -> report.endpoint().equals("b")))
                .hasSize(1);
    }

    private static AlarmEvent raised(String node, LimitLevel level) {
        return Events.alarm(node, AlarmChange.RAISED, level);
    }

    @Test
    void deliversAlarmsAndCommandsAndCommitsThem() {
        AlertWebhooks service = start(receiver.endpoint("a"));
        publish(raised("n1", LimitLevel.CRITICAL));
        publish(LEDGER, 0, "c-1", Topics.COMMANDS_LEDGER.codec().encode(Events.command(CommandState.FAILED)));
        publish(LEDGER, 1, "c-1", Topics.COMMANDS_LEDGER.codec().encode(Events.command(CommandState.ACCEPTED)));
        publish(LEDGER, 2, "c-0", null);

        await().until(() -> committed(ALARMS) == 1 && committed(LEDGER) == 3);
        assertThat(receiver.received.stream().map(Receiver.Received::body))
                .hasSize(2)
                .anyMatch(body -> body.contains("\"alarm.raised\""))
                .anyMatch(body -> body.contains("\"command.failed\""));
        assertThat(service.counters()).containsEntry("delivered", 2L).containsEntry("unwanted", 1L);
        assertThat(service.openEvents()).isZero();
    }

    @Test
    void pagesNobodyForHistoricalAlarmsNorBelowTheLevel() {
        AlertWebhooks service = start(receiver.endpoint("a", LimitLevel.CRITICAL));
        publish(
                Events.alarm("n1", AlarmChange.RAISED, LimitLevel.SEVERE, true),
                raised("n2", LimitLevel.WARNING),
                Events.alarm("n2", AlarmChange.RETURNED, LimitLevel.IN_LIMITS),
                raised("n3", LimitLevel.CRITICAL),
                Events.alarm("n3", AlarmChange.RETURNED, LimitLevel.IN_LIMITS));
        await().until(() -> committed(ALARMS) == 5);
        assertThat(receiver.received)
                .hasSize(2)
                .allSatisfy(received -> assertThat(received.body()).contains("\"n3\""));
        assertThat(service.counters()).containsEntry("historical", 1L).containsEntry("unwanted", 2L);
    }

    @Test
    void deadLettersWhatNoAttemptDeliversAndThenCommits() {
        receiver.answers(Receiver.status(500));
        AlertWebhooks service = start(receiver.endpoint("a"));
        publish(raised("n1", LimitLevel.CRITICAL));
        await().until(() -> committed(ALARMS) == 1);
        assertThat(receiver.received).hasSize(2);
        assertThat(letters()).singleElement().satisfies(letter -> {
            assertThat(letter.endpoint()).isEqualTo("a");
            assertThat(letter.attempts()).isEqualTo(2);
            assertThat(letter.lastError()).isEqualTo("answered 500");
            assertThat(letter.messageId()).isEqualTo(receiver.received.get(0).id());
            assertThat(letter.body()).isEqualTo(receiver.received.get(0).body());
        });
        assertThat(service.counters()).containsEntry("dead_lettered", 1L).containsEntry("retried", 1L);
    }

    @Test
    void anEndpointThatHangsHoldsNoOtherAndItsOffsetsAreNotCommittedBefore() {
        receiver.answers(Receiver.hang());
        DeliveryPolicy patient = new DeliveryPolicy(
                2,
                QUICK.backOff(),
                Duration.ofMinutes(5),
                Duration.ofMinutes(9),
                3,
                Duration.ofMillis(50),
                9,
                Duration.ZERO);
        start(WebhookSettings.of("unused:1", List.of(receiver.endpoint("hangs"), other.endpoint("works")))
                .withPolicy(patient));
        for (int i = 0; i < 20; i++) {
            publish(raised("n" + i, LimitLevel.CRITICAL));
        }
        await().until(() -> other.received.size() == 20);
        // One message is under way, three wait, sixteen found the queue full.
        await().until(() -> letters().size() == 16);
        assertThat(letters()).allSatisfy(letter -> {
            assertThat(letter.endpoint()).isEqualTo("hangs");
            assertThat(letter.lastError()).contains("queue of 3 messages is full");
        });
        assertThat(committed(ALARMS)).isZero();
    }

    @Test
    void sendsAReplayedEventUnderTheSameId() {
        start(receiver.endpoint("a"));
        publish(raised("n1", LimitLevel.CRITICAL), raised("n1", LimitLevel.CRITICAL));
        await().until(() -> receiver.received.size() == 2);
        assertThat(receiver.received.get(0).id())
                .isEqualTo(receiver.received.get(1).id());
    }

    @Test
    void keepsARecordThatIsNoEvent() {
        start(receiver.endpoint("a"));
        publish(ALARMS, 0, "x", new byte[] {1, 2, 3});
        await().until(() -> committed(ALARMS) == 1);
        assertThat(letters()).singleElement().satisfies(letter -> {
            assertThat(letter.messageId()).isEqualTo("alarms.events-0@0");
            assertThat(letter.lastError()).startsWith("no event: ");
        });
    }

    @Test
    void keepsTheOrderOfEventsForEachEndpoint() {
        start(receiver.endpoint("a"));
        publish(
                raised("n1", LimitLevel.WATCH),
                Events.alarm("n1", AlarmChange.WORSENED, LimitLevel.SEVERE),
                Events.alarm("n1", AlarmChange.RETURNED, LimitLevel.IN_LIMITS));
        await().until(() -> receiver.received.size() == 3);
        assertThat(receiver.received.stream().map(received -> received.body().substring(9, 22)))
                .containsExactly("alarm.raised\"", "alarm.worsene", "alarm.returne");
    }

    @Test
    void sendsDeadLettersAgainUnderTheirOldIdAndThenListsThemNoMore() throws InterruptedException {
        receiver.answers(Receiver.status(500));
        AlertWebhooks service = start(receiver.endpoint("a"));
        publish(raised("n1", LimitLevel.CRITICAL), raised("n2", LimitLevel.CRITICAL));
        await().until(() -> committed(ALARMS) == 2);
        List<DeliveryFailure> waiting = service.undelivered();
        assertThat(waiting).hasSize(2);

        assertThat(service.resend(waiting.get(0))).isFalse();
        receiver.answers(Receiver.status(200));
        assertThat(service.resend(waiting.get(0))).isTrue();
        assertThat(receiver.received.get(receiver.received.size() - 1).id())
                .isEqualTo(waiting.get(0).messageId());
        assertThat(service.undelivered()).containsExactly(waiting.get(1));
    }

    private void publish(long offset, OperatorVerb verb, String subject) {
        OperatorAction action = new OperatorAction(
                "a-" + offset, verb, subject, "ann", "", Map.of("endpoint", "a"), Events.NOON, Events.NOON);
        publish(ACTIONS, offset, subject, Topics.OPERATOR_ACTIONS.codec().encode(action));
    }

    @Test
    void sendsADeadLetterAgainWhenAnOperatorAsks() {
        receiver.answers(Receiver.status(500));
        AlertWebhooks service = start(receiver.endpoint("a"));
        publish(raised("n1", LimitLevel.CRITICAL));
        await().until(() -> service.undelivered().size() == 1);
        String id = service.undelivered().get(0).messageId();
        receiver.answers(Receiver.status(200));
        publish(0, OperatorVerb.HOLD, "fleet");
        publish(1, OperatorVerb.SEND_AGAIN, "msg_unknown");
        publish(2, OperatorVerb.SEND_AGAIN, id);

        await().until(() -> committed(ACTIONS) == 3);
        assertThat(receiver.received.get(receiver.received.size() - 1).id()).isEqualTo(id);
        assertThat(service.undelivered()).isEmpty();
    }

    @Test
    void showsHealthAndCountsButNoAddress() throws Exception {
        AlertWebhooks service = start(WebhookSettings.of("unused:1", List.of(receiver.endpoint("pager")))
                .withPolicy(QUICK)
                .withStatusPage("127.0.0.1", 0));
        publish(raised("n1", LimitLevel.CRITICAL));
        await().until(() -> committed(ALARMS) == 1);
        assertThat(get(service, "/health").statusCode()).isEqualTo(200);
        assertThat(get(service, "/metrics").body())
                .contains("penumbra_webhooks_delivered_total 1", "penumbra_webhooks_circuit_open{endpoint=\"pager\"} 0")
                .doesNotContain(receiver.url().toString());
    }

    private static HttpResponse<String> get(AlertWebhooks service, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.statusPort() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    /** Reads back what the mock producer has written. */
    private MockConsumer<byte[], byte[]> letterReader() {
        TopicPartition letters = new TopicPartition(Topics.WEBHOOKS_UNDELIVERED.name(), 0);
        MockConsumer<byte[], byte[]> reader = new MockConsumer<>("earliest");
        Node node = new Node(0, "unused", 1);
        reader.updatePartitions(
                letters.topic(),
                List.of(new PartitionInfo(letters.topic(), 0, node, new Node[] {node}, new Node[] {node})));
        Map<TopicPartition, Long> ends =
                new HashMap<>(Map.of(letters, (long) producer.history().size()));
        reader.updateBeginningOffsets(Map.of(letters, 0L));
        reader.updateEndOffsets(ends);
        reader.schedulePollTask(() -> {
            long offset = 0;
            for (var entry : producer.history()) {
                reader.addRecord(new ConsumerRecord<>(letters.topic(), 0, offset++, entry.key(), entry.value()));
            }
        });
        return reader;
    }
}
