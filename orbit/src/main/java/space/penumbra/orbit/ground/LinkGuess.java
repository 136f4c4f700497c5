package space.penumbra.orbit.ground;

import space.penumbra.orbit.propagation.Sgp4;
import space.penumbra.orbit.sun.SubPoint;

/**
 * How long a laser link certainly stays as it is, by the mean orbits of its two ends. The angle between two nearly circular orbits changes no faster than the
 * difference of their angular velocities, as vectors: for neighbours in one plane that is next to nothing, so that one look settles hours. Not thread-safe.
 */
final class LinkGuess {

    /** The mean orbit is up to 25 km off the track, at both ends: radians over the radius of the lowest orbits. */
    private static final double TRACK_RADIANS = 0.0075;

    /** It is up to this much off in height. */
    private static final double HEIGHT_KM = 15;

    private static final double MOST_ECCENTRICITY = 0.01;

    private final double[] mean = new double[5];
    private final double[] place = new double[6];
    private final double[] spin = new double[6];

    private Sgp4 one;
    private Sgp4 other;
    private double longestKm;
    private double slackRadians;
    private double spinRate;
    private boolean usable;

    /** Watches this pair from now on. */
    void of(Sgp4 first, Sgp4 second, double range) {
        one = first;
        other = second;
        longestKm = range;
        double e = first.elements().eccentricity() + second.elements().eccentricity();
        usable = first.elements().eccentricity() <= MOST_ECCENTRICITY
                && second.elements().eccentricity() <= MOST_ECCENTRICITY;
        slackRadians = TRACK_RADIANS + 2 * e;
    }

    /** Milliseconds from this time on during which the link neither opens nor closes; 0 if that is not certain. */
    double settledMillis(double millis) {
        if (!usable) {
            return 0;
        }
        double a = look(one, millis, 0);
        double b = look(other, millis, 3);
        double angle =
                Math.acos(Math.max(-1, Math.min(1, place[0] * place[3] + place[1] * place[4] + place[2] * place[5])));
        spinRate = Math.sqrt(square(spin[0] - spin[3]) + square(spin[1] - spin[4]) + square(spin[2] - spin[5]));
        double low = HEIGHT_KM + a * one.elements().eccentricity();
        double high = HEIGHT_KM + b * other.elements().eccentricity();
        double surelyOpen = Math.min(byRange(a + low, b + high), byLimb(a - low, b - high));
        double surelyClosed = Math.min(byRange(a - low, b - high), byLimb(a + low, b + high));
        double margin = Math.max(surelyOpen - angle, angle - surelyClosed) - slackRadians;
        return margin > 0 ? 1000 * margin / Math.max(1e-12, spinRate) : 0;
    }

    /** Unit vector to the satellite and its angular velocity (rad/s) by the mean orbit; returns the radius, km. */
    private double look(Sgp4 orbit, double millis, int at) {
        orbit.meanOrbit(millis, mean);
        double u = mean[3] + mean[4];
        double sinU = Math.sin(u);
        double cosU = Math.cos(u);
        double sinNode = Math.sin(mean[2]);
        double cosNode = Math.cos(mean[2]);
        place[at] = cosNode * cosU - sinNode * sinU * orbit.cosInclination();
        place[at + 1] = sinNode * cosU + cosNode * sinU * orbit.cosInclination();
        place[at + 2] = sinU * orbit.sinInclination();
        double n = orbit.latitudeRateRadPerSecond();
        spin[at] = n * sinNode * orbit.sinInclination();
        spin[at + 1] = -n * cosNode * orbit.sinInclination();
        spin[at + 2] = n * orbit.cosInclination() + orbit.nodeRateRadPerSecond();
        return mean[0];
    }

    /** Angle at which two satellites at these radii are as far apart as a link reaches. */
    private double byRange(double a, double b) {
        return acos((a * a + b * b - longestKm * longestKm) / (2 * a * b));
    }

    /** Angle at which the beam between them touches the atmosphere. */
    private static double byLimb(double a, double b) {
        double clear = SubPoint.EQUATORIAL_RADIUS_KM + LineOfSight.ATMOSPHERE_KM;
        return acos(clear / a) + acos(clear / b);
    }

    private static double acos(double cosine) {
        return Math.acos(Math.max(-1, Math.min(1, cosine)));
    }

    private static double square(double value) {
        return value * value;
    }
}
