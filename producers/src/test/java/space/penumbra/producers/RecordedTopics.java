package space.penumbra.producers;

import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import space.penumbra.producers.publish.TopicPublisher;
import space.penumbra.wire.Topic;

/** A publisher into memory. */
public final class RecordedTopics {

    private final MockProducer<byte[], byte[]> kafka =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());

    public final TopicPublisher publisher = new TopicPublisher(kafka);

    /** What a topic has received, oldest first. */
    public <T> List<T> of(Topic<T> topic) {
        return kafka.history().stream()
                .filter(record -> record.topic().equals(topic.name()))
                .map(record -> topic.codec().decode(record.value()))
                .toList();
    }
}
