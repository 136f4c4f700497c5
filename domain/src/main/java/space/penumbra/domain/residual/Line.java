package space.penumbra.domain.residual;

/**
 * A prediction {@code a + b x} that is learned: recursive least squares with a prior (a Kalman filter of two states), from Ljung (1999), "System
 * Identification", 11.2. What the prior leaves open widens the prediction, so nothing is called odd before enough has been seen.
 *
 * <p>The covariance is kept as U D U' and updated as Bierman (1977), "Factorization Methods for Discrete Sequential Estimation", does it. A node that never
 * changes leaves offset and slope wide open and their sum known to a thousandth: of a covariance in single precision, in whatever form, nothing is left of
 * that but the rounding, which turned negative after some hours and let the line run away. Factors cannot. Five numbers of state; stateless itself.
 */
final class Line {

    /** Numbers of state: offset, slope; variance of the offset at a known slope, what of the slope's error goes into the offset, variance of the slope. */
    static final int SIZE = 5;

    /** In health the line itself may wander by one standard deviation of the noise in so many samples. */
    private static final float MEMORY = 20_000;

    private static final float WANDER = 1 / (MEMORY * MEMORY);

    private static final float MOST_LEARNED = 3;

    private Line() {}

    static void begin(float[] state, int at, Channel of) {
        state[at] = of.offset;
        state[at + 1] = of.slope;
        state[at + 2] = of.offsetSigma * of.offsetSigma;
        state[at + 3] = 0;
        state[at + 4] = of.slopeSigma * of.slopeSigma;
    }

    /** Standard deviations between a value and its prediction. */
    static float surprise(float[] state, int at, float x, float y, float sigma) {
        return (y - state[at] - state[at + 1] * x) / (float) Math.sqrt(variance(state, at, x, sigma));
    }

    /** A value as it may be learned: one that is far off teaches no more than one of three standard deviations (Huber 1964). */
    static float within(float[] state, int at, float x, float y, float surprise) {
        float size = Math.abs(surprise);
        if (size <= MOST_LEARNED) {
            return y;
        }
        float expected = state[at] + state[at + 1] * x;
        return expected + (y - expected) * MOST_LEARNED / size;
    }

    private static float variance(float[] state, int at, float x, float sigma) {
        float lever = state[at + 3] + x;
        return state[at + 2] + lever * lever * state[at + 4] + sigma * sigma;
    }

    /** Takes a value in. */
    static void learn(float[] state, int at, float x, float y, float sigma) {
        float offsetVariance = state[at + 2];
        float factor = state[at + 3];
        float slopeVariance = state[at + 4];
        float noise = sigma * sigma;
        float lever = factor + x;
        float leverage = slopeVariance * lever;
        float known = noise + offsetVariance;
        float variance = known + leverage * lever;
        float error = (y - state[at] - state[at + 1] * x) / variance;
        state[at] += (offsetVariance + leverage * factor) * error;
        state[at + 1] += leverage * error;
        state[at + 2] = offsetVariance * noise / known + noise * WANDER;
        state[at + 3] = factor - lever * offsetVariance / known;
        state[at + 4] = slopeVariance * known / variance;
    }
}
