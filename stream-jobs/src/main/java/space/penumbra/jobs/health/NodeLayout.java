package space.penumbra.jobs.health;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import space.penumbra.domain.health.NodeHealth;
import space.penumbra.domain.limits.LimitState;
import space.penumbra.domain.limits.Surprises;
import space.penumbra.domain.limits.Surroundings;
import space.penumbra.domain.residual.NodeResiduals;

/**
 * The numbers of a node in the order in which they are kept: what it is and last said, where it stands with its limits, what its residual detectors
 * learned. Zeros are left out of the long arrays ({@link SparseNumbers}): they are half of the numbers of a sound node. Stateless.
 */
final class NodeLayout {

    /** The layout that is written. */
    static final int NOW = 5;

    // Before it the numbers of the residual detectors meant something else.
    private static final int FIRST_WITH_THESE_NUMBERS = 4;
    private static final int FIRST_WITHOUT_ZEROS = 5;
    private static final int FIRST_WITH_SURPRISES = 5;
    private static final Surroundings[] SURROUNDINGS = Surroundings.values();

    private NodeLayout() {}

    /** What the node is and last said. */
    static void writeOwn(NodeHealth node, DataOutputView out) throws IOException {
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
    }

    static void readOwn(NodeHealth node, DataInputView in) throws IOException {
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
    }

    /** Where the node stands with its limits, known by the ids of the rules; only rules that have something to say are written. */
    static void writeLimits(LimitState limits, DataOutputView out) throws IOException {
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

    static LimitState readLimits(int layout, DataInputView in) throws IOException {
        String[] ids = new String[in.readInt()];
        int[] stored = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = in.readUTF().intern();
            stored[i] = in.readInt();
        }
        return LimitState.of(ids, stored, layout < FIRST_WITH_SURPRISES ? new Surprises() : StoredSurprises.read(in));
    }

    static void writeResiduals(NodeResiduals residuals, DataOutputView out) throws IOException {
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
    static void readResiduals(int layout, NodeResiduals residuals, DataInputView in) throws IOException {
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
}
