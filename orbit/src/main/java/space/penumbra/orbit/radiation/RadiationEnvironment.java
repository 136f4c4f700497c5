package space.penumbra.orbit.radiation;

import space.penumbra.orbit.geomagnetism.EccentricDipole;

/**
 * All protons above 50 MeV at a place: trapped, solar and a floor of galactic cosmic rays. Made for one year (drift and dipole barely move
 * within it), then immutable and thread-safe, without allocation.
 */
public final class RadiationEnvironment {

    /** Galactic cosmic rays above 50 MeV in low orbit, per cm2 and second; between 0.02 and 0.05 with the solar cycle. */
    public static final double COSMIC_RAY_FLOOR = 0.03;

    private static final double SOLAR_ENERGY_MEV = 50;

    private final double year;
    private final EccentricDipole dipole;

    private RadiationEnvironment(double year) {
        this.year = year;
        dipole = EccentricDipole.of(year);
    }

    public static RadiationEnvironment of(double decimalYear) {
        return new RadiationEnvironment(decimalYear);
    }

    /**
     * Flux of protons above 50 MeV.
     *
     * @param latitude geodetic, degrees
     * @param longitude degrees east
     * @param heightKm km
     * @param solarPfuAbove50Mev measured flux at geostationary orbit, per cm2, second and steradian; 0 without an event
     * @param kp planetary index, 0 to 9
     * @return per cm2 and second
     */
    public double fluxAbove50Mev(
            double latitude, double longitude, double heightKm, double solarPfuAbove50Mev, double kp) {
        double trapped = TrappedProtons.flux(ProtonEnergy.ABOVE_50_MEV, latitude, longitude, heightKm, year);
        boolean open = solarPfuAbove50Mev > 0
                && SolarProtons.reach(SOLAR_ENERGY_MEV, dipole.invariantLatitude(latitude, longitude, heightKm), kp);
        return trapped + COSMIC_RAY_FLOOR + (open ? SolarProtons.omnidirectional(solarPfuAbove50Mev) : 0);
    }
}
