package space.penumbra.control.backtest;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import space.penumbra.domain.backtest.Backtest;
import space.penumbra.domain.fleet.FleetClock;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.wire.FrameCursor;
import space.penumbra.wire.Topic;
import space.penumbra.wire.Topics;
import space.penumbra.wire.UndecodableException;

/**
 * Frames and labels from their topics. Offsets are found by arrival, which follows event time by the fleet's clock; records of the wanted time that
 * arrived before are not looked for. The only reader of labels that is no scorer. Thread-safe: a consumer for each replay.
 */
public final class KafkaRecordings implements Recordings {

    /** Wall-clock time that a replay for somebody who waits before a screen may take. */
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration POLL = Duration.ofMillis(200);
    /** Arrival is this much earlier than the clock says, at most. */
    private static final Duration SLACK = Duration.ofSeconds(10);

    private final Properties settings = new Properties();
    private final Duration patience;

    /**
     * Recordings of a cluster.
     *
     * @param patience wall-clock time that a replay may take
     */
    public KafkaRecordings(Properties clientSettings, Duration patience) {
        this.patience = patience;
        settings.putAll(clientSettings);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000");
    }

    @Override
    public boolean replay(Instant from, Instant to, FleetClock clock, Backtest into) {
        long until = System.nanoTime() + patience.toNanos();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            boolean truth = read(consumer, Topics.TWIN_LABELS, Instant.EPOCH, until, record -> {
                if (record.value() != null) {
                    into.label(Topics.TWIN_LABELS.codec().decode(record.value()));
                }
            });
            FrameCursor cursor = new FrameCursor();
            TelemetryFrame frame = new TelemetryFrame();
            long fromMillis = from.toEpochMilli();
            long toMillis = to.toEpochMilli();
            boolean frames =
                    read(consumer, Topics.TELEMETRY_FRAMES, wall(clock, from).minus(SLACK), until, record -> {
                        cursor.open(record.value());
                        while (cursor.next(frame)) {
                            if (frame.timeMillis() >= fromMillis && frame.timeMillis() <= toMillis) {
                                into.frame(frame);
                            }
                        }
                    });
            return truth && frames;
        }
    }

    /** What the wall clock showed at this event time. */
    private static Instant wall(FleetClock clock, Instant event) {
        double nanos = Duration.between(clock.eventTime(), event).toMillis() * 1e6 / clock.speed();
        return clock.wallTime().plusNanos(Math.round(nanos));
    }

    private static boolean read(
            KafkaConsumer<byte[], byte[]> consumer,
            Topic<?> topic,
            Instant arrivedFrom,
            long untilNanos,
            Consumer<ConsumerRecord<byte[], byte[]>> take) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, Math.max(0, arrivedFrom.toEpochMilli())));
        consumer.offsetsForTimes(wanted)
                .forEach((partition, found) ->
                        consumer.seek(partition, found == null ? ends.get(partition) : found.offset()));
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() > untilNanos) {
                return false;
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                try {
                    take.accept(record);
                } catch (UndecodableException e) {
                    // The health job has rejected it, with the reason.
                    continue;
                }
            }
        }
        return true;
    }
}
