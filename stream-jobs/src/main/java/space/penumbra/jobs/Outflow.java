package space.penumbra.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Serializable;
import java.util.function.Function;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import space.penumbra.wire.Codec;
import space.penumbra.wire.Topic;

/** What flows out of a job into a topic, exactly once: visible to readers of committed records after each checkpoint. */
public final class Outflow {

    private Outflow() {}

    /** Key of a value, as text. */
    public interface KeyOf<T> extends Function<T, String>, Serializable {}

    /** Writes a stream to a topic. The operator's identity is {@code <topic>-sink}. */
    public static <T> void to(DataStream<T> stream, JobSettings settings, String job, Topic<T> topic, KeyOf<T> key) {
        stream.sinkTo(sink(settings, job, topic, key)).name(topic.name()).uid(topic.name() + "-sink");
    }

    /** The exactly-once sink of a topic; the names of its transactions are few and used again and again. */
    public static <T> KafkaSink<T> sink(JobSettings settings, String job, Topic<T> topic, KeyOf<T> key) {
        return KafkaSink.<T>builder()
                .setBootstrapServers(settings.bootstrap())
                .setKafkaProducerConfig(KafkaProperties.producer(settings))
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(settings.group(job) + "-" + topic.name())
                .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                .setRecordSerializer(KafkaRecordSerializationSchema.<T>builder()
                        .setTopic(topic.name())
                        .setKeySerializationSchema(new KeyBytes<>(key))
                        .setValueSerializationSchema(new ValueBytes<T>(topic.name()))
                        .build())
                .build();
    }

    private static final class KeyBytes<T> implements SerializationSchema<T> {

        private static final long serialVersionUID = 1L;

        private final KeyOf<T> key;

        KeyBytes(KeyOf<T> key) {
            this.key = key;
        }

        @Override
        public byte[] serialize(T value) {
            return key.apply(value).getBytes(UTF_8);
        }
    }

    private static final class ValueBytes<T> implements SerializationSchema<T> {

        private static final long serialVersionUID = 1L;

        private final String topic;
        private transient Codec<T> codec;

        ValueBytes(String topic) {
            this.topic = topic;
        }

        @Override
        public byte[] serialize(T value) {
            if (codec == null) {
                codec = WireCodecs.ofTopic(topic);
            }
            return codec.encode(value);
        }
    }
}
