package space.penumbra.orbit.constellation;

/** Sizes and rates of circular orbits around the oblate Earth, WGS-72 as in SGP4. Stateless. */
final class KeplerOrbit {

    static final double RADIUS_KM = 6378.135;
    static final double MU = 398_600.8;
    static final double J2 = 0.001082616;

    private KeplerOrbit() {}

    static double meanMotionRadPerSecond(double semiMajorKm) {
        return Math.sqrt(MU / (semiMajorKm * semiMajorKm * semiMajorKm));
    }

    /** Kozai mean motion, revolutions a day, as element sets carry it: first order in J2 from Brouwer's semi-major axis. */
    static double kozaiRevPerDay(double semiMajorKm, double inclinationDegrees) {
        double ratio = RADIUS_KM / semiMajorKm;
        double cos = Math.cos(Math.toRadians(inclinationDegrees));
        double brouwer = meanMotionRadPerSecond(semiMajorKm) * 86_400 / (2 * Math.PI);
        return brouwer * (1 + 0.75 * J2 * ratio * ratio * (3 * cos * cos - 1));
    }
}
