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
import space.penumbra.domain.limits.LimitState;
import space.penumbra.domain.limits.Surprises;
import space.penumbra.domain.limits.Surroundings;
import space.penumbra.domain.residual.NodeResiduals;
import space.penumbra.jobs.HandSerializer;
import space.penumbra.jobs.HandType;

/**
 * How the state of a node is kept. Every value begins with the version of its layout; rules are stored by their ids.
 *
 * <p>Since layout 3 a value is moved as one block of bytes: storage is read without a buffer, and a call to the system for every number made a
 * restore of a large fleet last minutes. Since layout 5 zeros are left out ({@link SparseNumbers}): they are half of the numbers of a sound node, and
 * what is not written need not be compressed.
 */
public final class NodeHealthType extends HandType<NodeHealth> {

    private static final long serialVersionUID = 1L;

    NodeHealthType() {
        super(NodeHealth.class);
    }

    @Override
    public TypeSerializer<NodeHealth> createSerializer(SerializerConfig config) {
        return new Serializer();
    }

    /** Public for Flink, which makes it when it reads a snapshot. */
    public static final class Serializer extends HandSerializer<NodeHealth> {

        private static final long serialVersionUID = 1L;
        private static final int LAYOUT = 5;
        private static final int FIRST_IN_A_BLOCK = 3;
        // Before it the numbers of the residual detectors meant something else.
        private static final int FIRST_WITH_THESE_NUMBERS = 4;
        private static final int FIRST_WITHOUT_ZEROS = 5;
        private static final int FIRST_WITH_SURPRISES = 5;
        private static final int BLOCK_BYTES = 1024;
        private static final Surroundings[] SURROUNDINGS = Surroundings.values();

        // Used again for every value; never shared, because whoever works beside another thread duplicates.
        private transient DataOutputSerializer packed;
        private transient DataInputDeserializer unpacked;
        private transient byte[] block;

        @Override
        public TypeSerializer<NodeHealth> duplicate() {
            return new Serializer();
        }

        @Override
        public boolean isImmutableType() {
            return false;
        }

        @Override
        public NodeHealth copy(NodeHealth from) {
            return from.copy();
        }

        @Override
        public void serialize(NodeHealth node, DataOutputView out) throws IOException {
            if (packed == null) {
                packed = new DataOutputSerializer(BLOCK_BYTES);
            }
            packed.clear();
            write(node, packed);
            out.writeByte(LAYOUT);
            out.writeInt(packed.length());
            out.write(packed.getSharedBuffer(), 0, packed.length());
        }

        private static void write(NodeHealth node, DataOutputView out) throws IOException {
            out.writeLong(node.order.newestMillis);
            out.writeLong(node.order.runStartMillis);
            out.writeLong(node.order.top);
            out.writeLong(node.order.seen);
            out.writeLong(node.order.formerTop);
            out.writeLong(node.order.formerSeen);
            out.writeInt(node.order.setBackRun);
            out.writeLong(node.upsets.lastCorrected);
            out.writeLong(node.upsets.lastUncorrected);
            out.writeLong(node.upsets.corrected);
            out.writeLong(node.upsets.uncorrected);
            out.writeLong(node.upsets.step);
            for (int errors : node.upsets.inStep) {
                out.writeInt(errors);
            }
            out.writeUTF(node.profile);
            out.writeDouble(node.reportIntervalSeconds);
            out.writeBoolean(node.retired);
            out.writeBoolean(node.silent);
            out.writeByte(node.surroundings.ordinal());
            out.writeLong(node.frames);
            out.writeLong(node.statusMillis);
            out.writeLong(node.silenceCheckMillis);
            writeLongs(node.anomalyMillis, out);
            writeLongs(node.noContactMillis, out);
            out.writeByte(node.shown.length);
            for (float value : node.shown) {
                out.writeFloat(value);
            }
            writeLimits(node.limits, out);
            writeResiduals(node.residuals, out);
        }

        @Override
        public NodeHealth deserialize(DataInputView in) throws IOException {
            int layout = in.readByte();
            if (layout < 1 || layout > LAYOUT) {
                throw new IOException("State of a node has layout " + layout + ", this version knows " + LAYOUT);
            }
            return read(layout, layout < FIRST_IN_A_BLOCK ? in : block(in));
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
            node.order.newestMillis = in.readLong();
            node.order.runStartMillis = in.readLong();
            node.order.top = in.readLong();
            node.order.seen = in.readLong();
            node.order.formerTop = in.readLong();
            node.order.formerSeen = in.readLong();
            node.order.setBackRun = in.readInt();
            node.upsets.lastCorrected = in.readLong();
            node.upsets.lastUncorrected = in.readLong();
            node.upsets.corrected = in.readLong();
            node.upsets.uncorrected = in.readLong();
            node.upsets.step = in.readLong();
            for (int i = 0; i < node.upsets.inStep.length; i++) {
                node.upsets.inStep[i] = in.readInt();
            }
            node.profile = in.readUTF().intern();
            node.reportIntervalSeconds = in.readDouble();
            node.retired = in.readBoolean();
            node.silent = in.readBoolean();
            node.surroundings = SURROUNDINGS[in.readByte()];
            node.frames = in.readLong();
            node.statusMillis = in.readLong();
            node.silenceCheckMillis = in.readLong();
            node.anomalyMillis = readLongs(in);
            node.noContactMillis = readLongs(in);
            int shown = in.readByte();
            for (int i = 0; i < shown; i++) {
                node.shown[i] = in.readFloat();
            }
            node.limits = readLimits(layout, in);
            if (layout > 1) {
                readResiduals(layout, node.residuals, in);
            }
            return node;
        }

        /** Only rules that have something to say are written. */
        private static void writeLimits(LimitState limits, DataOutputView out) throws IOException {
            int count = 0;
            for (int place = 0; place < limits.size(); place++) {
                count += limits.stored(place) == 0 ? 0 : 1;
            }
            out.writeInt(count);
            for (int place = 0; place < limits.size(); place++) {
                if (limits.stored(place) != 0) {
                    out.writeUTF(limits.ruleId(place));
                    out.writeInt(limits.stored(place));
                }
            }
            StoredSurprises.write(limits.surprises(), out);
        }

        private static LimitState readLimits(int layout, DataInputView in) throws IOException {
            String[] ids = new String[in.readInt()];
            int[] stored = new int[ids.length];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = in.readUTF().intern();
                stored[i] = in.readInt();
            }
            return LimitState.of(
                    ids, stored, layout < FIRST_WITH_SURPRISES ? new Surprises() : StoredSurprises.read(in));
        }

        private static void writeResiduals(NodeResiduals residuals, DataOutputView out) throws IOException {
            out.writeShort(residuals.numbers.length);
            SparseNumbers.write(residuals.numbers, out);
            // A GPU that is not there has -1.
            SparseNumbers.write(residuals.gpuErrors, -1, out);
            SparseNumbers.write(residuals.occurrences, 0, out);
            out.writeInt(residuals.interrupts);
            out.writeLong(residuals.lastMillis);
            out.writeLong(residuals.lastSequence);
            out.writeInt(residuals.speaking);
            out.writeInt(residuals.open);
            out.writeInt(residuals.grave);
        }

        /** Of an older layout the numbers are learned anew once the node is described again; what is open stays open until it is calm. */
        private static void readResiduals(int layout, NodeResiduals residuals, DataInputView in) throws IOException {
            int count = in.readShort();
            if (layout < FIRST_WITH_THESE_NUMBERS) {
                in.skipBytesToRead(count * Float.BYTES);
            } else if (count != residuals.numbers.length) {
                throw new IOException(
                        "State of a node has " + count + " residuals, this version " + residuals.numbers.length);
            } else if (layout < FIRST_WITHOUT_ZEROS) {
                for (int i = 0; i < count; i++) {
                    residuals.numbers[i] = in.readFloat();
                }
            } else {
                SparseNumbers.read(residuals.numbers, in);
            }
            if (layout < FIRST_WITHOUT_ZEROS) {
                readInts(residuals.gpuErrors, in);
                readInts(residuals.occurrences, in);
            } else {
                SparseNumbers.read(residuals.gpuErrors, -1, in);
                SparseNumbers.read(residuals.occurrences, 0, in);
            }
            residuals.interrupts = in.readInt();
            residuals.lastMillis = in.readLong();
            residuals.lastSequence = in.readLong();
            residuals.speaking = in.readInt();
            residuals.open = in.readInt();
            residuals.grave = in.readInt();
        }

        private static void readInts(int[] values, DataInputView in) throws IOException {
            int count = in.readByte();
            for (int i = 0; i < count; i++) {
                values[i] = in.readInt();
            }
        }

        private static void writeLongs(long[] values, DataOutputView out) throws IOException {
            out.writeInt(values.length);
            for (long value : values) {
                out.writeLong(value);
            }
        }

        private static long[] readLongs(DataInputView in) throws IOException {
            long[] values = new long[in.readInt()];
            for (int i = 0; i < values.length; i++) {
                values[i] = in.readLong();
            }
            return values;
        }

        @Override
        public TypeSerializerSnapshot<NodeHealth> snapshotConfiguration() {
            return new Snapshot();
        }
    }

    /** Compatible with itself; the layout version is in every value. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<NodeHealth> {

        public Snapshot() {
            super(Serializer::new);
        }
    }
}
