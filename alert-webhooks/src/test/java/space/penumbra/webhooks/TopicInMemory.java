package space.penumbra.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import space.penumbra.wire.Topic;

/** A topic of one partition for readers outside of a group. */
final class TopicInMemory {

    private TopicInMemory() {}

    /** A consumer that will find these records, by key. */
    @SafeVarargs
    static <T> MockConsumer<byte[], byte[]> of(Topic<T> topic, Map.Entry<String, T>... entries) {
        TopicPartition partition = new TopicPartition(topic.name(), 0);
        MockConsumer<byte[], byte[]> reader = new MockConsumer<>("earliest");
        Node node = new Node(0, "unused", 1);
        reader.updatePartitions(
                topic.name(), List.of(new PartitionInfo(topic.name(), 0, node, new Node[] {node}, new Node[] {node})));
        reader.updateBeginningOffsets(Map.of(partition, 0L));
        reader.updateEndOffsets(Map.of(partition, (long) entries.length));
        reader.schedulePollTask(() -> {
            for (int offset = 0; offset < entries.length; offset++) {
                byte[] value = topic.codec().encode(entries[offset].getValue());
                reader.addRecord(new ConsumerRecord<>(
                        topic.name(), 0, offset, entries[offset].getKey().getBytes(UTF_8), value));
            }
        });
        return reader;
    }
}
