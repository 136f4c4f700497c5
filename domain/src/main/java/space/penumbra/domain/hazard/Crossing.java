package space.penumbra.domain.hazard;

import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import space.penumbra.orbit.upsets.NormalDistribution;

/**
 * When a limit is going to be crossed, if it is: quantiles of the time to it under the condition that it comes, and how likely it comes.
 *
 * @param p10Seconds one in ten crossings comes sooner
 * @param p50Seconds half of them come sooner
 * @param p90Seconds nine in ten come sooner
 * @param probability that it comes within the time looked at, 0 to 1
 */
record Crossing(double p10Seconds, double p50Seconds, double p90Seconds, double probability) {

    /** Nothing is crossed. */
    static final Crossing NONE = new Crossing(Double.NaN, Double.NaN, Double.NaN, 0);

    /** From 10 to 90 % of a normal distribution in standard deviations. */
    private static final double DECILES_APART = 2.563;

    private static final double LEAST_PROBABILITY = 1e-6;

    /**
     * A crossing whose time grows with a quantity that is normally distributed.
     *
     * @param probability that it comes at all
     * @param secondsAt the time to it at a value (in standard deviations) of the quantity
     */
    static Crossing of(double probability, DoubleUnaryOperator secondsAt) {
        if (!(probability > LEAST_PROBABILITY)) {
            return NONE;
        }
        return new Crossing(
                seconds(0.1 * probability, secondsAt),
                seconds(0.5 * probability, secondsAt),
                seconds(0.9 * probability, secondsAt),
                probability);
    }

    private static double seconds(double quantile, DoubleUnaryOperator secondsAt) {
        return Math.max(0, secondsAt.applyAsDouble(NormalDistribution.quantile(quantile)));
    }

    /** The standard deviation of a normal distribution with these deciles, seconds. */
    double sigmaSeconds() {
        return (p90Seconds - p10Seconds) / DECILES_APART;
    }

    /** For people: how long, and between which bounds. */
    String text() {
        return String.format(
                Locale.ROOT,
                "in %.0f min (p10 %.0f, p90 %.0f), probability %.2f",
                p50Seconds / 60,
                p10Seconds / 60,
                p90Seconds / 60,
                probability);
    }
}
