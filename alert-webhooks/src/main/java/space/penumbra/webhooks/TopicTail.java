package space.penumbra.webhooks;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import space.penumbra.wire.Topic;
import space.penumbra.wire.UndecodableException;

/** A topic read from its beginning, outside of any group, and then followed. Used by one thread. */
final class TopicTail<T> implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    /** Takes what a record says; the value is null where the key was deleted. */
    interface Reader<T> {
        void take(String key, T value);
    }

    private final Consumer<byte[], byte[]> consumer;
    private final Topic<T> topic;
    private final List<TopicPartition> partitions;

    TopicTail(Consumer<byte[], byte[]> consumer, Topic<T> topic) {
        this.consumer = consumer;
        this.topic = topic;
        this.partitions = consumer.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads on to the end as it is now. */
    void toEnd(Reader<T> reader) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            take(POLL, reader);
        }
    }

    /** Reads what has come already, without waiting. */
    void glance(Reader<T> reader) {
        take(Duration.ZERO, reader);
    }

    private void take(Duration wait, Reader<T> reader) {
        for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(wait)) {
            String key = entry.key() == null ? "" : new String(entry.key(), java.nio.charset.StandardCharsets.UTF_8);
            try {
                reader.take(key, entry.value() == null ? null : topic.codec().decode(entry.value()));
            } catch (UndecodableException e) {
                // Not ours: the records around it are still worth reading.
                continue;
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
