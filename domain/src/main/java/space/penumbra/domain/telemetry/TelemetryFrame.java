package space.penumbra.domain.telemetry;

import java.time.Instant;
import java.util.Arrays;

/**
 * One frame: every reading of a node at one instant.
 *
 * <p>A mutable holder, made to be filled again and again on hot paths without allocation; not thread-safe. Whoever keeps
 * a frame beyond the call that handed it over copies it.
 */
public final class TelemetryFrame {

    private static final float[] NO_FLOATS = {};
    private static final long[] NO_LONGS = {};

    private String nodeId = "";
    private long timeMillis;
    private long sequence;
    private NodeMode mode = NodeMode.UNKNOWN;
    private final float[] readings = new float[Reading.COUNT];
    private final long[] counters = new long[Counter.COUNT];
    private float[] gpuTemperatureCelsius = NO_FLOATS;
    private float[] gpuPowerWatts = NO_FLOATS;
    private float[] gpuUtilisationRatio = NO_FLOATS;
    private long[] gpuCorrectedErrors = NO_LONGS;
    private long[] gpuUncorrectedErrors = NO_LONGS;

    /** A frame in which nothing is reported. */
    public TelemetryFrame() {
        clear();
    }

    /** Sets every reading to "not reported" and forgets the node, time and GPUs. */
    public TelemetryFrame clear() {
        nodeId = "";
        timeMillis = 0;
        sequence = 0;
        mode = NodeMode.UNKNOWN;
        Arrays.fill(readings, Float.NaN);
        Arrays.fill(counters, -1);
        gpuTemperatureCelsius = NO_FLOATS;
        gpuPowerWatts = NO_FLOATS;
        gpuUtilisationRatio = NO_FLOATS;
        gpuCorrectedErrors = NO_LONGS;
        gpuUncorrectedErrors = NO_LONGS;
        return this;
    }

    public String nodeId() {
        return nodeId;
    }

    public TelemetryFrame nodeId(String value) {
        nodeId = value;
        return this;
    }

    /** Event time in milliseconds since 1970-01-01T00:00:00Z, by the node's own clock. */
    public long timeMillis() {
        return timeMillis;
    }

    public TelemetryFrame timeMillis(long value) {
        timeMillis = value;
        return this;
    }

    public Instant time() {
        return Instant.ofEpochMilli(timeMillis);
    }

    /** Number of this frame since the node's software started, from 0. */
    public long sequence() {
        return sequence;
    }

    public TelemetryFrame sequence(long value) {
        sequence = value;
        return this;
    }

    public NodeMode mode() {
        return mode;
    }

    public TelemetryFrame mode(NodeMode value) {
        mode = value;
        return this;
    }

    /** The value in the reading's own unit, or {@code NaN} if it is not reported. */
    public float get(Reading reading) {
        return readings[reading.ordinal()];
    }

    /**
     * Every reading in the order of {@link Reading}. The frame's own array, not a copy: for codecs and whatever else goes
     * through all of them.
     */
    public float[] readings() {
        return readings;
    }

    public TelemetryFrame set(Reading reading, double value) {
        readings[reading.ordinal()] = (float) value;
        return this;
    }

    /** The total since the node's last reset, or -1 if it is not reported. */
    public long get(Counter counter) {
        return counters[counter.ordinal()];
    }

    /** Every counter in the order of {@link Counter}. The frame's own array, not a copy. */
    public long[] counters() {
        return counters;
    }

    public TelemetryFrame set(Counter counter, long total) {
        counters[counter.ordinal()] = total;
        return this;
    }

    /** One value for each GPU in the order of their indices; empty when not reported. The array is not copied. */
    public float[] gpuTemperatureCelsius() {
        return gpuTemperatureCelsius;
    }

    public TelemetryFrame gpuTemperatureCelsius(float[] values) {
        gpuTemperatureCelsius = values;
        return this;
    }

    /** Watts of each GPU; empty when not reported. The array is not copied. */
    public float[] gpuPowerWatts() {
        return gpuPowerWatts;
    }

    public TelemetryFrame gpuPowerWatts(float[] values) {
        gpuPowerWatts = values;
        return this;
    }

    /** Utilisation of each GPU, 0 to 1; empty when not reported. The array is not copied. */
    public float[] gpuUtilisationRatio() {
        return gpuUtilisationRatio;
    }

    public TelemetryFrame gpuUtilisationRatio(float[] values) {
        gpuUtilisationRatio = values;
        return this;
    }

    /** Corrected memory errors of each GPU since its reset; empty when not reported. The array is not copied. */
    public long[] gpuCorrectedErrors() {
        return gpuCorrectedErrors;
    }

    public TelemetryFrame gpuCorrectedErrors(long[] values) {
        gpuCorrectedErrors = values;
        return this;
    }

    /** Uncorrectable memory errors of each GPU since its reset; empty when not reported. The array is not copied. */
    public long[] gpuUncorrectedErrors() {
        return gpuUncorrectedErrors;
    }

    public TelemetryFrame gpuUncorrectedErrors(long[] values) {
        gpuUncorrectedErrors = values;
        return this;
    }

    /** A deep copy that shares nothing with this frame. */
    public TelemetryFrame copy() {
        TelemetryFrame copy = new TelemetryFrame();
        copy.nodeId = nodeId;
        copy.timeMillis = timeMillis;
        copy.sequence = sequence;
        copy.mode = mode;
        System.arraycopy(readings, 0, copy.readings, 0, readings.length);
        System.arraycopy(counters, 0, copy.counters, 0, counters.length);
        copy.gpuTemperatureCelsius = gpuTemperatureCelsius.clone();
        copy.gpuPowerWatts = gpuPowerWatts.clone();
        copy.gpuUtilisationRatio = gpuUtilisationRatio.clone();
        copy.gpuCorrectedErrors = gpuCorrectedErrors.clone();
        copy.gpuUncorrectedErrors = gpuUncorrectedErrors.clone();
        return copy;
    }
}
