package space.penumbra.domain.anomaly;

/**
 * Watches one metric: compares each value with the metric's own past, in constant time and about two kilobytes. Every
 * statistic is learnt from the stream itself; the constants are memories in numbers of values, not thresholds.
 *
 * <p>Two views come out. {@link #deviation()} is dense: how much rougher, further from the whole mean and further from the
 * recent level the last values were than the metric's habit. {@link #surprise()} is sharp: the joint surprise of the
 * newest value's jump, level shift, change of spread, new shape and excess over the range. Not thread-safe.
 */
final class MetricMonitor {

    private static final double RECENT = 33;
    private static final double LONG = 1000;
    private static final double SMOOTHING = 40;
    private static final double TAIL_MEMORY = 30_000;
    private static final double RANGE_FADE = 5e-4;
    private static final double EXCESS_WEIGHT = 3;

    private final TailSurprise jumpTail = new TailSurprise(TAIL_MEMORY);
    private final TailSurprise shiftTail = new TailSurprise(TAIL_MEMORY);
    private final TailSurprise spreadTail = new TailSurprise(TAIL_MEMORY);
    private final TailSurprise shapeTail = new TailSurprise(TAIL_MEMORY);
    private final ShapeBook shapes = new ShapeBook();
    private final Habit roughness = new Habit();
    private final Habit offWhole = new Habit();
    private final Habit offLevel = new Habit();

    private long count;
    private double last = Double.NaN;
    private double wholeMean;
    private double meanJump;
    private double longMean;
    private double longVariance;
    private double recentMean;
    private double recentVariance;
    private double lowest = Double.POSITIVE_INFINITY;
    private double highest = Double.NEGATIVE_INFINITY;
    private double deviation;
    private double surprise;

    /** Takes the next value; {@code NaN} or infinite is "no news" and counts as the last value. */
    void take(double reported) {
        double value = Double.isFinite(reported) ? reported : Double.isNaN(last) ? 0 : last;
        count++;
        double jump = Double.isNaN(last) ? 0 : Math.abs(value - last);
        last = value;
        double jumpRatio = meanJump > 0 ? jump / meanJump : jump > 0 ? 8 : 0;
        double excess = excess(value);
        follow(value, jump);
        widen(value);

        double longDeviation = Math.sqrt(longVariance);
        boolean varied = longVariance > 0;
        double shift = varied ? Math.abs(recentMean - longMean) / longDeviation : 0;
        double spread =
                varied ? Math.abs(Math.log((Math.sqrt(recentVariance) + 1e-3 * longDeviation) / longDeviation)) : 0;
        double novelty = varied ? shapes.distance(value, longMean, longDeviation) : 0;

        surprise = norm(
                learnt(jumpTail, jumpRatio),
                learnt(shiftTail, shift),
                learnt(spreadTail, spread),
                learnt(shapeTail, novelty),
                excess > 0 ? EXCESS_WEIGHT * Math.log10(1 + 20 * excess) : 0);
        deviation = norm(
                roughness.ratio(jump, count),
                offWhole.ratio(Math.abs(value - wholeMean), count),
                offLevel.ratio(Math.abs(value - longMean), count),
                0,
                0);
    }

    /** How unlike its habit the metric has been lately: 0 is constant, about 1.7 is ordinary, no upper end. */
    double deviation() {
        return deviation;
    }

    /** Joint surprise of the newest value, in decimal orders of rarity. */
    double surprise() {
        return surprise;
    }

    private void follow(double value, double jump) {
        double slow = Math.max(1.0 / count, 1 / LONG);
        double fast = Math.max(1.0 / count, 1 / RECENT);
        wholeMean += (value - wholeMean) / count;
        meanJump += (jump - meanJump) * slow;
        double fromLong = value - longMean;
        longMean += fromLong * slow;
        longVariance = (1 - slow) * (longVariance + slow * fromLong * fromLong);
        double fromRecent = value - recentMean;
        recentMean += fromRecent * fast;
        recentVariance = (1 - fast) * (recentVariance + fast * fromRecent * fromRecent);
    }

    /** Excess over the range of all earlier values, in widths of that range. */
    private double excess(double value) {
        if (count < 2) {
            return 0;
        }
        double outside = value > highest ? value - highest : value < lowest ? lowest - value : 0;
        double range = highest - lowest;
        return range > 0 ? outside / range : outside > 0 ? 1 : 0;
    }

    /** The range takes in the value and forgets slowly, so that one spike long ago does not hide the next. */
    private void widen(double value) {
        double fade = count < 2 ? 0 : RANGE_FADE * (highest - lowest) / 2;
        highest = Math.max(value, highest - fade);
        lowest = Math.min(value, lowest + fade);
    }

    private static double learnt(TailSurprise tail, double value) {
        double surprise = tail.of(value);
        tail.learn(value);
        return surprise;
    }

    private static double norm(double a, double b, double c, double d, double e) {
        return Math.sqrt(a * a + b * b + c * c + d * d + e * e);
    }

    /** The recent mean of a statistic against its mean over the whole past. */
    private static final class Habit {
        private double whole;
        private double recent;

        double ratio(double value, long count) {
            whole += (value - whole) / count;
            recent += (value - recent) / SMOOTHING;
            return whole > 0 ? recent / whole : 0;
        }
    }
}
