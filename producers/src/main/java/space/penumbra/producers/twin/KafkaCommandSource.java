package space.penumbra.producers.twin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import space.penumbra.domain.migration.Command;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.producers.publish.TopicReader;
import space.penumbra.wire.FrameCursor;
import space.penumbra.wire.Topics;
import space.penumbra.wire.UndecodableException;

/** Reads {@code commands.issued}, committed records only, from positions that the twin keeps itself. Not thread-safe. */
final class KafkaCommandSource implements CommandSource {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaCommandSource.class);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> commands;
    private final List<TopicPartition> frames;
    private final AtomicLong undecodable = new AtomicLong();

    KafkaCommandSource(String bootstrap) {
        consumer = TopicReader.consumer(bootstrap, "penumbra-twin");
        commands = TopicReader.partitions(consumer, Topics.COMMANDS_ISSUED);
        frames = TopicReader.partitions(consumer, Topics.TELEMETRY_FRAMES);
    }

    /** A new fleet has no business with commands for another: it begins at the end. */
    void startAtEnd() {
        consumer.assign(commands);
        consumer.seekToEnd(commands);
        commands.forEach(consumer::position);
    }

    void startAt(Map<Integer, Long> offsets) {
        consumer.assign(commands);
        consumer.seekToBeginning(commands);
        Map<TopicPartition, Long> ends = consumer.endOffsets(commands);
        commands.forEach(partition -> {
            Long offset = offsets.get(partition.partition());
            if (offset != null) {
                consumer.seek(partition, Math.min(offset, ends.get(partition)));
            }
        });
    }

    /**
     * Raises the newest sequence of each of these nodes to what the telemetry topic has beyond the given offsets. Frames of a node come in the order
     * of their sequence, so one that was damaged on the way still counts as the next.
     */
    void newestFrames(Map<Integer, Long> from, Map<String, Integer> nodes, long[] newestSequence) {
        FrameCursor cursor = new FrameCursor();
        TelemetryFrame frame = new TelemetryFrame();
        TopicReader.readThrough(consumer, frames, from, record -> {
            try {
                cursor.open(record.value());
                while (cursor.next(frame)) {
                    Integer node = nodes.get(frame.nodeId());
                    if (node != null) {
                        newestSequence[node] = Math.max(newestSequence[node], frame.sequence());
                    }
                }
            } catch (UndecodableException e) {
                Integer node = record.key() == null ? null : nodes.get(new String(record.key(), UTF_8));
                if (node != null) {
                    newestSequence[node]++;
                }
            }
        });
    }

    @Override
    public void poll(Consumer<Command> taker) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ZERO)) {
            try {
                taker.accept(Topics.COMMANDS_ISSUED.codec().decode(record.value()));
            } catch (UndecodableException e) {
                undecodable.incrementAndGet();
                LOG.warn(
                        "A record of {} at partition {} offset {} is no command: {}",
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        e.getMessage());
            }
        }
    }

    @Override
    public Map<Integer, Long> positions() {
        Map<Integer, Long> positions = new TreeMap<>();
        commands.forEach(partition -> positions.put(partition.partition(), consumer.position(partition)));
        return positions;
    }

    @Override
    public Map<Integer, Long> frameEnds() {
        return TopicReader.ends(consumer, frames);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
