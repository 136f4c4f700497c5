package space.penumbra.producers.twin;

/**
 * Heat from the dies through the cold plate to the radiator and into space: two lumped masses scaled from a 175 kW design (2.5 and 1.6 MJ/K,
 * 22 kW/K, 160 m2 two-sided, emissivity 0.88), which settles at a 49 C radiator. Edge-on to the Sun; the Earth adds infrared and albedo.
 */
final class HeatPath {

    private static final double DESIGN_WATTS = 190_000;
    private static final double PLATE_JOULES_PER_KELVIN = 2.5e6;
    private static final double RADIATOR_JOULES_PER_KELVIN = 1.6e6;
    private static final double CONDUCTANCE_WATTS_PER_KELVIN = 22_000;
    private static final double RADIATOR_SQUARE_METRES = 2 * 160;
    private static final double EMISSIVITY_SIGMA = 0.88 * 5.670374419e-8;
    /** Earth infrared 237 W/m2 at view factor 0.25, absorbed at 0.88. */
    private static final double EARTH_WATTS_PER_SQUARE_METRE = 0.88 * 237 * 0.25;
    /** Albedo 0.3 of 1361 W/m2 at view factor 0.25, absorbed at 0.12, averaged over the sunlit side. */
    private static final double ALBEDO_WATTS_PER_SQUARE_METRE = 0.12 * 0.3 * 1361 * 0.25 * 0.5;

    private static final double ZERO_CELSIUS = 273.15;
    /** From the cold plate to the die of a GPU. */
    static final double DIE_KELVIN_PER_WATT = 0.025;
    /** From the cold plate to a memory stack, per watt of its GPU. */
    static final double MEMORY_KELVIN_PER_WATT = 0.032;

    private HeatPath() {}

    /**
     * Advances plate and radiator.
     *
     * @param celsius plate in the first place, radiator in the second; updated
     * @param heatWatts heat into the plate
     * @param designWatts heat that this node's loop is built for
     * @param conductanceRatio 1 for a sound loop
     * @param illumination share of the Sun in sight
     * @param seconds length of the step; stable below 60
     */
    static void advance(
            double[] celsius,
            double heatWatts,
            double designWatts,
            double conductanceRatio,
            double illumination,
            double seconds) {
        double scale = designWatts / DESIGN_WATTS;
        double flow = CONDUCTANCE_WATTS_PER_KELVIN * scale * conductanceRatio * (celsius[0] - celsius[1]);
        double kelvin = celsius[1] + ZERO_CELSIUS;
        double area = RADIATOR_SQUARE_METRES * scale;
        double shed = EMISSIVITY_SIGMA * area * kelvin * kelvin * kelvin * kelvin;
        double taken = area * (EARTH_WATTS_PER_SQUARE_METRE + illumination * ALBEDO_WATTS_PER_SQUARE_METRE);
        celsius[0] += (heatWatts - flow) * seconds / (PLATE_JOULES_PER_KELVIN * scale);
        celsius[1] += (flow + taken - shed) * seconds / (RADIATOR_JOULES_PER_KELVIN * scale);
    }
}
