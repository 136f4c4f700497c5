package space.penumbra.wire;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import space.penumbra.domain.telemetry.Counter;
import space.penumbra.domain.telemetry.NodeMode;
import space.penumbra.domain.telemetry.Reading;
import space.penumbra.domain.telemetry.TelemetryFrame;

/**
 * The codec of telemetry frames, by hand for speed: frames of the current schema are read without intermediate objects,
 * older published schemas go through Avro's resolution. Thread-safe; {@link #decodeInto} fills the caller's frame.
 */
public final class FrameCodec implements Codec<TelemetryFrame> {

    /** The shared instance. */
    public static final FrameCodec INSTANCE = new FrameCodec();

    private static final VarHandle FLOAT = MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int TAIL = FrameSchema.HEADER + Float.BYTES * Reading.COUNT;
    private static final NodeMode[] MODES = NodeMode.values();
    private static final int MAX_GPUS = 4096;

    private final Map<Long, Schema> published = new HashMap<>();

    private FrameCodec() {
        for (Schema schema : PublishedSchemas.of("TelemetryFrame")) {
            published.put(SchemaNormalization.parsingFingerprint64(schema), schema);
        }
    }

    @Override
    public String typeName() {
        return "TelemetryFrame";
    }

    @Override
    public byte[] encode(TelemetryFrame frame) {
        FrameWriter out = new FrameWriter(TAIL + 64 + frame.nodeId().length() * 3 + frame.gpuPowerWatts().length * 24);
        out.bytes(FrameSchema.HEADER_BYTES);
        for (Reading reading : Reading.values()) {
            out.float32(frame.get(reading));
        }
        out.varint(frame.timeMillis());
        out.varint(frame.sequence());
        out.text(frame.nodeId());
        out.varint(frame.mode().ordinal());
        for (Counter counter : Counter.values()) {
            out.varint(frame.get(counter));
        }
        out.floats(frame.gpuTemperatureCelsius());
        out.floats(frame.gpuPowerWatts());
        out.floats(frame.gpuUtilisationRatio());
        out.longs(frame.gpuCorrectedErrors());
        out.longs(frame.gpuUncorrectedErrors());
        return out.toBytes();
    }

    @Override
    public TelemetryFrame decode(byte[] bytes) {
        TelemetryFrame frame = new TelemetryFrame();
        decodeInto(bytes, frame);
        return frame;
    }

    /**
     * Fills a frame from these bytes.
     *
     * @throws UndecodableException if they are no frame of any published schema; the frame's content is then undefined
     */
    public void decodeInto(byte[] bytes, TelemetryFrame frame) {
        if (bytes == null || bytes.length < FrameSchema.HEADER) {
            throw new UndecodableException(
                    (bytes == null ? 0 : bytes.length) + " bytes are too few for a TelemetryFrame");
        }
        if (!Arrays.equals(bytes, 0, FrameSchema.HEADER, FrameSchema.HEADER_BYTES, 0, FrameSchema.HEADER)) {
            decodeOlder(bytes, frame);
            return;
        }
        try {
            decodeCurrent(bytes, frame);
        } catch (IndexOutOfBoundsException e) {
            throw new UndecodableException("a TelemetryFrame breaks off after " + bytes.length + " bytes", e);
        }
    }

    /** Event time of the frame in these bytes, read without decoding the rest; {@link Long#MIN_VALUE} if they are none. */
    public long timeMillis(byte[] bytes) {
        if (bytes != null
                && bytes.length > TAIL
                && Arrays.equals(bytes, 0, FrameSchema.HEADER, FrameSchema.HEADER_BYTES, 0, FrameSchema.HEADER)) {
            try {
                return new FrameReader(bytes, TAIL).varint();
            } catch (IndexOutOfBoundsException | UndecodableException e) {
                return Long.MIN_VALUE;
            }
        }
        try {
            return decode(bytes).timeMillis();
        } catch (UndecodableException e) {
            return Long.MIN_VALUE;
        }
    }

    private static void decodeCurrent(byte[] bytes, TelemetryFrame frame) {
        for (int i = 0, at = FrameSchema.HEADER; i < Reading.COUNT; i++, at += Float.BYTES) {
            frame.set(READINGS[i], (float) FLOAT.get(bytes, at));
        }
        FrameReader in = new FrameReader(bytes, TAIL);
        frame.timeMillis(in.varint());
        frame.sequence(in.varint());
        frame.nodeId(in.text());
        long mode = in.varint();
        if (mode < 0 || mode >= MODES.length) {
            throw new UndecodableException("a TelemetryFrame with mode number " + mode);
        }
        frame.mode(MODES[(int) mode]);
        for (Counter counter : COUNTERS) {
            frame.set(counter, in.varint());
        }
        frame.gpuTemperatureCelsius(in.floats(MAX_GPUS));
        frame.gpuPowerWatts(in.floats(MAX_GPUS));
        frame.gpuUtilisationRatio(in.floats(MAX_GPUS));
        frame.gpuCorrectedErrors(in.longs(MAX_GPUS));
        frame.gpuUncorrectedErrors(in.longs(MAX_GPUS));
        in.end();
    }

    private static final Reading[] READINGS = Reading.values();
    private static final Counter[] COUNTERS = Counter.values();

    private void decodeOlder(byte[] bytes, TelemetryFrame frame) {
        long fingerprint = 0;
        for (int i = 0; i < 8; i++) {
            fingerprint |= (bytes[2 + i] & 0xFFL) << (8 * i);
        }
        Schema writer = (bytes[0] & 0xFF) == 0xC3 && bytes[1] == 0x01 ? published.get(fingerprint) : null;
        if (writer == null) {
            throw new UndecodableException(
                    bytes.length + " bytes do not begin with the mark of a known TelemetryFrame");
        }
        try {
            GenericDatumReader<GenericRecord> reader =
                    new GenericDatumReader<>(writer, FrameSchema.schema(), GenericData.get());
            GenericRecord avro = reader.read(
                    null,
                    DecoderFactory.get()
                            .binaryDecoder(bytes, FrameSchema.HEADER, bytes.length - FrameSchema.HEADER, null));
            fill(avro, frame);
        } catch (IOException | AvroRuntimeException e) {
            throw new UndecodableException(bytes.length + " bytes are no TelemetryFrame: " + e.getMessage(), e);
        }
    }

    private static void fill(GenericRecord avro, TelemetryFrame frame) {
        for (Reading reading : READINGS) {
            frame.set(reading, (Float) avro.get(reading.field()));
        }
        frame.timeMillis((Long) avro.get("time"));
        frame.sequence((Long) avro.get("sequence"));
        frame.nodeId(avro.get("nodeId").toString());
        frame.mode(NodeMode.valueOf(avro.get("mode").toString()));
        for (Counter counter : COUNTERS) {
            frame.set(counter, (Long) avro.get(counter.field()));
        }
        frame.gpuTemperatureCelsius(floats(avro.get("gpuTemperatureCelsius")));
        frame.gpuPowerWatts(floats(avro.get("gpuPowerWatts")));
        frame.gpuUtilisationRatio(floats(avro.get("gpuUtilisationRatio")));
        frame.gpuCorrectedErrors(longs(avro.get("gpuCorrectedErrors")));
        frame.gpuUncorrectedErrors(longs(avro.get("gpuUncorrectedErrors")));
    }

    private static float[] floats(Object avro) {
        List<?> list = (List<?>) avro;
        float[] values = new float[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (Float) list.get(i);
        }
        return values;
    }

    private static long[] longs(Object avro) {
        return ((List<?>) avro).stream().mapToLong(item -> (Long) item).toArray();
    }
}
