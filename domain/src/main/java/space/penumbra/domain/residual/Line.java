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
    private static final float MEMORY = 20_000;

    private static final float WANDER = 1 / (MEMORY * MEMORY);

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
        float p = state[at + 2];
        float q = state[at + 3];
        float r = state[at + 4];
        float noise = sigma * sigma;
        float offsetCross = p + x * q;
        float slopeCross = q + x * r;
        float precision = 1 / (offsetCross + x * slopeCross + noise);
        float offsetGain = offsetCross * precision;
        float slopeGain = slopeCross * precision;
        float error = y - state[at] - state[at + 1] * x;
        state[at] += offsetGain * error;
        state[at + 1] += slopeGain * error;
        float a = 1 - offsetGain;
        float b = -offsetGain * x;
        float c = -slopeGain;
        float d = 1 - slopeGain * x;
        float wander = noise * WANDER;
        state[at + 2] = a * a * p + 2 * a * b * q + b * b * r + offsetGain * offsetGain * noise + wander;
        state[at + 3] = a * c * p + (a * d + b * c) * q + b * d * r + offsetGain * slopeGain * noise;
        state[at + 4] = c * c * p + 2 * c * d * q + d * d * r + slopeGain * slopeGain * noise;
    }
}
