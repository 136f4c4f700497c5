package space.penumbra.orbit.radiation;

/**
 * Omnidirectional flux of the inner belt's protons in low orbit, 300 to 2000 km: AP-8 MIN in the field it was made for (epoch 1964.5), with
 * the drift of the South Atlantic Anomaly since then. Reading AP-8 in today's field instead overstates the flux several times.
 *
 * <p>Drift: 0.30 degrees a year west (RXTE: Fuerst et al. 2009) and 0.09 north, fitted to the Fermi-GBM boundary of 2015. Solar minimum:
 * at solar maximum the flux below 800 km is about half of it. Against AP-8 at 500 to 2000 km the table has an rms error of 0.05 decades above
 * 10 per cm2 and second and 2 % in the sum over the globe; between those heights 0.15 decades (each height left out in turn). Stateless and thread-safe, without allocation.
 */
public final class TrappedProtons {

    /** Dose behind some ten millimetres of aluminium per proton above 50 MeV, rad cm2: gives 165 rad a year at 650 km, sun-synchronous. */
    public static final double RAD_CM2_PER_PROTON = 1e-7;

    static final double TABLE_YEAR = 1964.5;
    static final double WEST_DEGREES_PER_YEAR = 0.30;
    static final double NORTH_DEGREES_PER_YEAR = 0.09;

    private TrappedProtons() {}

    /**
     * Flux of protons above an energy.
     *
     * @param energy lower edge of the energies counted
     * @param latitude geodetic, degrees
     * @param longitude degrees east
     * @param heightKm clamped to 300 to 2000 km
     * @param decimalYear e.g. 2026.9
     * @return protons per cm2 and second from all directions; 0 below 1
     */
    public static double flux(
            ProtonEnergy energy, double latitude, double longitude, double heightKm, double decimalYear) {
        double log10 = log10Flux(energy, latitude, longitude, heightKm, decimalYear);
        return log10 <= 0 ? 0 : Math.pow(10, log10);
    }

    /** log10 of the flux, continued below 1 to -1 so that edges can be searched. */
    static double log10Flux(
            ProtonEnergy energy, double latitude, double longitude, double heightKm, double decimalYear) {
        double years = decimalYear - TABLE_YEAR;
        return ProtonTable.of(energy)
                .log10Flux(
                        latitude - NORTH_DEGREES_PER_YEAR * years, longitude + WEST_DEGREES_PER_YEAR * years, heightKm);
    }
}
