package space.penumbra.domain.telemetry;

import space.penumbra.domain.Nullable;
import space.penumbra.domain.PlausibleTime;

/**
 * Whether every value of a frame is one that a working sensor reports. A frame with a single impossible value is refused
 * whole: its other values cannot be trusted either. "Not reported" is always plausible.
 */
public final class Plausibility {

    private static final Reading[] READINGS = Reading.values();
    private static final Counter[] COUNTERS = Counter.values();
    private static final float[] LOWEST = new float[Reading.COUNT];
    private static final float[] HIGHEST = new float[Reading.COUNT];

    static {
        for (Reading reading : READINGS) {
            LOWEST[reading.ordinal()] = reading.lowest();
            HIGHEST[reading.ordinal()] = reading.highest();
        }
    }

    private Plausibility() {}

    /** The first implausible value with its range, one phrase; null if there is none. */
    public static @Nullable String problem(TelemetryFrame frame) {
        if (!PlausibleTime.holds(frame.timeMillis())) {
            return "time " + frame.timeMillis() + " ms is outside " + PlausibleTime.range();
        }
        float[] readings = frame.readings();
        for (int i = 0; i < readings.length; i++) {
            if (readings[i] < LOWEST[i] || readings[i] > HIGHEST[i]) {
                return outside(READINGS[i].field(), readings[i], READINGS[i]);
            }
        }
        long[] counters = frame.counters();
        for (int i = 0; i < counters.length; i++) {
            if (counters[i] < -1) {
                return COUNTERS[i].field() + " " + counters[i] + " is negative";
            }
        }
        String problem = problem("gpuTemperatureCelsius", frame.gpuTemperatureCelsius(), Reading.GPU_TEMPERATURE_MAX);
        if (problem == null) {
            problem = problem("gpuPowerWatts", frame.gpuPowerWatts(), Reading.GPU_POWER);
        }
        if (problem == null) {
            problem = problem("gpuUtilisationRatio", frame.gpuUtilisationRatio(), Reading.GPU_UTILISATION);
        }
        return problem;
    }

    private static @Nullable String problem(String field, float[] values, Reading like) {
        float lowest = like.lowest();
        float highest = like.highest();
        for (int i = 0; i < values.length; i++) {
            if (values[i] < lowest || values[i] > highest) {
                return outside(field + "[" + i + "]", values[i], like);
            }
        }
        return null;
    }

    private static String outside(String field, float value, Reading range) {
        return field + " " + value + " " + range.unit() + " is outside " + range.lowest() + " to " + range.highest();
    }
}
