package space.penumbra.jobs;

import java.io.IOException;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Type of what comes out of a topic. It is chained to its reader; should it travel, the raw bytes do. */
final class ReceivedTypeInfo<T> extends HandType<Received<T>> {

    private static final long serialVersionUID = 1L;

    private final String topic;

    @SuppressWarnings("unchecked")
    ReceivedTypeInfo(String topic) {
        super((Class<Received<T>>) (Class<?>) Received.class);
        this.topic = topic;
    }

    @Override
    public TypeSerializer<Received<T>> createSerializer(SerializerConfig config) {
        return new Serializer<>(topic);
    }

    private static final class Serializer<T> extends HandSerializer<Received<T>> {

        private static final long serialVersionUID = 1L;

        private final TopicDeserializer<T> topic;

        Serializer(String topic) {
            this.topic = new TopicDeserializer<>(topic);
        }

        @Override
        public void serialize(Received<T> received, DataOutputView target) throws IOException {
            RawRecord raw = received.raw();
            target.writeUTF(raw.topic());
            target.writeInt(raw.partition());
            target.writeLong(raw.offset());
            target.writeLong(raw.brokerMillis());
            writeBytes(raw.key(), target);
            writeBytes(raw.value(), target);
        }

        @Override
        public Received<T> deserialize(DataInputView source) throws IOException {
            return topic.decode(new RawRecord(
                    source.readUTF(),
                    source.readInt(),
                    source.readLong(),
                    source.readLong(),
                    readBytes(source),
                    readBytes(source)));
        }

        @Override
        public TypeSerializerSnapshot<Received<T>> snapshotConfiguration() {
            throw new UnsupportedOperationException("Records as received are never kept in state");
        }
    }
}
