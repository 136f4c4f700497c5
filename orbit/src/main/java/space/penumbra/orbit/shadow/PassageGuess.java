package space.penumbra.orbit.shadow;

import space.penumbra.orbit.propagation.Sgp4;
import space.penumbra.orbit.sun.SubPoint;
import space.penumbra.orbit.sun.SunTrack;

/**
 * Closed-form guess of a passage from the mean orbit, as if the Earth were a cylinder and the orbit a circle with a first-order
 * correction: a few seconds off, some hundred nanoseconds of work. Not thread-safe.
 */
final class PassageGuess {

    /** What the guess says of a revolution: no shadow, too shallow to be sure, or steep edges to be refined. */
    enum Depth {
        NONE,
        GRAZING,
        DEEP
    }

    private static final double TWO_PI = 2 * Math.PI;

    /** The guess may be wrong by this much in height over the limb: cone and periodic terms 20 km each, then also oblateness 21 km. */
    private static final double SURE_LIGHT_KM = 45;

    private static final double SURE_SHADOW_KM = 65;

    /** Below this share of the largest half width the edges are steep enough for Newton's method. */
    private static final double STEEP_COSINE = 0.97;

    /** The Sun's angular diameter: the gap between the two cones grows by this share of the distance behind the limb. */
    private static final double SUN_DIAMETER_RADIANS = 0.0093;

    private final double[] mean = new double[5];
    private final double[] sun = new double[3];

    private double middleMillis;
    private double halfWidthMillis;
    private double gapKm;
    private Depth depth = Depth.NONE;

    double middleMillis() {
        return middleMillis;
    }

    double halfWidthMillis() {
        return halfWidthMillis;
    }

    /** Distance between the penumbra's and the umbra's surface where the orbit crosses them, km. */
    double gapKm() {
        return gapKm;
    }

    Depth depth() {
        return depth;
    }

    /** Aims at the first passage whose middle is not before a time. */
    void first(Sgp4 orbit, SunTrack track, double millis) {
        aim(orbit, track, millis, true);
    }

    /** Aims at the passage whose middle is nearest to a time. */
    void nearest(Sgp4 orbit, SunTrack track, double millis) {
        aim(orbit, track, millis, false);
    }

    private void aim(Sgp4 orbit, SunTrack track, double millis, boolean notBefore) {
        double t = millis;
        boolean aimed = false;
        for (int round = 0; !aimed; round++) {
            orbit.meanOrbit(t, mean);
            track.direction(t, sun);
            double cosNode = Math.cos(mean[2]);
            double sinNode = Math.sin(mean[2]);
            double along = sun[0] * cosNode + sun[1] * sinNode;
            double ahead =
                    (sun[1] * cosNode - sun[0] * sinNode) * orbit.cosInclination() + sun[2] * orbit.sinInclination();
            double centre = 2 * mean[1];
            double radius = mean[0] * (1 - mean[1] * Math.cos(mean[4]));
            double latitude = mean[3] + mean[4] + centre * Math.sin(mean[4]);
            double missing = (Math.atan2(-ahead, -along) - latitude) % TWO_PI;
            if (notBefore && round == 0) {
                missing += missing < 0 ? TWO_PI : 0;
            } else {
                missing -= TWO_PI * Math.rint(missing / TWO_PI);
            }
            double rate = orbit.latitudeRateRadPerSecond() * (1 + centre * Math.cos(mean[4]));
            t += missing / rate * 1000.0;
            aimed = round > 0 || Math.abs(missing) < 0.02;
            if (aimed) {
                measure(radius, Math.sqrt(along * along + ahead * ahead), rate);
            }
        }
        middleMillis = t;
    }

    private void measure(double radiusKm, double cosBeta, double rate) {
        if (behind(radiusKm, SubPoint.EQUATORIAL_RADIUS_KM + SURE_LIGHT_KM) > cosBeta * radiusKm) {
            depth = Depth.NONE;
            return;
        }
        boolean steep =
                behind(radiusKm, SubPoint.EQUATORIAL_RADIUS_KM - SURE_SHADOW_KM) < STEEP_COSINE * cosBeta * radiusKm;
        depth = steep ? Depth.DEEP : Depth.GRAZING;
        double limb = behind(radiusKm, SubPoint.EQUATORIAL_RADIUS_KM);
        gapKm = limb * SUN_DIAMETER_RADIANS;
        halfWidthMillis = Math.acos(Math.min(1, limb / (radiusKm * cosBeta))) / rate * 1000.0;
    }

    /** How far behind the Earth's centre a circle of one radius leaves a cylinder of another (0 where it lies inside), km. */
    private static double behind(double orbitKm, double cylinderKm) {
        return Math.sqrt(Math.max(0, orbitKm * orbitKm - cylinderKm * cylinderKm));
    }
}
