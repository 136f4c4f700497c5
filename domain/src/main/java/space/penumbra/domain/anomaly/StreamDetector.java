package space.penumbra.domain.anomaly;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The generic detector for metrics without a model: one or many values an instant, one pass, no labels, no statistics of
 * the whole series, one configuration for everything.
 *
 * <p>{@link #score()} is dense: how anomalous this instant is, for plots and ranking. {@link #alert()} is sparse: above 0
 * only where an operator would be told, because the surprise exceeds that of every recent alert; an envelope that fades
 * with each instant makes one alert of one event. Row i depends on rows up to i alone.
 *
 * <p>Of several metrics the alert follows the most surprising one, the score the mean of the eighth of
 * them that deviates most: an incident moves a few metrics together, noise moves one at a time. That mean takes over part of the
 * smoothing, so with many metrics the score is smoothed over fewer instants.
 *
 * <p>State is bounded: {@link #bytes()} bytes whatever the length of the stream, about 1.6 kB with one metric. Instants are
 * taken in the order they come; time may repeat or go backwards. A counter is best given as its rate: as it is, its reset
 * is an alert. Not thread-safe.
 */
public final class StreamDetector {

    private static final double SMOOTHING = 40;
    private static final double DEVIATION_HALF = 8;
    private static final int MOST_DEVIATING_OF = 8;

    /** Beside others, a metric that wakes up after a long rest must not outweigh them all. */
    private static final double MOST_AMONG_MANY = 10;

    private static final byte VERSION = 2;

    private final MetricMonitor[] monitors;
    private final double[] deviations;
    private final int mostDeviating;
    private final AlertGate gate = new AlertGate();
    private double score;
    private double alert;

    /**
     * @param metrics number of values an instant, at least 1
     * @throws IllegalArgumentException if there is none
     */
    public StreamDetector(int metrics) {
        if (metrics < 1) {
            throw new IllegalArgumentException("A detector needs at least one metric, not " + metrics);
        }
        mostDeviating = (metrics + MOST_DEVIATING_OF - 1) / MOST_DEVIATING_OF;
        deviations = new double[metrics];
        monitors = new MetricMonitor[metrics];
        double smoothing = SMOOTHING / Math.sqrt(mostDeviating);
        double most = metrics == 1 ? Double.MAX_VALUE : MOST_AMONG_MANY;
        Arrays.setAll(monitors, i -> new MetricMonitor(smoothing, most));
    }

    /**
     * Takes the values of the next instant; {@code NaN} or infinite is "not reported" and changes nothing.
     *
     * @throws IllegalArgumentException if their number is another than the constructor was told
     */
    public void take(double... values) {
        take(0, false, values);
    }

    /**
     * As {@link #take(double...)}, and knows the time of day, so that a daily pattern can be learnt.
     *
     * @param epochMillis time of the instant, UTC
     */
    public void takeAt(long epochMillis, double... values) {
        take(epochMillis, true, values);
    }

    private void take(long epochMillis, boolean timed, double... values) {
        if (values.length != monitors.length) {
            throw new IllegalArgumentException("Expected " + monitors.length + " values, got " + values.length);
        }
        double surprise = 0;
        for (int i = 0; i < values.length; i++) {
            monitors[i].take(epochMillis, timed, values[i]);
            deviations[i] = monitors[i].deviation();
            surprise = Math.max(surprise, monitors[i].surprise());
        }
        double deviation = mostDeviating();
        score = deviation / (deviation + DEVIATION_HALF);
        alert = gate.next(surprise);
    }

    private double mostDeviating() {
        if (deviations.length == 1) {
            return deviations[0];
        }
        Arrays.sort(deviations);
        double sum = 0;
        for (int i = deviations.length - mostDeviating; i < deviations.length; i++) {
            sum += deviations[i];
        }
        return sum / mostDeviating;
    }

    /** How anomalous the newest instant is, 0 to 1. */
    public double score() {
        return score;
    }

    /** 0, or the strength of the alert raised at the newest instant, below 1. */
    public double alert() {
        return alert;
    }

    /** Bytes of state, the same at any time: what {@link #toBytes()} returns. */
    public int bytes() {
        return 1 + Integer.BYTES + monitors.length * MetricMonitor.BYTES + AlertGate.BYTES + 2 * Double.BYTES;
    }

    /** The complete state, for a store or a checkpoint. */
    public byte[] toBytes() {
        ByteBuffer out = ByteBuffer.allocate(bytes()).put(VERSION).putInt(monitors.length);
        for (MetricMonitor monitor : monitors) {
            monitor.write(out);
        }
        gate.write(out);
        return out.putDouble(score).putDouble(alert).array();
    }

    /**
     * A detector that goes on where the one that wrote the state was.
     *
     * @throws IllegalArgumentException if the bytes are no state of this version
     */
    public static StreamDetector fromBytes(byte[] state) {
        ByteBuffer in = ByteBuffer.wrap(state);
        int header = 1 + Integer.BYTES;
        if (state.length < header || in.get() != VERSION) {
            throw new IllegalArgumentException("No state of a detector, version " + VERSION);
        }
        int metrics = in.getInt();
        if (metrics < 1 || (state.length - header) / MetricMonitor.BYTES < metrics) {
            throw new IllegalArgumentException("State of " + metrics + " metrics in " + state.length + " bytes");
        }
        StreamDetector detector = new StreamDetector(metrics);
        if (state.length != detector.bytes()) {
            throw new IllegalArgumentException(
                    "State of " + state.length + " bytes; " + metrics + " metrics take " + detector.bytes());
        }
        for (MetricMonitor monitor : detector.monitors) {
            monitor.read(in);
        }
        detector.gate.read(in);
        detector.score = in.getDouble();
        detector.alert = in.getDouble();
        return detector;
    }

    /** A detector with the same past and a future of its own. */
    public StreamDetector copy() {
        return fromBytes(toBytes());
    }
}
