package space.penumbra.domain.anomaly;

import java.nio.ByteBuffer;

/**
 * What one metric has been like: its mean, spread and mean jump over a long and a recent memory, and its range. Means and
 * variances are exponentially weighted (West's incremental form, 1979); until a memory is full they are plain ones, so
 * that nothing has to be guessed for the first values. Not thread-safe.
 */
final class History {

    static final int BYTES = 10 * Double.BYTES + Long.BYTES + Integer.BYTES;

    private static final double LONG = 1000;
    private static final double RECENT = 40;
    /** The range closes by this share of its width with each value: by half in 1,700. */
    private static final double RANGE_FADE = 4e-4;
    /** Spread below this share of the mean is rounding, not variation. */
    private static final double ROUNDING = 1e-12;

    long count;
    int flatRun;
    double last;
    double jump;
    /** Excess of the newest value over the range of all earlier ones, in widths of that range. */
    double excess;
    /** Distance of the newest value from the recent mean before it, in recent standard deviations. */
    double fromRecent;

    double longMean;
    double longVariance;
    double recentMean;
    double recentVariance;
    double longJump;
    double recentJump;
    private double lowest;
    private double highest;

    /** Ratio of the newest jump to the mean jump before it. */
    double jumpRatio;

    void take(double value) {
        boolean first = count++ == 0;
        jump = first ? 0 : Math.abs(value - last);
        flatRun = first || jump > 0 ? 0 : flatRun + 1;
        jumpRatio = longJump > 0 ? jump / longJump : jump > 0 ? 8 : 0;
        last = value;
        excess = first ? 0 : excess(value);
        widen(value, first);
        double recentDeviation = Math.sqrt(recentVariance);
        fromRecent = recentDeviation > 0
                ? Math.abs(value - recentMean) / (recentDeviation + 0.02 * Math.sqrt(longVariance))
                : 0;
        double slow = Math.max(1.0 / count, 1 / LONG);
        double fast = Math.max(1.0 / count, 1 / RECENT);
        double fromLong = value - longMean;
        longMean += fromLong * slow;
        longVariance = (1 - slow) * (longVariance + slow * fromLong * fromLong);
        double offRecent = value - recentMean;
        recentMean += offRecent * fast;
        recentVariance = (1 - fast) * (recentVariance + fast * offRecent * offRecent);
        longJump += (jump - longJump) * slow;
        recentJump += (jump - recentJump) * fast;
    }

    /** Whether the metric has varied at all, beyond rounding. */
    boolean varied() {
        return longVariance > longMean * longMean * ROUNDING * ROUNDING && longVariance > 0;
    }

    /** Distance of the recent mean from the long one, in long standard deviations; only if {@link #varied()}. */
    double shift() {
        return Math.abs(recentMean - longMean) / Math.sqrt(longVariance);
    }

    /** Natural logarithm of recent to long standard deviation, without its sign; only if {@link #varied()}. */
    double spread() {
        double deviation = Math.sqrt(longVariance);
        return Math.abs(Math.log((Math.sqrt(recentVariance) + 1e-3 * deviation) / deviation));
    }

    /** Natural logarithm of the recent to the long mean jump, without its sign. */
    double roughness() {
        return longJump > 0 ? Math.abs(Math.log((recentJump + 1e-2 * longJump) / longJump)) : 0;
    }

    private double excess(double value) {
        double outside = value > highest ? value - highest : value < lowest ? lowest - value : 0;
        double range = highest - lowest;
        return range > 0 ? outside / range : outside > 0 ? 1 : 0;
    }

    /** The range takes in the value and closes slowly, so that one spike long ago does not hide the next. */
    private void widen(double value, boolean first) {
        double fade = first ? 0 : RANGE_FADE * (highest - lowest) / 2;
        highest = first ? value : Math.max(value, highest - fade);
        lowest = first ? value : Math.min(value, lowest + fade);
    }

    void write(ByteBuffer out) {
        out.putLong(count).putInt(flatRun).putDouble(last).putDouble(longMean).putDouble(longVariance);
        out.putDouble(recentMean).putDouble(recentVariance).putDouble(longJump).putDouble(recentJump);
        out.putDouble(lowest).putDouble(highest).putDouble(excess);
    }

    void read(ByteBuffer in) {
        count = in.getLong();
        flatRun = in.getInt();
        last = in.getDouble();
        longMean = in.getDouble();
        longVariance = in.getDouble();
        recentMean = in.getDouble();
        recentVariance = in.getDouble();
        longJump = in.getDouble();
        recentJump = in.getDouble();
        lowest = in.getDouble();
        highest = in.getDouble();
        excess = in.getDouble();
    }
}
