package space.penumbra.jobs.health;

import java.io.IOException;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import space.penumbra.domain.health.NodeHealth;
import space.penumbra.jobs.HandSerializer;
import space.penumbra.jobs.HandType;

/**
 * How a node is saved. Every value begins with the version of its layout ({@link NodeLayout}); rules are saved by their ids.
 *
 * <p>Since layout 3 a value is moved as one block of bytes: storage is read without a buffer, and a call to the system for every number made a
 * restore of a large fleet last minutes.
 */
public final class NodeHealthType extends HandType<KeptNode> {

    private static final long serialVersionUID = 1L;

    NodeHealthType() {
        super(KeptNode.class);
    }

    @Override
    public TypeSerializer<KeptNode> createSerializer(SerializerConfig config) {
        return new Serializer();
    }

    /** Public for Flink, which makes it when it reads a snapshot. */
    public static final class Serializer extends HandSerializer<KeptNode> {

        private static final long serialVersionUID = 1L;
        private static final int FIRST_IN_A_BLOCK = 3;
        private static final int FIRST_WITH_RESIDUALS = 2;
        private static final int BLOCK_BYTES = 1024;

        // Used again for every value; never shared, because whoever works beside another thread duplicates.
        private transient DataOutputSerializer packed;
        private transient DataInputDeserializer unpacked;
        private transient byte[] block;

        @Override
        public TypeSerializer<KeptNode> duplicate() {
            return new Serializer();
        }

        @Override
        public boolean isImmutableType() {
            return false;
        }

        @Override
        public KeptNode copy(KeptNode from) {
            return from.copy();
        }

        @Override
        public void serialize(KeptNode node, DataOutputView out) throws IOException {
            if (packed == null) {
                packed = new DataOutputSerializer(BLOCK_BYTES);
            }
            packed.clear();
            node.save(packed);
            out.writeByte(NodeLayout.NOW);
            out.writeInt(packed.length());
            out.write(packed.getSharedBuffer(), 0, packed.length());
        }

        @Override
        public KeptNode deserialize(DataInputView in) throws IOException {
            int layout = in.readByte();
            if (layout < 1 || layout > NodeLayout.NOW) {
                throw new IOException(
                        "State of a node has layout " + layout + ", this version knows " + NodeLayout.NOW);
            }
            if (layout == NodeLayout.NOW) {
                return KeptNode.saved(readBytes(in));
            }
            KeptNode kept = new KeptNode();
            kept.keep(read(layout, layout < FIRST_IN_A_BLOCK ? in : block(in)));
            return kept;
        }

        private DataInputView block(DataInputView in) throws IOException {
            int length = in.readInt();
            if (unpacked == null) {
                unpacked = new DataInputDeserializer();
                block = new byte[BLOCK_BYTES];
            }
            if (block.length < length) {
                block = new byte[length];
            }
            in.readFully(block, 0, length);
            unpacked.setBuffer(block, 0, length);
            return unpacked;
        }

        private static NodeHealth read(int layout, DataInputView in) throws IOException {
            NodeHealth node = new NodeHealth();
            NodeLayout.readOwn(node, in);
            node.limits = NodeLayout.readLimits(layout, in);
            if (layout >= FIRST_WITH_RESIDUALS) {
                NodeLayout.readResiduals(layout, node.residuals, in);
            }
            return node;
        }

        @Override
        public TypeSerializerSnapshot<KeptNode> snapshotConfiguration() {
            return new Snapshot();
        }
    }

    /** Compatible with itself; the layout version is in every value. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<KeptNode> {

        public Snapshot() {
            super(Serializer::new);
        }
    }
}
