package space.penumbra.domain.telemetry;

import java.util.HashMap;
import java.util.Map;

/**
 * The scalar readings of a telemetry frame, in the order in which they stand on the wire.
 *
 * <p>The order is part of the wire format: a new reading goes to the end, none is removed. Each reading has a unit and
 * the range that a working sensor can report; a value outside it is a broken reading, not an alarm. "Not reported" is
 * {@code NaN}, never zero.
 */
public enum Reading {
    /** Electrical output of the solar array. */
    SOLAR_POWER("solarPowerWatts", "W", 0, 2_000_000),
    /** Electrical load of the whole node: compute, cooling and bus. */
    LOAD_POWER("loadPowerWatts", "W", 0, 2_000_000),
    /** Battery power, positive when discharging. */
    BATTERY_POWER("batteryPowerWatts", "W", -2_000_000, 2_000_000),
    /** State of charge of the battery, 0 to 1. */
    BATTERY_CHARGE("batteryChargeRatio", "1", 0, 1),
    BATTERY_TEMPERATURE("batteryTemperatureCelsius", "Cel", -150, 200),
    BUS_VOLTAGE("busVoltageVolts", "V", 0, 2_000),
    /** Power that could still be drawn now before the node must shed load; negative when it is overdrawn. */
    POWER_MARGIN("powerMarginWatts", "W", -2_000_000, 2_000_000),
    COLD_PLATE_TEMPERATURE("coldPlateTemperatureCelsius", "Cel", -150, 250),
    RADIATOR_TEMPERATURE("radiatorTemperatureCelsius", "Cel", -200, 250),
    COOLANT_FLOW("coolantFlowKilogramsPerSecond", "kg/s", 0, 1_000),
    CPU_TEMPERATURE("cpuTemperatureCelsius", "Cel", -150, 200),
    CPU_UTILISATION("cpuUtilisationRatio", "1", 0, 1),
    MEMORY_USED("memoryUsedRatio", "1", 0, 1),
    /** Mean utilisation over the GPUs of the node, 0 to 1. */
    GPU_UTILISATION("gpuUtilisationMeanRatio", "1", 0, 1),
    /** Temperature of the hottest GPU. */
    GPU_TEMPERATURE_MAX("gpuTemperatureMaxCelsius", "Cel", -150, 200),
    /** Temperature of the hottest GPU memory stack. */
    GPU_MEMORY_TEMPERATURE_MAX("gpuMemoryTemperatureMaxCelsius", "Cel", -150, 200),
    /** Power drawn by all GPUs together. */
    GPU_POWER("gpuPowerTotalWatts", "W", 0, 2_000_000),
    LINK_TRANSMIT("linkTransmitBytesPerSecond", "By/s", 0, 1e13f),
    LINK_RECEIVE("linkReceiveBytesPerSecond", "By/s", 0, 1e13f),
    /** Angle between the array normal and the Sun as commanded and as measured. */
    POINTING_ERROR("pointingErrorDegrees", "deg", 0, 180),
    /** Sun sensor: the share of the solar disc that is seen, 0 in umbra to 1 in full sun. */
    SUN_SENSOR("sunSensorRatio", "1", 0, 1.5f),
    LATITUDE("latitudeDegrees", "deg", -90, 90),
    LONGITUDE("longitudeDegrees", "deg", -180, 180),
    ALTITUDE("altitudeKilometres", "km", 0, 100_000);

    /** Number of scalar readings in a frame. */
    public static final int COUNT = values().length;

    private static final Map<String, Reading> BY_FIELD = new HashMap<>();

    static {
        for (Reading reading : values()) {
            BY_FIELD.put(reading.field, reading);
        }
    }

    private final String field;
    private final String unit;
    private final float lowest;
    private final float highest;

    Reading(String field, String unit, float lowest, float highest) {
        this.field = field;
        this.unit = unit;
        this.lowest = lowest;
        this.highest = highest;
    }

    /** The field name with its unit, as it stands in schemas, files, the history store and rules. */
    public String field() {
        return field;
    }

    /** The unit in UCUM notation, as OpenTelemetry writes it. */
    public String unit() {
        return unit;
    }

    /** The lowest value that a working sensor reports. */
    public float lowest() {
        return lowest;
    }

    /** The highest value that a working sensor reports. */
    public float highest() {
        return highest;
    }

    /** Whether a value is one that a working sensor reports; {@code NaN} (not reported) is. */
    public boolean plausible(float value) {
        return !(value < lowest || value > highest);
    }

    /**
     * The reading of this field name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Reading ofField(String field) {
        Reading reading = BY_FIELD.get(field);
        if (reading == null) {
            throw new IllegalArgumentException("No reading is called '" + field + "': use one of " + BY_FIELD.keySet());
        }
        return reading;
    }
}
