package space.penumbra.domain.anomaly;

/**
 * The generic detector for metrics without a model: one or many values an instant, one pass, no labels, no statistics of
 * the whole series, one configuration for everything.
 *
 * <p>{@link #score()} is dense: how anomalous this instant is, for plots and ranking. {@link #alert()} is sparse: above 0
 * only where an operator would be told, because the surprise exceeds that of every recent alert; an envelope that fades
 * with each instant makes one alert of one event. Row i depends on rows up to i alone. Not thread-safe.
 */
public final class StreamDetector {

    /** Values over which the detector becomes confident enough to alert at full strength. */
    private static final double WARM_UP = 300;

    /** The envelope of earlier alerts fades by this factor with each instant: half after 139. */
    private static final double ENVELOPE_FADE = 0.995;

    /** Surprise, in decimal orders, below which nobody is told. */
    private static final double FLOOR = 2;

    private static final double DEVIATION_HALF = 8;
    private static final double ALERT_SCALE = 8;
    private static final double OWN_TAIL_MEMORY = 2000;

    private final MetricMonitor[] monitors;
    private final TailSurprise ownTail = new TailSurprise(OWN_TAIL_MEMORY);
    private long count;
    private double envelope;
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
        monitors = new MetricMonitor[metrics];
        for (int i = 0; i < metrics; i++) {
            monitors[i] = new MetricMonitor();
        }
    }

    /**
     * Takes the values of the next instant; {@code NaN} is "not reported".
     *
     * @throws IllegalArgumentException if their number is another than the constructor was told
     */
    public void take(double... values) {
        if (values.length != monitors.length) {
            throw new IllegalArgumentException("Expected " + monitors.length + " values, got " + values.length);
        }
        count++;
        double squares = 0;
        double surprise = 0;
        for (int i = 0; i < values.length; i++) {
            monitors[i].take(values[i]);
            squares += monitors[i].deviation() * monitors[i].deviation();
            surprise = Math.max(surprise, monitors[i].surprise());
        }
        double deviation = Math.sqrt(squares / values.length);
        score = deviation / (deviation + DEVIATION_HALF);

        double confidence = Math.min(1, count / WARM_UP);
        double strength = confidence * (surprise + ownTail.of(surprise));
        ownTail.learn(surprise);
        envelope *= ENVELOPE_FADE;
        alert = 0;
        if (strength > envelope && strength > FLOOR) {
            envelope = strength;
            alert = 1 - Math.exp(-strength / ALERT_SCALE);
        }
    }

    /** How anomalous the newest instant is, 0 to below 1. */
    public double score() {
        return score;
    }

    /** 0, or the strength of the alert raised at the newest instant, below 1. */
    public double alert() {
        return alert;
    }
}
