package space.penumbra.producers.twin;

import space.penumbra.domain.telemetry.Reading;

/** The sensors of a node: noise (standard deviation) and step of the converter in the unit of the reading, and how far a small drift goes. */
enum Sensor {
    SOLAR_POWER(Reading.SOLAR_POWER, 8, 1, 0),
    LOAD_POWER(Reading.LOAD_POWER, 6, 1, 0),
    BATTERY_POWER(Reading.BATTERY_POWER, 6, 1, 0),
    BATTERY_CHARGE(Reading.BATTERY_CHARGE, 0.0008, 0.0005, 0),
    BATTERY_TEMPERATURE(Reading.BATTERY_TEMPERATURE, 0.1, 0.1, 2),
    BUS_VOLTAGE(Reading.BUS_VOLTAGE, 0.15, 0.05, 0.7),
    POWER_MARGIN(Reading.POWER_MARGIN, 8, 1, 0),
    COLD_PLATE(Reading.COLD_PLATE_TEMPERATURE, 0.15, 0.1, 3),
    RADIATOR(Reading.RADIATOR_TEMPERATURE, 0.15, 0.1, 3),
    COOLANT_FLOW(Reading.COOLANT_FLOW, 0.002, 0.001, 0.01),
    CPU_TEMPERATURE(Reading.CPU_TEMPERATURE, 0.3, 1, 0),
    CPU_UTILISATION(Reading.CPU_UTILISATION, 0.01, 0.001, 0),
    MEMORY_USED(Reading.MEMORY_USED, 0.003, 0.001, 0),
    POINTING(Reading.POINTING_ERROR, 0.08, 0.01, 0);

    /** Those that stick and drift. */
    static final Sensor[] FAILING = {BATTERY_TEMPERATURE, BUS_VOLTAGE, COLD_PLATE, RADIATOR, COOLANT_FLOW};

    final Reading reading;
    final double sigma;
    final double step;
    /** Where a mild drift ends; 0 for a sensor that does not drift. */
    final double driftUnit;

    Sensor(Reading reading, double sigma, double step, double driftUnit) {
        this.reading = reading;
        this.sigma = sigma;
        this.step = step;
        this.driftUnit = driftUnit;
    }

    /** What the converter gives for a value. */
    double quantised(double value) {
        return Math.rint(value / step) * step;
    }

    /** Whether a departure stands out of the noise. */
    boolean shows(double departure) {
        return Math.abs(departure) > 3 * sigma;
    }
}
