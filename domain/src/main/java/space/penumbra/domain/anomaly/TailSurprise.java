package space.penumbra.domain.anomaly;

/**
 * How surprising a value of a non-negative statistic is, given all that came before: minus the decimal logarithm of the
 * share of earlier values at least as large.
 *
 * <p>The earlier values are kept as counts in 64 logarithmic bins (three bins an octave), old ones fading exponentially.
 * Half a count of prior on either side keeps the first values unsurprising. Beyond the largest value ever seen surprise
 * grows on with the logarithm of the excess, so that two records can still be told apart. 264 bytes; not thread-safe.
 */
final class TailSurprise {

    static final int BINS = 64;
    private static final double BINS_PER_NEPER = 3 / Math.log(2);
    private static final double PRIOR_COUNT = 0.5;
    private static final double SURPRISE_PER_BIN_BEYOND = 0.15;
    private static final double FORGOTTEN = 0.02;
    private static final float RESCALE_AT = 1e6f;

    private final float[] counts = new float[BINS];
    private final double growth;
    private double weight = 1;
    private double total;

    /** @param memory number of values after which a count has faded to 1/e */
    TailSurprise(double memory) {
        this.growth = Math.exp(1 / memory);
    }

    /** Surprise of a value, at least 0, before it is learnt. */
    double of(double value) {
        int bin = bin(value);
        double atLeast = counts[bin] / 2;
        for (int i = bin + 1; i < BINS; i++) {
            atLeast += counts[i];
        }
        double share = (atLeast + PRIOR_COUNT * weight) / (total + 2 * PRIOR_COUNT * weight);
        int top = BINS - 1;
        while (top > 0 && counts[top] <= FORGOTTEN * weight) {
            top--;
        }
        double beyond = Math.max(0, position(value) - top - 1) * SURPRISE_PER_BIN_BEYOND;
        return Math.max(0, -Math.log10(Math.min(1, share))) + beyond;
    }

    /** Learns a value. */
    void learn(double value) {
        weight *= growth;
        counts[bin(value)] += (float) weight;
        total += weight;
        if (weight > RESCALE_AT) {
            for (int i = 0; i < BINS; i++) {
                counts[i] /= (float) weight;
            }
            total /= weight;
            weight = 1;
        }
    }

    private static int bin(double value) {
        return (int) Math.max(0, Math.min(BINS - 1, position(value)));
    }

    private static double position(double value) {
        return BINS / 2.0 + BINS_PER_NEPER * Math.log(Math.max(value, 1e-9));
    }
}
