package space.penumbra.domain.residual;

/**
 * A quantity with a prediction {@code a + b x}: what is known of the two before the node has said anything, and the noise that is left over in health,
 * sensor and model together. New channels go to the end: the order is that of the state.
 */
enum Channel {
    /** Output over rated output at this illumination and pointing; prior: distance of the Sun 3.4 %, age. */
    ARRAY(Cause.ARRAY_STRINGS, "array output", 1, 0.05, 0, 0, 0.006, Side.BELOW),
    /** Movement of the charge over the movement that the energy explains. */
    CAPACITY(Cause.BATTERY_FADE, "charge against energy", 1, 0.03, 0, 0, 0.035, Side.ABOVE),
    /** Plate as the dies show it, less that of the thermal model (K); x: temperature of the model. */
    HEAT(Cause.COOLING_LOOP, "heat at the dies", 0, 4, 0, 2, 1.1, Side.ABOVE),
    /** Coolant flow (kg/s): whatever it is, it stays. */
    FLOW(Cause.COOLING_LOOP, "coolant flow", 0, 10, 0, 0, 0.003, Side.BOTH),
    /** Cold plate less what the dies above it show (K). */
    PLATE(Cause.PLATE_SENSOR, "cold plate against dies", 0, 1.5, 0, 0, 0.35, Side.BOTH),
    /** Radiator less that of the thermal model (K); albedo is left over. x: temperature of the model. */
    RADIATOR(Cause.RADIATOR_SENSOR, "radiator against energy balance", 0, 5, 0, 2, 1.1, Side.BOTH),
    /** Bus voltage (V); x: charge below 0.9. */
    VOLTAGE(Cause.VOLTAGE_SENSOR, "bus voltage against charge", 100, 50, 0, 20, 0.2, Side.BOTH),
    /** Temperature of the battery (Celsius); x: power through it per capacity, followed as slowly as it does. */
    BATTERY(Cause.BATTERY_SENSOR, "battery temperature against power", 20, 15, 0, 5, 0.45, Side.BOTH),
    /** Logarithm of the traffic per busy GPU. */
    LINK(Cause.LINK, "traffic per busy GPU", 15, 20, 0, 0, 0.1, Side.BELOW),
    /** Use of the processor; x: use of the GPUs. */
    PROCESSOR(Cause.NEIGHBOUR, "processor against GPUs", 0.1, 0.3, 0.3, 0.5, 0.015, Side.ABOVE),
    /** Load of the node over what it is built to cool; x: power of its GPUs, likewise. Conversion and bus are learned. */
    LOAD(Cause.RUNAWAY_LOAD, "load against GPUs", 0.1, 0.3, 1.08, 0.3, 0.005, Side.ABOVE);

    static final int COUNT = values().length;

    /** On which side of the prediction a fault shows. */
    enum Side {
        ABOVE,
        BELOW,
        BOTH
    }

    final Cause cause;
    /** What speaks, for people. */
    final String evidence;

    final float offset;
    final float offsetSigma;
    final float slope;
    final float slopeSigma;
    final float sigma;
    final Side side;

    Channel(
            Cause cause,
            String evidence,
            double offset,
            double offsetSigma,
            double slope,
            double slopeSigma,
            double sigma,
            Side side) {
        this.cause = cause;
        this.evidence = evidence;
        this.offset = (float) offset;
        this.offsetSigma = (float) offsetSigma;
        this.slope = (float) slope;
        this.slopeSigma = (float) slopeSigma;
        this.sigma = (float) sigma;
        this.side = side;
    }

    /** Whether its prediction comes of a model that begins at a guess and needs its time to forget it. */
    boolean modelled() {
        return this == HEAT || this == RADIATOR || this == BATTERY;
    }

    int bit() {
        return 1 << ordinal();
    }
}
