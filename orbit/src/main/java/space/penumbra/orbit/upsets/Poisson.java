package space.penumbra.orbit.upsets;

/** Poisson counts from uniform numbers that the caller draws: no randomness of its own. Stateless and thread-safe, without allocation. */
public final class Poisson {

    private static final double NORMAL_FROM = 60;

    private Poisson() {}

    /**
     * The count at which the distribution of a mean reaches a uniform number (inversion). From a mean of 60 on the normal distribution
     * with Wilson and Hilferty's cube root takes over, right to a count or so.
     *
     * @param mean at least 0
     * @param uniform from 0 to below 1
     */
    public static int count(double mean, double uniform) {
        if (!(mean > 0)) {
            return 0;
        }
        // exp(-mean) is above 1 - mean: the usual draw needs no exponential.
        if (uniform < 1 - mean) {
            return 0;
        }
        if (mean >= NORMAL_FROM) {
            double z = NormalDistribution.quantile(Math.min(Math.max(uniform, 1e-15), 1 - 1e-15));
            double cube = 1 - 1 / (9 * mean) + z / (3 * Math.sqrt(mean));
            return (int) Math.max(0, Math.round(mean * cube * cube * cube));
        }
        double term = Math.exp(-mean);
        double sum = term;
        int count = 0;
        while (uniform >= sum && term > 0) {
            count++;
            term *= mean / count;
            sum += term;
        }
        return count;
    }

    /** Probability of at least one event. */
    public static double atLeastOne(double mean) {
        return -Math.expm1(-mean);
    }
}
