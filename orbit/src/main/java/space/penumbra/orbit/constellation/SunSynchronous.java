package space.penumbra.orbit.constellation;

import java.time.Instant;

/** Orbits whose plane turns once a year with the mean Sun. First order in J2. Stateless and thread-safe. */
final class SunSynchronous {

    private static final double RADIANS_PER_SECOND = 2 * Math.PI / (365.2422 * 86_400);
    private static final double J2000_EPOCH_SECONDS = 946_728_000.0;

    private SunSynchronous() {}

    /** Inclination in degrees at which the node of a circular orbit keeps pace with the mean Sun. */
    static double inclinationDegrees(double semiMajorKm) {
        double meanMotion = KeplerOrbit.meanMotionRadPerSecond(semiMajorKm);
        double ratio = KeplerOrbit.RADIUS_KM / semiMajorKm;
        return Math.toDegrees(Math.acos(-RADIANS_PER_SECOND / (1.5 * KeplerOrbit.J2 * ratio * ratio * meanMotion)));
    }

    /** Right ascension (degrees) of a node crossed northward at a local mean time (hours): 6 and 18 are the dawn-dusk orbits. */
    static double raanDegrees(Instant epoch, double localHours) {
        double days = (epoch.getEpochSecond() - J2000_EPOCH_SECONDS) / 86_400.0;
        double meanSun = 280.46061837 + 0.98564736629 * days;
        double raan = (meanSun + (localHours - 12) * 15) % 360;
        return raan < 0 ? raan + 360 : raan;
    }
}
