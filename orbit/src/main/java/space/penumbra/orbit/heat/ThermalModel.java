package space.penumbra.orbit.heat;

/**
 * Temperatures of a node's loop and radiator, step by step. The state is two numbers in an array the caller keeps, so a fleet can live in
 * one array; dies follow the loop at once. Stateless and thread-safe, without allocation.
 *
 * <p>Steps longer than {@value #LONGEST_STEP_SECONDS} s are split: the coupling is stiff (some 45 s).
 */
public final class ThermalModel {

    /** Stefan and Boltzmann's constant, W m-2 K-4. */
    public static final double STEFAN_BOLTZMANN = 5.670374419e-8;

    public static final double ZERO_CELSIUS_KELVIN = 273.15;

    /** Solar constant, W m-2. */
    public static final double SOLAR_WATTS_PER_M2 = 1361;

    /** Infrared radiation of the Earth, W m-2. */
    public static final double EARTH_WATTS_PER_M2 = 237;

    /** Bond albedo of the Earth. */
    public static final double ALBEDO = 0.30;

    static final double LONGEST_STEP_SECONDS = 10;

    /** Deep space in kelvin, to the fourth power. */
    private static final double SPACE_KELVIN_4 = 81;

    private ThermalModel() {}

    /**
     * Moves loop and radiator by a step.
     *
     * @param design the node
     * @param celsius state: loop and radiator at {@code at} and {@code at + 1}, degrees Celsius; changed
     * @param at place of the pair
     * @param heatWatts heat put into the loop
     * @param couplingRatio health of the cooling loop: 1 as designed, less when a pump or the flow degrades
     * @param sunlitGroundCosine cosine of the Sun's zenith angle under the satellite, for albedo; 0 on the night side
     * @param seconds length of the step, at least 0
     */
    public static void step(
            ThermalDesign design,
            double[] celsius,
            int at,
            double heatWatts,
            double couplingRatio,
            double sunlitGroundCosine,
            double seconds) {
        double area = design.radiatorSquareMetres() * design.sides();
        double absorbed = area
                * design.earthViewFactor()
                * (design.emissivity() * EARTH_WATTS_PER_M2
                        + design.absorptivity() * ALBEDO * SOLAR_WATTS_PER_M2 * Math.max(0, sunlitGroundCosine));
        double emission = design.emissivity() * STEFAN_BOLTZMANN * area;
        double coupling = design.couplingWattsPerKelvin() * couplingRatio;
        int parts = Math.max(1, (int) Math.ceil(seconds / LONGEST_STEP_SECONDS));
        double dt = seconds / parts;
        double loop = celsius[at];
        double radiator = celsius[at + 1];
        for (int i = 0; i < parts; i++) {
            double kelvin = radiator + ZERO_CELSIUS_KELVIN;
            double square = kelvin * kelvin;
            double flow = coupling * (loop - radiator);
            loop += (heatWatts - flow) * dt / design.loopJoulesPerKelvin();
            radiator += (flow + absorbed - emission * (square * square - SPACE_KELVIN_4))
                    * dt
                    / design.radiatorJoulesPerKelvin();
        }
        celsius[at] = loop;
        celsius[at + 1] = radiator;
    }

    /** Temperature of a die (degrees Celsius) over a loop at this temperature, at this power of its accelerator. */
    public static double dieCelsius(ThermalDesign design, double loopCelsius, double acceleratorWatts) {
        return loopCelsius + design.dieKelvinPerWatt() * acceleratorWatts;
    }

    /** Radiator temperature (degrees Celsius) at which a steady heat load is shed on the night side. */
    public static double steadyRadiatorCelsius(ThermalDesign design, double heatWatts) {
        double area = design.radiatorSquareMetres() * design.sides();
        double absorbed = area * design.earthViewFactor() * design.emissivity() * EARTH_WATTS_PER_M2;
        double fourth = (heatWatts + absorbed) / (design.emissivity() * STEFAN_BOLTZMANN * area) + SPACE_KELVIN_4;
        return Math.sqrt(Math.sqrt(fourth)) - ZERO_CELSIUS_KELVIN;
    }
}
