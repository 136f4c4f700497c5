package space.penumbra.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads Avro's binary primitives from an array; an array index out of bounds means that the bytes break off. */
final class FrameReader {

    private static final VarHandle FLOAT = MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);
    private static final float[] NO_FLOATS = {};
    private static final long[] NO_LONGS = {};

    private final byte[] bytes;
    private int at;

    FrameReader(byte[] bytes, int from) {
        this.bytes = bytes;
        this.at = from;
    }

    long varint() {
        long bits = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            byte next = bytes[at++];
            bits |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return (bits >>> 1) ^ -(bits & 1);
            }
        }
        throw new UndecodableException("a number of more than ten bytes at byte " + at);
    }

    String text() {
        long length = varint();
        if (length < 0 || length > bytes.length - at) {
            throw new UndecodableException("a text of " + length + " bytes at byte " + at + " of " + bytes.length);
        }
        String text = new String(bytes, at, (int) length, UTF_8);
        at += (int) length;
        return text;
    }

    float[] floats(int most) {
        float[] values = NO_FLOATS;
        for (int count = blockCount(most); count > 0; count = blockCount(most)) {
            int from = values.length;
            values = java.util.Arrays.copyOf(values, from + count);
            for (int i = 0; i < count; i++, at += Float.BYTES) {
                values[from + i] = (float) FLOAT.get(bytes, at);
            }
        }
        return values;
    }

    long[] longs(int most) {
        long[] values = NO_LONGS;
        for (int count = blockCount(most); count > 0; count = blockCount(most)) {
            int from = values.length;
            values = java.util.Arrays.copyOf(values, from + count);
            for (int i = 0; i < count; i++) {
                values[from + i] = varint();
            }
        }
        return values;
    }

    void end() {
        if (at != bytes.length) {
            throw new UndecodableException((bytes.length - at) + " bytes follow a complete TelemetryFrame");
        }
    }

    /** Items in the next block of an array; a negative count is followed by the block's size in bytes, as Avro allows. */
    private int blockCount(int most) {
        long count = varint();
        if (count < 0) {
            count = -count;
            varint();
        }
        if (count < 0 || count > most) {
            throw new UndecodableException("an array of " + count + " values, more than the " + most + " permitted");
        }
        return (int) count;
    }
}
