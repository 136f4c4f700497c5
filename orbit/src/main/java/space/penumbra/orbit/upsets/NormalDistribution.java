package space.penumbra.orbit.upsets;

/** The standard normal distribution. Stateless and thread-safe, without allocation. */
public final class NormalDistribution {

    private NormalDistribution() {}

    /** Probability of a value below z (Abramowitz and Stegun 7.1.26: right to 1.5e-7). */
    public static double below(double z) {
        double x = Math.abs(z) / Math.sqrt(2);
        double t = 1 / (1 + 0.3275911 * x);
        double tail = t
                * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
                * Math.exp(-x * x)
                / 2;
        return z >= 0 ? 1 - tail : tail;
    }

    /** The value that is not reached with this probability, above 0 and below 1 (Abramowitz and Stegun 26.2.23: right to 4.5e-4). */
    public static double quantile(double probability) {
        double rare = Math.min(probability, 1 - probability);
        double t = Math.sqrt(-2 * Math.log(Math.max(1e-300, rare)));
        double z =
                t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
        return probability < 0.5 ? -z : z;
    }
}
