package space.penumbra.wire;

import java.util.List;
import org.apache.avro.generic.GenericRecord;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.telemetry.Counter;
import space.penumbra.domain.telemetry.NodeMode;
import space.penumbra.domain.telemetry.Reading;
import space.penumbra.domain.telemetry.TelemetryFrame;

/** The fields of a frame between bytes and the holder, alike in a single frame and in a pack. Stateless. */
final class FrameBody {

    /** Bytes of the readings, which come first. */
    static final int READINGS_BYTES = Float.BYTES * Reading.COUNT;

    private static final Reading[] READINGS = Reading.values();
    private static final Counter[] COUNTERS = Counter.values();
    private static final NodeMode[] MODES = NodeMode.values();
    private static final int MAX_GPUS = 4096;

    private FrameBody() {}

    /**
     * Reads what comes next.
     *
     * @param packedNode node of the pack; null in a single frame, which carries its own
     */
    static void read(FrameReader in, TelemetryFrame frame, @Nullable String packedNode) {
        in.fill(frame.readings());
        frame.timeMillis(in.varint());
        frame.sequence(in.varint());
        frame.nodeId(packedNode == null ? in.text() : packedNode);
        long mode = in.varint();
        if (mode < 0 || mode >= MODES.length) {
            throw new UndecodableException("a TelemetryFrame with mode number " + mode);
        }
        frame.mode(MODES[(int) mode]);
        long[] counters = frame.counters();
        for (int i = 0; i < counters.length; i++) {
            counters[i] = in.varint();
        }
        frame.gpuTemperatureCelsius(in.floats(MAX_GPUS, frame.gpuTemperatureCelsius()));
        frame.gpuPowerWatts(in.floats(MAX_GPUS, frame.gpuPowerWatts()));
        frame.gpuUtilisationRatio(in.floats(MAX_GPUS, frame.gpuUtilisationRatio()));
        frame.gpuCorrectedErrors(in.longs(MAX_GPUS, frame.gpuCorrectedErrors()));
        frame.gpuUncorrectedErrors(in.longs(MAX_GPUS, frame.gpuUncorrectedErrors()));
    }

    /**
     * Writes a frame.
     *
     * @param packed whether it is one of a pack, whose node is written once
     */
    static void write(TelemetryFrame frame, FrameWriter out, boolean packed) {
        out.fixed(frame.readings());
        out.varint(frame.timeMillis());
        out.varint(frame.sequence());
        if (!packed) {
            out.text(frame.nodeId());
        }
        out.varint(frame.mode().ordinal());
        for (long total : frame.counters()) {
            out.varint(total);
        }
        out.floats(frame.gpuTemperatureCelsius());
        out.floats(frame.gpuPowerWatts());
        out.floats(frame.gpuUtilisationRatio());
        out.longs(frame.gpuCorrectedErrors());
        out.longs(frame.gpuUncorrectedErrors());
    }

    /** Takes over what Avro's own reader made of an older schema. */
    static void fill(GenericRecord avro, TelemetryFrame frame, String nodeId) {
        for (Reading reading : READINGS) {
            frame.set(reading, (Float) avro.get(reading.field()));
        }
        frame.timeMillis((Long) avro.get("time"));
        frame.sequence((Long) avro.get("sequence"));
        frame.nodeId(nodeId);
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
