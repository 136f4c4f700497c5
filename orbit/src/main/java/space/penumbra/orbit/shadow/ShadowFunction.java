package space.penumbra.orbit.shadow;

import space.penumbra.orbit.propagation.Sgp4;
import space.penumbra.orbit.sun.SunTrack;

/**
 * The signed distance of one satellite from the shadow as a function of time, with the three ways of finding its zeros. It keeps scratch
 * space so that nothing is allocated: not thread-safe.
 */
final class ShadowFunction {

    /** After a step this short Newton's error is below a tenth of a millisecond: g''/g' stays under 0.005 per second where it is used. */
    private static final double LAST_STEP_SECONDS = 0.15;

    private static final double GUESS_REACH_SECONDS = 90;
    private static final double ROOT_TOLERANCE_MILLIS = 0.05;
    private static final int MOST_STEPS = 60;

    private final double[] position = new double[3];
    private final double[] velocity = new double[3];
    private final double[] sun = new double[3];
    private final double[] rate = new double[1];

    private Sgp4 orbit;
    private SunTrack track;

    void of(Sgp4 anOrbit, SunTrack aTrack) {
        orbit = anOrbit;
        track = aTrack;
    }

    /** Signed distance in km; {@link #rate()} then gives its rate. */
    double at(ShadowKind kind, double millis) {
        orbit.positionAndVelocity(millis, position, velocity);
        double sunDistance = track.direction(millis, sun);
        return EarthShadow.distance(kind, position, velocity, sun, sunDistance, rate);
    }

    /** km/s at the last time asked for. */
    double rate() {
        return rate[0];
    }

    /** Newton's zero near a guess, falling ({@code entry}) or rising; NaN when the guess is not close to such a zero. */
    double near(ShadowKind kind, double guessMillis, boolean entry) {
        if (Double.isNaN(guessMillis)) {
            return Double.NaN;
        }
        double t = guessMillis;
        for (int i = 0; i < 6; i++) {
            double g = at(kind, t);
            boolean wrongWay = entry ? rate[0] >= 0 : rate[0] <= 0;
            if (wrongWay) {
                return Double.NaN;
            }
            double step = -g / rate[0];
            t += step * 1000.0;
            if (!(Math.abs(t - guessMillis) < GUESS_REACH_SECONDS * 1000.0)) {
                return Double.NaN;
            }
            if (Math.abs(step) < LAST_STEP_SECONDS) {
                return t;
            }
        }
        return Double.NaN;
    }

    /** The zero between two times at which the function has the two given values of opposite sign (Illinois false position). */
    double between(ShadowKind kind, double lowMillis, double low, double highMillis, double high) {
        return root(kind, false, lowMillis, low, highMillis, high);
    }

    /** The time of the minimum between two times at which the rate has the two given values, first negative, then positive. */
    double minimum(ShadowKind kind, double lowMillis, double lowRate, double highMillis, double highRate) {
        return root(kind, true, lowMillis, lowRate, highMillis, highRate);
    }

    private double root(ShadowKind kind, boolean ofRate, double a, double fa, double b, double fb) {
        double lowTime = a;
        double highTime = b;
        double low = fa;
        double high = fb;
        int lastSide = 0;
        double t = lowTime;
        for (int i = 0; i < MOST_STEPS && highTime - lowTime > ROOT_TOLERANCE_MILLIS; i++) {
            t = lowTime - low * (highTime - lowTime) / (high - low);
            double value = at(kind, t);
            double f = ofRate ? rate[0] : value;
            if (Math.abs(f) < 1e-9) {
                return t;
            }
            boolean likeHigh = f > 0 == high > 0;
            if (likeHigh) {
                highTime = t;
                high = f;
                low = lastSide == 1 ? low / 2 : low;
                lastSide = 1;
            } else {
                lowTime = t;
                low = f;
                high = lastSide == -1 ? high / 2 : high;
                lastSide = -1;
            }
        }
        return t;
    }
}
