package space.penumbra.domain.anomaly;

import java.nio.ByteBuffer;

/**
 * Watches one metric: compares each value with the metric's own past, in constant time and {@value #BYTES} bytes. Every
 * scale is learnt from the stream itself; the constants are memories in numbers of values and weights between the parts.
 *
 * <p>Two views come out. {@link #deviation()} is dense: how unlike its habit the metric has been lately.
 * {@link #surprise()} is sharp: the joint surprise of the newest value's jump, level shift, change of spread and of
 * roughness, distance from the recent level and from the usual value of this time of day, run without change, and excess
 * over the range. Each goes through its own empirical tail; a cubic norm joins them, so that one great surprise counts
 * for more than several small ones. Not thread-safe.
 */
final class MetricMonitor {

    private static final int TAILS = 7;
    static final int BYTES =
            TAILS * TailSurprise.BYTES + History.BYTES + DailyPattern.BYTES + Deviation.BYTES + Double.BYTES;

    private static final double ROUGHNESS_WEIGHT = 0.5;
    private static final double RECENT_WEIGHT = 0.5;
    private static final double DAILY_WEIGHT = 0.7;
    private static final double RUN_WEIGHT = 0.6;
    private static final double EXCESS_WEIGHT = 3.5;
    private static final double EXCESS_SCALE = 20;

    /** Squares and ratios of larger values would overflow. */
    private static final double LARGEST = 1e100;

    private final TailSurprise jumpTail = new TailSurprise();
    private final TailSurprise shiftTail = new TailSurprise();
    private final TailSurprise spreadTail = new TailSurprise();
    private final TailSurprise roughnessTail = new TailSurprise();
    private final TailSurprise recentTail = new TailSurprise();
    private final TailSurprise dailyTail = new TailSurprise();
    private final TailSurprise runTail = new TailSurprise();
    private final History history = new History();
    private final DailyPattern daily = new DailyPattern();
    private final Deviation deviation;
    private double surprise;

    /**
     * @param smoothing values over which the dense view is smoothed
     * @param most largest ratio that a part of the dense view may reach
     */
    MetricMonitor(double smoothing, double most) {
        deviation = new Deviation(smoothing, most);
    }

    /**
     * Takes the next value. One that is not reported ({@code NaN} or infinite) is no surprise and changes nothing.
     *
     * @param epochMillis its time, only for the time of day
     * @param timed whether there is a time
     */
    void take(long epochMillis, boolean timed, double reported) {
        if (!Double.isFinite(reported)) {
            surprise = 0;
            return;
        }
        double value = Math.max(-LARGEST, Math.min(LARGEST, reported));
        double offDay = timed ? daily.distance(epochMillis, value, history.longMean) : 0;
        history.take(value);
        boolean varied = history.varied();
        double excess = history.excess > 0 ? EXCESS_WEIGHT * Math.log10(1 + EXCESS_SCALE * history.excess) : 0;
        double joint = Math.cbrt(cube(jumpTail.next(history.jumpRatio))
                + cube(shiftTail.next(varied ? history.shift() : 0))
                + cube(spreadTail.next(varied ? history.spread() : 0))
                + cube(ROUGHNESS_WEIGHT * roughnessTail.next(history.roughness()))
                + cube(RECENT_WEIGHT * recentTail.next(history.fromRecent))
                + cube(DAILY_WEIGHT * dailyTail.next(offDay))
                + cube(RUN_WEIGHT * runTail.next(history.flatRun))
                + cube(excess));
        surprise = varied ? joint : 0;
        deviation.take(history, surprise);
    }

    /** How unlike its habit the metric has been lately: 0 is constant, about 2.5 is ordinary, no upper end. */
    double deviation() {
        return deviation.value();
    }

    /** Joint surprise of the newest value, in decimal orders of rarity; at least 0. */
    double surprise() {
        return surprise;
    }

    private static double cube(double value) {
        return value * value * value;
    }

    void write(ByteBuffer out) {
        for (TailSurprise tail : tails()) {
            tail.write(out);
        }
        history.write(out);
        daily.write(out);
        deviation.write(out);
        out.putDouble(surprise);
    }

    void read(ByteBuffer in) {
        for (TailSurprise tail : tails()) {
            tail.read(in);
        }
        history.read(in);
        daily.read(in);
        deviation.read(in);
        surprise = in.getDouble();
    }

    private TailSurprise[] tails() {
        return new TailSurprise[] {jumpTail, shiftTail, spreadTail, roughnessTail, recentTail, dailyTail, runTail};
    }
}
