package space.penumbra.jobs;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import space.penumbra.wire.Codec;
import space.penumbra.wire.UndecodableException;

/** Decodes the values of a topic; bytes that are none go on as a problem. Tombstones are passed over. */
final class TopicDeserializer<T> implements KafkaRecordDeserializationSchema<Received<T>> {

    private static final long serialVersionUID = 1L;

    private final String topic;
    private transient Codec<T> codec;

    TopicDeserializer(String topic) {
        this.topic = topic;
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Received<T>> out) {
        if (record.value() != null) {
            out.collect(decode(RawRecord.of(record)));
        }
    }

    Received<T> decode(RawRecord raw) {
        if (codec == null) {
            codec = WireCodecs.ofTopic(topic);
        }
        try {
            return new Received<>(raw, codec.decode(raw.value()), "");
        } catch (UndecodableException e) {
            return new Received<>(raw, null, e.getMessage());
        }
    }

    @Override
    public TypeInformation<Received<T>> getProducedType() {
        return new ReceivedTypeInfo<>(topic);
    }
}
