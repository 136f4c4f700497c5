package space.penumbra.domain.anomaly;

import java.nio.ByteBuffer;

/**
 * How surprising a value of a non-negative statistic is, given all that came before: minus the decimal logarithm of the
 * share of earlier values at least as large (an empirical p-value; no distribution is assumed, so heavy tails, steps and
 * rare events each get the surprise they have in this stream).
 *
 * <p>The earlier values are kept as counts in 64 logarithmic bins, three an octave, from 2^-10.7 to 2^10.7. All counts are
 * halved whenever 30,000 values are in, so that old ones fade. Beyond the largest value known surprise grows on slowly, so that
 * two records can still be told apart.
 *
 * <p>Large values of a smooth statistic come in runs, and a run is one piece of evidence, not many: n values that come in runs of
 * r show no rarity beyond about r/n. So the prior is half of a mean run on either side, and not half of a value; it keeps the
 * first values unsurprising, too. Runs are those of values rarer than one in fifty; their mean number is the reciprocal of the
 * extremal index (runs estimator, Smith and Weissman 1994). {@value #BYTES} bytes; not thread-safe.
 */
final class TailSurprise {

    static final int BINS = 64;
    static final int BYTES = BINS * Short.BYTES + 2 * Float.BYTES + 1;
    private static final int FULL = 30_000;
    private static final double PRIOR_RUNS = 0.5;
    private static final double RARE = 0.02;
    private static final double SURPRISE_PER_BIN_BEYOND = 0.15;
    private static final int BINS_PER_OCTAVE = 3;
    private static final double CUBE_ROOT_2 = Math.cbrt(2);
    private static final double CUBE_ROOT_4 = Math.cbrt(4);

    private final short[] counts = new short[BINS];
    private int total;
    private int top = -1;
    /** Rare values so far, and the runs that they came in. */
    private float rare;

    private float runs;
    private boolean inRun;

    /** Surprise of a value in decimal orders, at least 0, given the values before it; then learns it. */
    double next(double value) {
        int bin = bin(value);
        double atLeast = atLeast(bin);
        double surprise = surprise(value, bin, atLeast);
        boolean isRare = atLeast < RARE * total;
        rare += isRare ? 1 : 0;
        runs += isRare && !inRun ? 1 : 0;
        inRun = isRare;
        learn(bin);
        return surprise;
    }

    private double atLeast(int bin) {
        double atLeast = counts[bin] / 2.0;
        for (int i = bin + 1; i <= top; i++) {
            atLeast += counts[i];
        }
        return atLeast;
    }

    private double surprise(double value, int bin, double atLeast) {
        double prior = PRIOR_RUNS * (rare + 1) / (runs + 1);
        double share = (atLeast + prior) / (total + 2 * prior);
        double surprise = Math.max(0, -Math.log10(share));
        if (bin > top) {
            double binsBeyond = BINS / 2.0 + BINS_PER_OCTAVE * Math.log(value) / Math.log(2) - top - 1;
            surprise += SURPRISE_PER_BIN_BEYOND * Math.max(0, binsBeyond);
        }
        return surprise;
    }

    private void learn(int bin) {
        if (total == FULL) {
            halve();
        }
        counts[bin]++;
        total++;
        top = Math.max(top, bin);
    }

    private void halve() {
        total = 0;
        top = -1;
        rare /= 2;
        runs /= 2;
        for (int i = 0; i < BINS; i++) {
            counts[i] >>= 1;
            total += counts[i];
            top = counts[i] > 0 ? i : top;
        }
    }

    /** Bin of a value; the exponent and two comparisons instead of a logarithm, which would be most of the cost. */
    private static int bin(double value) {
        if (!(value > 0)) {
            return 0;
        }
        int exponent = Math.getExponent(value);
        double mantissa = value / Math.scalb(1.0, exponent);
        int third = mantissa >= CUBE_ROOT_4 ? 2 : mantissa >= CUBE_ROOT_2 ? 1 : 0;
        return Math.max(0, Math.min(BINS - 1, BINS / 2 + BINS_PER_OCTAVE * exponent + third));
    }

    void write(ByteBuffer out) {
        for (short count : counts) {
            out.putShort(count);
        }
        out.putFloat(rare).putFloat(runs).put((byte) (inRun ? 1 : 0));
    }

    void read(ByteBuffer in) {
        total = 0;
        top = -1;
        for (int i = 0; i < BINS; i++) {
            counts[i] = in.getShort();
            total += counts[i];
            top = counts[i] > 0 ? i : top;
        }
        rare = in.getFloat();
        runs = in.getFloat();
        inRun = in.get() != 0;
    }
}
