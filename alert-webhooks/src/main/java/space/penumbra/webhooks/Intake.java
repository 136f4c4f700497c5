package space.penumbra.webhooks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.alarm.DeliveryFailure;
import space.penumbra.domain.migration.CommandEntry;
import space.penumbra.domain.operator.OperatorAction;
import space.penumbra.domain.operator.OperatorVerb;
import space.penumbra.webhooks.Counters.Count;
import space.penumbra.wire.Topics;
import space.penumbra.wire.UndecodableException;

/** Reads events, gives their messages to the lanes, commits what is done. Runs in one thread, which owns the consumer. */
final class Intake implements ConsumerRebalanceListener {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    private final List<Lane> lanes;
    private final DeadLetters deadLetters;
    private final Counters counters;
    private final Places places;
    private final OpenAlarms openAlarms;
    private final Again again;
    private final Clock clock;
    private final Progress progress = new Progress();
    private final AlarmPeaks peaks = new AlarmPeaks();

    Intake(
            Consumer<byte[], byte[]> consumer,
            List<Lane> lanes,
            DeadLetters deadLetters,
            Counters counters,
            Places places,
            OpenAlarms openAlarms,
            Again again,
            Clock clock) {
        this.consumer = consumer;
        this.lanes = lanes;
        this.deadLetters = deadLetters;
        this.counters = counters;
        this.places = places;
        this.openAlarms = openAlarms;
        this.again = again;
        this.clock = clock;
    }

    void subscribe() {
        consumer.subscribe(
                List.of(Topics.ALARMS_EVENTS.name(), Topics.COMMANDS_LEDGER.name(), Topics.OPERATOR_ACTIONS.name()),
                this);
    }

    /** One round: what is done is committed, what has come is handed on. */
    void round() throws InterruptedException {
        places.refresh();
        openAlarms.beat(clock.instant());
        try {
            for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(POLL)) {
                handle(entry);
            }
        } catch (WakeupException e) {
            // Someone wants the thread to look up: it does.
            LOG.debug("event=woken");
        }
        commit();
    }

    /** Commits what is done. */
    void commit() {
        Map<TopicPartition, OffsetAndMetadata> done = progress.take();
        if (!done.isEmpty()) {
            consumer.commitSync(done);
        }
    }

    /** Records that are read and not done. */
    int openRecords() {
        return progress.openRecords();
    }

    private void handle(ConsumerRecord<byte[], byte[]> entry) throws InterruptedException {
        TopicPartition partition = new TopicPartition(entry.topic(), entry.partition());
        if (entry.value() == null) {
            progress.begin(partition, entry.offset(), 0);
            return;
        }
        if (entry.topic().equals(Topics.OPERATOR_ACTIONS.name())) {
            operate(partition, entry);
            return;
        }
        counters.add(Count.RECEIVED);
        Optional<Message> message;
        try {
            message = message(entry);
        } catch (UndecodableException e) {
            counters.add(Count.UNDECODABLE);
            deadLetters.bury(unreadable(entry, e));
            progress.begin(partition, entry.offset(), 0);
            return;
        }
        List<Lane> wanted = message.map(m -> lanes.stream()
                        .filter(lane -> lane.endpoint().route().wants(m))
                        .toList())
                .orElse(List.of());
        if (message.isPresent() && wanted.isEmpty()) {
            counters.add(Count.UNWANTED);
        }
        Progress.Ticket ticket = progress.begin(partition, entry.offset(), wanted.size());
        for (Lane lane : wanted) {
            lane.take(new Job(message.get(), clock.instant(), ticket::messageDone));
        }
        message.ifPresent(openAlarms::hear);
    }

    /** What people do concerns us if they want a message sent again. */
    private void operate(TopicPartition partition, ConsumerRecord<byte[], byte[]> entry) {
        try {
            OperatorAction action = Topics.OPERATOR_ACTIONS.codec().decode(entry.value());
            if (action.verb() == OperatorVerb.SEND_AGAIN) {
                Progress.Ticket ticket = progress.begin(partition, entry.offset(), 1);
                again.send(action.subject(), action.parameters().getOrDefault("endpoint", ""), ticket::messageDone);
                return;
            }
        } catch (UndecodableException e) {
            LOG.warn("event=undecodable topic={} error={}", entry.topic(), e.getMessage());
        }
        progress.begin(partition, entry.offset(), 0);
    }

    private Optional<Message> message(ConsumerRecord<byte[], byte[]> entry) {
        if (entry.topic().equals(Topics.COMMANDS_LEDGER.name())) {
            CommandEntry command = Topics.COMMANDS_LEDGER.codec().decode(entry.value());
            return Optional.of(Messages.of(command, places.of(command.proposal().sourceNodeId())));
        }
        AlarmEvent alarm = Topics.ALARMS_EVENTS.codec().decode(entry.value());
        if (alarm.historical()) {
            counters.add(Count.HISTORICAL);
            return Optional.empty();
        }
        return Optional.of(Messages.of(alarm, peaks.routedLevel(alarm), places.of(alarm.nodeId())));
    }

    private static DeliveryFailure unreadable(ConsumerRecord<byte[], byte[]> entry, UndecodableException e) {
        String where = entry.topic() + "-" + entry.partition() + "@" + entry.offset();
        LOG.warn("event=undecodable record={} error={}", where, e.getMessage());
        return new DeliveryFailure(
                where, "", "", 0, "no event: " + e.getMessage(), Instant.ofEpochMilli(Math.max(0, entry.timestamp())));
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        // A group that starts at the end fixes that beginning now: what comes before its first commit must not be
        // skipped
        // by a crash.
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(java.util.Set.copyOf(partitions));
        for (TopicPartition partition : partitions) {
            if (committed.get(partition) == null) {
                consumer.commitSync(Map.of(partition, new OffsetAndMetadata(consumer.position(partition))));
            }
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        commit();
        progress.forget(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        progress.forget(partitions);
    }
}
