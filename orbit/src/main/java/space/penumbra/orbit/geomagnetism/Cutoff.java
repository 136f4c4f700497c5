package space.penumbra.orbit.geomagnetism;

/**
 * Which protons reach an invariant latitude: the measured cutoff of Ogliore et al. (2001, SAMPEX), Rc = 15.062 cos^4(Lambda) - 0.363 GV,
 * moved towards the equator by a disturbed field: 0.9 degrees for each step of Kp above 2, an engineering rule that gives the 5 to 8
 * degrees seen in great storms (Leske 2001). Stateless and thread-safe.
 */
public final class Cutoff {

    private static final double PROTON_REST_MEV = 938.272;
    private static final double SCALE_GIGAVOLTS = 15.062;
    private static final double OFFSET_GIGAVOLTS = 0.363;
    private static final double QUIET_KP = 2;
    private static final double DEGREES_PER_KP = 0.9;

    private Cutoff() {}

    /** Rigidity in GV of a proton of this kinetic energy (MeV). */
    public static double rigidityGigavolts(double energyMev) {
        return Math.sqrt(energyMev * energyMev + 2 * energyMev * PROTON_REST_MEV) / 1000.0;
    }

    /** Cutoff rigidity in GV at an invariant latitude (degrees, 0 to 90) and a planetary index Kp (0 to 9); never below 0. */
    public static double gigavolts(double invariantLatitude, double kp) {
        double cos = Math.cos(Math.toRadians(Math.min(90, invariantLatitude + shiftDegrees(kp))));
        return Math.max(0, SCALE_GIGAVOLTS * cos * cos * cos * cos - OFFSET_GIGAVOLTS);
    }

    /** Invariant latitude (degrees) from which protons of this energy (MeV) get in at this Kp. */
    public static double latitudeDegrees(double energyMev, double kp) {
        double share = (rigidityGigavolts(energyMev) + OFFSET_GIGAVOLTS) / SCALE_GIGAVOLTS;
        return share >= 1 ? 0 : Math.max(0, Math.toDegrees(Math.acos(Math.sqrt(Math.sqrt(share)))) - shiftDegrees(kp));
    }

    private static double shiftDegrees(double kp) {
        return DEGREES_PER_KP * Math.max(0, kp - QUIET_KP);
    }
}
