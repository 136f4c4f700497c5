package space.penumbra.jobs.health;

import java.io.IOException;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import space.penumbra.jobs.HandSerializer;
import space.penumbra.jobs.HandType;

/** How node inputs cross the one exchange of the job: position, key bytes, value bytes. */
public final class NodeInputType extends HandType<NodeInput> {

    private static final long serialVersionUID = 1L;

    NodeInputType() {
        super(NodeInput.class);
    }

    @Override
    public TypeSerializer<NodeInput> createSerializer(SerializerConfig config) {
        return new Serializer();
    }

    /** Public for Flink, which makes it when it reads a snapshot. */
    public static final class Serializer extends HandSerializer<NodeInput> {

        private static final long serialVersionUID = 1L;
        private static final int AHEAD = 0x80;
        private static final NodeTopic[] TOPICS = NodeTopic.values();

        @Override
        public void serialize(NodeInput input, DataOutputView target) throws IOException {
            target.writeByte(input.topic.ordinal() | (input.ahead ? AHEAD : 0));
            target.writeInt(input.partition);
            target.writeLong(input.offset);
            target.writeLong(input.brokerMillis);
            writeBytes(input.key, target);
            writeBytes(input.value, target);
        }

        @Override
        public NodeInput deserialize(DataInputView source) throws IOException {
            int flags = source.readUnsignedByte();
            return new NodeInput(
                    TOPICS[flags & ~AHEAD],
                    source.readInt(),
                    source.readLong(),
                    source.readLong(),
                    (flags & AHEAD) != 0,
                    readBytes(source),
                    readBytes(source),
                    Long.MIN_VALUE);
        }

        @Override
        public TypeSerializerSnapshot<NodeInput> snapshotConfiguration() {
            return new Snapshot();
        }
    }

    /** The layout is fixed; a change of it is a new class. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<NodeInput> {

        public Snapshot() {
            super(Serializer::new);
        }
    }
}
