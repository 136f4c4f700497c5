package space.penumbra.producers.publish;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import space.penumbra.domain.fleet.FleetClock;
import space.penumbra.wire.KafkaAccess;
import space.penumbra.wire.Topic;
import space.penumbra.wire.Topics;

/** Reads topics outside any consumer group: whoever reads keeps its own position. Committed records only. */
public final class TopicReader {

    private TopicReader() {}

    /** A consumer without a group, reading committed records. Not thread-safe; the caller closes it. */
    public static KafkaConsumer<byte[], byte[]> consumer(String bootstrap, String clientId) {
        Properties settings = new Properties();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 30_000);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        settings.putAll(KafkaAccess.ofProcess());
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * The partitions of a topic.
     *
     * @throws IllegalStateException if the cluster does not have it
     */
    public static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, Topic<?> topic) {
        try {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            if (!partitions.isEmpty()) {
                return partitions;
            }
        } catch (KafkaException e) {
            throw new IllegalStateException(
                    "Cannot read topic " + topic.name() + ": " + e.getMessage()
                            + ". Check that the broker is reachable and the topic exists (penumbra topics create)",
                    e);
        }
        throw new IllegalStateException(
                "The cluster has no topic " + topic.name() + ": create it with penumbra topics create");
    }

    /** Hands over every record from these offsets (a partition that is absent from them: from its begin) to the ends of now. */
    public static void readThrough(
            KafkaConsumer<byte[], byte[]> consumer,
            Collection<TopicPartition> partitions,
            Map<Integer, Long> from,
            Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        partitions.forEach(partition -> {
            long wanted = from.getOrDefault(partition.partition(), 0L);
            long most = ends.get(partition);
            consumer.seek(partition, Math.min(most, Math.max(begins.get(partition), wanted)));
        });
        while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
            consumer.poll(Duration.ofMillis(200)).forEach(reader);
        }
    }

    /** The end offset of each partition of a topic. */
    public static Map<Integer, Long> ends(
            KafkaConsumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
        Map<Integer, Long> ends = new TreeMap<>();
        consumer.endOffsets(partitions).forEach((partition, end) -> ends.put(partition.partition(), end));
        return ends;
    }

    /** The latest clock of the fleet on this cluster, if any was published. */
    public static Optional<FleetClock> latestClock(String bootstrap, String clientId) {
        FleetClock[] latest = new FleetClock[1];
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrap, clientId)) {
            readThrough(consumer, partitions(consumer, Topics.FLEET_CLOCK), Map.of(), record -> {
                if (record.value() != null) {
                    latest[0] = Topics.FLEET_CLOCK.codec().decode(record.value());
                }
            });
        }
        return Optional.ofNullable(latest[0]);
    }
}
