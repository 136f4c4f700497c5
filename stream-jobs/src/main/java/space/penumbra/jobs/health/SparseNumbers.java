package space.penumbra.jobs.health;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Arrays of numbers most of which have the same value: for each {@value #BLOCK} of them a bit each that says whether it has another one, then
 * those. The length is not written: who reads knows it. Stateless.
 */
final class SparseNumbers {

    private static final int BLOCK = 32;

    private SparseNumbers() {}

    /** Zeros are left out; all others, negative zero and NaN included, come back bit by bit. */
    static void write(float[] values, DataOutputView out) throws IOException {
        for (int from = 0; from < values.length; from += BLOCK) {
            int to = Math.min(values.length, from + BLOCK);
            int mask = 0;
            for (int i = from; i < to; i++) {
                mask |= Float.floatToRawIntBits(values[i]) == 0 ? 0 : 1 << (i - from);
            }
            out.writeInt(mask);
            for (int rest = mask; rest != 0; rest &= rest - 1) {
                out.writeInt(Float.floatToRawIntBits(values[from + Integer.numberOfTrailingZeros(rest)]));
            }
        }
    }

    static void read(float[] values, DataInputView in) throws IOException {
        for (int from = 0; from < values.length; from += BLOCK) {
            int to = Math.min(values.length, from + BLOCK);
            int mask = in.readInt();
            for (int i = from; i < to; i++) {
                values[i] = (mask & 1 << (i - from)) == 0 ? 0 : Float.intBitsToFloat(in.readInt());
            }
        }
    }

    /** Leaves out what has the usual value. */
    static void write(int[] values, int usual, DataOutputView out) throws IOException {
        for (int from = 0; from < values.length; from += BLOCK) {
            int to = Math.min(values.length, from + BLOCK);
            int mask = 0;
            for (int i = from; i < to; i++) {
                mask |= values[i] == usual ? 0 : 1 << (i - from);
            }
            out.writeInt(mask);
            for (int rest = mask; rest != 0; rest &= rest - 1) {
                out.writeInt(values[from + Integer.numberOfTrailingZeros(rest)]);
            }
        }
    }

    static void read(int[] values, int usual, DataInputView in) throws IOException {
        for (int from = 0; from < values.length; from += BLOCK) {
            int to = Math.min(values.length, from + BLOCK);
            int mask = in.readInt();
            for (int i = from; i < to; i++) {
                values[i] = (mask & 1 << (i - from)) == 0 ? usual : in.readInt();
            }
        }
    }
}
