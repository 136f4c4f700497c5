package space.penumbra.domain.anomaly;

import java.nio.ByteBuffer;

/**
 * How unlike its habit a metric has been lately: smoothed over some values and compared with the metric's whole past, its
 * roughness (or lack of it), its distance from the whole and from the long mean, its surprise, and its last excess over
 * the range. Each part is a ratio that is 1 for a metric that goes on as ever, so they need no scale of their own and add
 * as squares. Not thread-safe.
 */
final class Deviation {

    static final int BYTES = 11 * Double.BYTES;

    /** The past fades over this many values, so that a changed metric is not odd for ever. */
    private static final double WHOLE = 50_000;

    /** Values before stillness and range are known well enough to count. */
    private static final int SETTLED = 200;

    private static final double MOST_STILLNESS = 5;
    private static final double MOST_EXCESS = 5;
    private static final double EXCESS_SCALE = 10;
    private static final double SURPRISE_WEIGHT = 2;
    private static final double STILLNESS_WEIGHT = 0.5;
    private static final double EXCESS_WEIGHT = 0.5;

    private final double smoothing;
    private final double most;
    private final Habit roughness = new Habit();
    private final Habit offWhole = new Habit();
    private final Habit offLong = new Habit();
    private final Habit surprise = new Habit();
    private double wholeMean;
    private double excess;
    private double value;

    /**
     * @param smoothing number of values to smooth over
     * @param most largest ratio that a part may reach
     */
    Deviation(double smoothing, double most) {
        this.smoothing = smoothing;
        this.most = most;
    }

    void take(History history, double newSurprise) {
        double rate = Math.max(1.0 / history.count, 1 / WHOLE);
        wholeMean += (history.last - wholeMean) * rate;
        double rough = roughness.ratio(history.jump, rate);
        boolean settled = history.count > SETTLED;
        double still = settled && roughness.whole > 0 ? Math.min(MOST_STILLNESS, 1 / (rough + 0.1)) : 0;
        double fresh = Math.min(MOST_EXCESS, EXCESS_SCALE * history.excess);
        excess = settled ? Math.max(excess * (1 - 1 / smoothing), fresh) : 0;
        value = Math.sqrt(square(rough)
                + square(offWhole.ratio(Math.abs(history.last - wholeMean), rate))
                + square(offLong.ratio(Math.abs(history.last - history.longMean), rate))
                + SURPRISE_WEIGHT * square(surprise.ratio(newSurprise, rate))
                + STILLNESS_WEIGHT * still * still
                + EXCESS_WEIGHT * excess * excess);
    }

    /** 0 for a constant, about 2.5 for a metric that goes on as ever, no upper end. */
    double value() {
        return value;
    }

    private double square(double ratio) {
        double kept = Math.min(most, ratio);
        return kept * kept;
    }

    void write(ByteBuffer out) {
        roughness.write(out);
        offWhole.write(out);
        offLong.write(out);
        surprise.write(out);
        out.putDouble(wholeMean).putDouble(excess).putDouble(value);
    }

    void read(ByteBuffer in) {
        roughness.read(in);
        offWhole.read(in);
        offLong.read(in);
        surprise.read(in);
        wholeMean = in.getDouble();
        excess = in.getDouble();
        value = in.getDouble();
    }

    /** The recent mean of a statistic against its mean over the whole past. */
    private final class Habit {
        private double whole;
        private double recent;

        double ratio(double newest, double rate) {
            whole += (newest - whole) * rate;
            recent += (newest - recent) / smoothing;
            return whole > 0 ? recent / whole : 0;
        }

        void write(ByteBuffer out) {
            out.putDouble(whole).putDouble(recent);
        }

        void read(ByteBuffer in) {
            whole = in.getDouble();
            recent = in.getDouble();
        }
    }
}
