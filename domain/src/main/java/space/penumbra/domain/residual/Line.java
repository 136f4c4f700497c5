package space.penumbra.domain.residual;

/**
 * A prediction {@code a + b x} that is learned: recursive least squares with a prior (a Kalman filter of two states), from Ljung (1999), "System
 * Identification", 11.2. What the prior leaves open widens the prediction, so nothing is called odd before enough has been seen. Five numbers of
 * state; stateless itself.
 */
final class Line {

    /** Numbers of state: offset, slope, and the three of their covariance. */
    static final int SIZE = 5;

    /** In health the line itself may wander by one standard deviation of the noise in so many samples. */
    private static final double MEMORY = 20_000;

    private static final double WANDER = 1 / (MEMORY * MEMORY);

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

    private static float variance(float[] state, int at, float x, float sigma) {
        return Math.max(0, state[at + 2] + 2 * x * state[at + 3] + x * x * state[at + 4]) + sigma * sigma;
    }

    /** Takes a value in; Joseph's form of the update, which rounding cannot make negative. */
    static void learn(float[] state, int at, float x, float y, float sigma) {
        double p = state[at + 2];
        double q = state[at + 3];
        double r = state[at + 4];
        double noise = (double) sigma * sigma;
        double offsetCross = p + x * q;
        double slopeCross = q + x * r;
        double precision = 1 / (offsetCross + x * slopeCross + noise);
        double offsetGain = offsetCross * precision;
        double slopeGain = slopeCross * precision;
        double error = y - state[at] - (double) state[at + 1] * x;
        state[at] += (float) (offsetGain * error);
        state[at + 1] += (float) (slopeGain * error);
        double a = 1 - offsetGain;
        double b = -offsetGain * x;
        double c = -slopeGain;
        double d = 1 - slopeGain * x;
        double wander = noise * WANDER;
        state[at + 2] = (float) (a * a * p + 2 * a * b * q + b * b * r + offsetGain * offsetGain * noise + wander);
        state[at + 3] = (float) (a * c * p + (a * d + b * c) * q + b * d * r + offsetGain * slopeGain * noise);
        state[at + 4] = (float) (c * c * p + 2 * c * d * q + d * d * r + slopeGain * slopeGain * noise);
    }
}
