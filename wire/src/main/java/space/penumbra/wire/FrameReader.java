package space.penumbra.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Reads Avro's binary primitives from an array; an array index out of bounds means that the bytes break off. */
final class FrameReader {

    private static final VarHandle FLOAT = MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle DOUBLE =
            MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);
    private static final float[] NO_FLOATS = {};
    private static final long[] NO_LONGS = {};

    private byte[] bytes = {};
    private int at;

    /** Turns to these bytes. */
    FrameReader over(byte[] next, int from) {
        bytes = next;
        at = from;
        return this;
    }

    /** Fills the array with the next values. */
    void fill(float[] values) {
        fill(values, 0, values.length);
    }

    private void fill(float[] values, int from, int count) {
        byte[] source = bytes;
        int start = at;
        for (int i = 0; i < count; i++) {
            values[from + i] = (float) FLOAT.get(source, start + i * Float.BYTES);
        }
        at = start + count * Float.BYTES;
    }

    long varint() {
        byte first = bytes[at];
        if (first >= 0) {
            at++;
            return (first >>> 1) ^ -(first & 1);
        }
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

    float float32() {
        float value = (float) FLOAT.get(bytes, at);
        at += Float.BYTES;
        return value;
    }

    double float64() {
        double value = (double) DOUBLE.get(bytes, at);
        at += Double.BYTES;
        return value;
    }

    boolean bool() {
        return bytes[at++] != 0;
    }

    /** The next bytes, with their length before them. */
    byte[] bytes() {
        int length = textLength();
        byte[] copy = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return copy;
    }

    String text() {
        int length = textLength();
        String text = new String(bytes, at, length, UTF_8);
        at += length;
        return text;
    }

    /** Passes over a text; true if it is this one. */
    boolean textIs(byte[] utf8) {
        int length = textLength();
        boolean same = Arrays.equals(bytes, at, at + length, utf8, 0, utf8.length);
        at += length;
        return same;
    }

    private int textLength() {
        long length = varint();
        if (length < 0 || length > bytes.length - at) {
            throw new UndecodableException("a text of " + length + " bytes at byte " + at + " of " + bytes.length);
        }
        return (int) length;
    }

    /** The next values, in the given array if there are as many as it holds. */
    float[] floats(int most, float[] reuse) {
        int count = blockCount(most);
        float[] values = count == reuse.length ? reuse : count == 0 ? NO_FLOATS : new float[count];
        int from = 0;
        while (count > 0) {
            values = from == 0 ? values : Arrays.copyOf(values, from + count);
            fill(values, from, count);
            from += count;
            count = nextBlockCount(from, most);
        }
        return values;
    }

    /** The next values, in the given array if there are as many as it holds. */
    long[] longs(int most, long[] reuse) {
        int count = blockCount(most);
        long[] values = count == reuse.length ? reuse : count == 0 ? NO_LONGS : new long[count];
        int from = 0;
        while (count > 0) {
            values = from == 0 ? values : Arrays.copyOf(values, from + count);
            for (int i = 0; i < count; i++) {
                values[from + i] = varint();
            }
            from += count;
            count = nextBlockCount(from, most);
        }
        return values;
    }

    void end() {
        if (at != bytes.length) {
            throw new UndecodableException((bytes.length - at) + " bytes follow a complete TelemetryFrame");
        }
    }

    /** How many bytes are left. */
    int left() {
        return bytes.length - at;
    }

    /** Where the next byte is read. */
    int at() {
        return at;
    }

    /** Items in the next block of an array; a negative count is followed by the block's size in bytes, as Avro allows. */
    int blockCount(int most) {
        long count = varint();
        if (count < 0) {
            count = -count;
            varint();
        }
        return permitted(count, count, most);
    }

    /** The same for a block that follows others: all together are limited, however small each is. */
    private int nextBlockCount(int before, int most) {
        int count = blockCount(most);
        return permitted(count, (long) before + count, most);
    }

    private static int permitted(long count, long all, int most) {
        if (count < 0 || all > most) {
            throw new UndecodableException("an array of " + all + " values, more than the " + most + " permitted");
        }
        return (int) count;
    }
}
