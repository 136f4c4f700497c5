package space.penumbra.orbit.radiation;

import space.penumbra.orbit.geomagnetism.Cutoff;

/** How much of a solar proton event reaches a satellite: nothing below the cutoff, the open part of the sky above it. Stateless. */
public final class SolarProtons {

    /** Part of the full sphere of directions that the Earth leaves open at 650 km. */
    private static final double OPEN_SKY_RATIO = 0.71;

    private SolarProtons() {}

    /**
     * Omnidirectional flux inside the open region.
     *
     * @param pfu flux at geostationary orbit, per cm2, second and steradian
     * @return per cm2 and second in low orbit
     */
    public static double omnidirectional(double pfu) {
        return pfu > 0 ? pfu * 4 * Math.PI * OPEN_SKY_RATIO : 0;
    }

    /** Whether protons of this energy (MeV) reach an invariant latitude (degrees) at this Kp. */
    public static boolean reach(double energyMev, double invariantLatitude, double kp) {
        return invariantLatitude >= Cutoff.latitudeDegrees(energyMev, kp);
    }
}
