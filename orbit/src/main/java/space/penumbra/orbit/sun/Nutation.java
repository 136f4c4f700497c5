package space.penumbra.orbit.sun;

/** The twelve largest terms of IAU 1980 nutation (Seidelmann 1982; Meeus, Astronomical Algorithms, chapter 22): 0.05 arc seconds. */
final class Nutation {

    /** Multiples of the node, twice the Sun's and twice the Moon's mean longitude, their anomalies; then arc seconds of psi and epsilon. */
    private static final double[][] TERMS = {
        {1, 0, 0, 0, 0, -17.1996, 9.2025},
        {0, 2, 0, 0, 0, -1.3187, 0.5736},
        {0, 0, 2, 0, 0, -0.2274, 0.0977},
        {2, 0, 0, 0, 0, 0.2062, -0.0895},
        {0, 0, 0, 1, 0, 0.1426, 0.0054},
        {0, 0, 0, 0, 1, 0.0712, -0.0007},
        {0, 2, 0, 1, 0, -0.0517, 0.0224},
        {-1, 0, 2, 0, 0, -0.0386, 0.0200},
        {0, 0, 2, 0, 1, -0.0301, 0.0129},
        {0, 2, 0, -1, 0, 0.0217, -0.0095},
        {-1, 2, 0, 0, 0, 0.0129, -0.0070},
        {0, 0, 2, 0, -1, 0.0123, -0.0053},
    };

    private static final double ARC_SECOND = Math.PI / 648_000.0;

    private Nutation() {}

    /** Nutation in longitude and in obliquity (rad) at {@code t} Julian centuries (TT) since J2000. */
    static void angles(double t, double[] psiAndEpsilon) {
        double node = Math.toRadians(125.04452 - 1934.136261 * t);
        double sun = Math.toRadians(280.4665 + 36_000.7698 * t);
        double moon = Math.toRadians(218.3165 + 481_267.8813 * t);
        double sunAnomaly = Math.toRadians(357.52772 + 35_999.05034 * t);
        double moonAnomaly = Math.toRadians(134.96298 + 477_198.867398 * t);
        double psi = 0;
        double epsilon = 0;
        for (double[] term : TERMS) {
            double argument =
                    term[0] * node + term[1] * sun + term[2] * moon + term[3] * sunAnomaly + term[4] * moonAnomaly;
            psi += term[5] * Math.sin(argument);
            epsilon += term[6] * Math.cos(argument);
        }
        psiAndEpsilon[0] = psi * ARC_SECOND;
        psiAndEpsilon[1] = epsilon * ARC_SECOND;
    }
}
