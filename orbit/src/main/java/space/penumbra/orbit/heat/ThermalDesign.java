package space.penumbra.orbit.heat;

/**
 * The thermal make-up of a node: a cold plate loop that takes the heat, a radiator that sheds it, and dies above the loop.
 *
 * @param loopJoulesPerKelvin heat capacity of loop and structure
 * @param radiatorJoulesPerKelvin heat capacity of the radiator
 * @param couplingWattsPerKelvin conductance from loop to radiator when the pumps run as designed
 * @param radiatorSquareMetres area of one side of the radiator
 * @param sides radiating sides, 1 or 2
 * @param emissivity infrared emissivity, 0 to 1
 * @param absorptivity absorptivity for sunlight, 0 to 1
 * @param earthViewFactor share of each side's view that the Earth fills, 0 to 1
 * @param dieKelvinPerWatt thermal resistance from an accelerator's die to the loop
 */
public record ThermalDesign(
        double loopJoulesPerKelvin,
        double radiatorJoulesPerKelvin,
        double couplingWattsPerKelvin,
        double radiatorSquareMetres,
        double sides,
        double emissivity,
        double absorptivity,
        double earthViewFactor,
        double dieKelvinPerWatt) {

    /** Load of the satellite the reference figures belong to. */
    private static final double REFERENCE_WATTS = 175_000;

    public ThermalDesign {
        boolean positive = loopJoulesPerKelvin > 0
                && radiatorJoulesPerKelvin > 0
                && couplingWattsPerKelvin > 0
                && radiatorSquareMetres > 0
                && sides > 0;
        if (!positive) {
            throw new IllegalArgumentException(
                    "thermal design with a capacity, coupling, area or side of 0 or less: all must be above 0");
        }
    }

    /**
     * A design scaled to a load: the published figures of a 175 kW satellite with 160 m2 of two-sided radiator, edge on to the Earth, run at
     * a radiator of 51 and dies of 81 degrees Celsius at 165 kW.
     *
     * @param loadWatts heat to shed in steady state, above 0
     */
    public static ThermalDesign forLoad(double loadWatts) {
        double scale = loadWatts / REFERENCE_WATTS;
        return new ThermalDesign(2.5e6 * scale, 1.6e6 * scale, 22_000 * scale, 160 * scale, 2, 0.88, 0.12, 0.22, 0.025);
    }
}
