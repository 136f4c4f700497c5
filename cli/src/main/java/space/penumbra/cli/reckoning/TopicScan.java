package space.penumbra.cli.reckoning;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import space.penumbra.cli.terminal.Progress;
import space.penumbra.wire.KafkaAccess;
import space.penumbra.wire.Topic;
import space.penumbra.wire.UndecodableException;

/** Reads topics from their begin to the end that they have now, committed records only. Not thread-safe. */
final class TopicScan implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaConsumer<byte[], byte[]> consumer;

    TopicScan(String bootstrap) {
        Map<String, Object> settings = new HashMap<>(KafkaAccess.ofProcess());
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "penumbra-reckoning");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 20_000);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 8 << 20);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Hands over every record of a topic, in the order of each partition. */
    void records(Topic<?> topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long total = ends.values().stream().mapToLong(Long::longValue).sum();
        long done = 0;
        try (Progress progress = Progress.of("Counting " + topic.name(), total)) {
            while (!reached(ends)) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    each.accept(record);
                    done++;
                }
                progress.at(done);
            }
        }
    }

    /** Hands over every value of a topic that is not a deletion; records that are none are passed over, as by everybody who reads them. */
    <T> void values(Topic<T> topic, Consumer<T> each) {
        records(topic, record -> {
            if (record.value() == null) {
                return;
            }
            T value;
            try {
                value = topic.codec().decode(record.value());
            } catch (UndecodableException e) {
                return;
            }
            each.accept(value);
        });
    }

    /** The last record of a transaction is followed by its mark: positions, not records, tell the end. */
    private boolean reached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
