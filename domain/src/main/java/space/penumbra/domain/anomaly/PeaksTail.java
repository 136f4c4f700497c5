package space.penumbra.domain.anomaly;

import java.nio.ByteBuffer;

/**
 * How rare a surprise is in its own stream. A stream that is often surprising is told apart from a calm one: what is one in
 * ten thousand by each part's own tail may come every hour where the parts move together.
 *
 * <p>Surprises are counted in 64 bins of {@value #BIN_WIDTH}; above the 98th percentile the tail is exponential with the mean
 * excess found there (peaks over threshold, Pickands 1975, shape 0), which a prior worth {@value #PRIOR_PEAKS} peaks steadies.
 * Counts are halved at 20,000. Not thread-safe.
 */
final class PeaksTail {

    private static final int BINS = 64;
    static final int BYTES = BINS * Short.BYTES + Integer.BYTES;
    private static final double BIN_WIDTH = 0.2;
    private static final int FULL = 20_000;
    private static final double THRESHOLD_SHARE = 0.02;
    private static final double PRIOR_PEAKS = 5;
    private static final double PRIOR_EXCESS = 0.4;
    private static final double PRIOR_COUNT = 0.5;

    private final short[] counts = new short[BINS];
    private int total;

    /** Decimal orders of rarity of a surprise given the earlier ones, at least 0; then learns it. */
    double next(double surprise) {
        double rarity = rarity(surprise);
        learn(surprise);
        return rarity;
    }

    private double rarity(double surprise) {
        if (total == 0) {
            return 0;
        }
        double peaks = 0;
        double excess = 0;
        int threshold = BINS;
        while (peaks < THRESHOLD_SHARE * total) {
            threshold--;
            excess += peaks * BIN_WIDTH + counts[threshold] * BIN_WIDTH / 2;
            peaks += counts[threshold];
        }
        double over = surprise - threshold * BIN_WIDTH;
        double atLeast = peaks;
        if (over > 0) {
            double meanExcess = (excess + PRIOR_PEAKS * PRIOR_EXCESS) / (peaks + PRIOR_PEAKS);
            return -Math.log10((peaks + PRIOR_COUNT) / (total + 2 * PRIOR_COUNT)) + over / meanExcess / Math.log(10);
        }
        int bin = bin(surprise);
        for (int i = threshold - 1; i > bin; i--) {
            atLeast += counts[i];
        }
        atLeast += counts[bin] * (1 - (surprise / BIN_WIDTH - bin));
        return Math.max(0, -Math.log10((atLeast + PRIOR_COUNT) / (total + 2 * PRIOR_COUNT)));
    }

    private void learn(double surprise) {
        if (total == FULL) {
            total = 0;
            for (int i = 0; i < BINS; i++) {
                counts[i] >>= 1;
                total += counts[i];
            }
        }
        counts[bin(surprise)]++;
        total++;
    }

    private static int bin(double surprise) {
        return (int) Math.min(BINS - 1, surprise / BIN_WIDTH);
    }

    void write(ByteBuffer out) {
        for (short count : counts) {
            out.putShort(count);
        }
    }

    void read(ByteBuffer in) {
        total = 0;
        for (int i = 0; i < BINS; i++) {
            counts[i] = in.getShort();
            total += counts[i];
        }
    }
}
