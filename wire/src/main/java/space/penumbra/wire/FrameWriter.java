package space.penumbra.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Writes Avro's binary primitives into a growing array. Not thread-safe. */
final class FrameWriter {

    private static final VarHandle FLOAT = MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);

    private static final VarHandle DOUBLE =
            MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int LONGEST_VARINT = 10;

    private byte[] buffer;
    private int at;

    FrameWriter(int expectedBytes) {
        buffer = new byte[expectedBytes];
    }

    void bytes(byte[] bytes) {
        room(bytes.length);
        System.arraycopy(bytes, 0, buffer, at, bytes.length);
        at += bytes.length;
    }

    void float32(float value) {
        room(Float.BYTES);
        FLOAT.set(buffer, at, value);
        at += Float.BYTES;
    }

    void float64(double value) {
        room(Double.BYTES);
        DOUBLE.set(buffer, at, value);
        at += Double.BYTES;
    }

    void bool(boolean value) {
        room(1);
        buffer[at++] = (byte) (value ? 1 : 0);
    }

    /** Floats of a fixed number, one after the other. */
    void fixed(float[] values) {
        room(Float.BYTES * values.length);
        put(values);
    }

    private void put(float[] values) {
        byte[] into = buffer;
        int to = at;
        for (float value : values) {
            FLOAT.set(into, to, value);
            to += Float.BYTES;
        }
        at = to;
    }

    /** Zig-zag, seven bits a byte, lowest first. */
    void varint(long value) {
        room(LONGEST_VARINT);
        put(value);
    }

    private void put(long value) {
        long bits = (value << 1) ^ (value >> 63);
        while ((bits & ~0x7FL) != 0) {
            buffer[at++] = (byte) (bits & 0x7F | 0x80);
            bits >>>= 7;
        }
        buffer[at++] = (byte) bits;
    }

    void text(String value) {
        byte[] utf8 = value.getBytes(UTF_8);
        varint(utf8.length);
        bytes(utf8);
    }

    void floats(float[] values) {
        if (values.length > 0) {
            room(LONGEST_VARINT + Float.BYTES * values.length);
            put(values.length);
            put(values);
        }
        varint(0);
    }

    void longs(long[] values) {
        if (values.length > 0) {
            room(LONGEST_VARINT * (1 + values.length));
            put(values.length);
            for (long value : values) {
                put(value);
            }
        }
        varint(0);
    }

    /** Forgets what was written; the room is kept. */
    void clear() {
        at = 0;
    }

    /** Bytes written so far. */
    int size() {
        return at;
    }

    /** Writes one byte in a place that was written before. */
    void patch(int place, int value) {
        buffer[place] = (byte) value;
    }

    byte[] toBytes() {
        return Arrays.copyOf(buffer, at);
    }

    private void room(int bytes) {
        if (at + bytes > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, at + bytes));
        }
    }
}
