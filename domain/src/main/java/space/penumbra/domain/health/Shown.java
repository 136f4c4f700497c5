package space.penumbra.domain.health;

import java.util.Arrays;
import space.penumbra.domain.telemetry.Reading;
import space.penumbra.domain.telemetry.TelemetryFrame;

/** The readings that a node's status shows, in the order in which they are kept; new ones go to the end. */
public enum Shown {
    LATITUDE(Reading.LATITUDE),
    LONGITUDE(Reading.LONGITUDE),
    ALTITUDE(Reading.ALTITUDE),
    BATTERY_CHARGE(Reading.BATTERY_CHARGE),
    SOLAR_POWER(Reading.SOLAR_POWER),
    LOAD_POWER(Reading.LOAD_POWER),
    POWER_MARGIN(Reading.POWER_MARGIN),
    GPU_UTILISATION(Reading.GPU_UTILISATION),
    GPU_TEMPERATURE_MAX(Reading.GPU_TEMPERATURE_MAX),
    RADIATOR_TEMPERATURE(Reading.RADIATOR_TEMPERATURE);

    /** How many there are. */
    public static final int COUNT = values().length;

    private static final Shown[] ALL = values();

    private final Reading reading;

    Shown(Reading reading) {
        this.reading = reading;
    }

    static float[] none() {
        float[] values = new float[COUNT];
        Arrays.fill(values, Float.NaN);
        return values;
    }

    static void take(TelemetryFrame frame, float[] into) {
        for (Shown shown : ALL) {
            into[shown.ordinal()] = frame.get(shown.reading);
        }
    }

    double of(float[] values) {
        return values[ordinal()];
    }
}
