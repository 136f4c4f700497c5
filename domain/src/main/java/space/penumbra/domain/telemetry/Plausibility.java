package space.penumbra.domain.telemetry;

import space.penumbra.domain.Nullable;

/**
 * Whether every value of a frame is one that a working sensor reports. A frame with a single impossible value is refused
 * whole: its other values cannot be trusted either. "Not reported" is always plausible.
 */
public final class Plausibility {

    private static final Reading[] READINGS = Reading.values();
    private static final Counter[] COUNTERS = Counter.values();

    private Plausibility() {}

    /** The first implausible value with its range, one phrase; null if there is none. */
    public static @Nullable String problem(TelemetryFrame frame) {
        for (Reading reading : READINGS) {
            float value = frame.get(reading);
            if (!reading.plausible(value)) {
                return outside(reading.field(), value, reading);
            }
        }
        for (Counter counter : COUNTERS) {
            if (frame.get(counter) < -1) {
                return counter.field() + " " + frame.get(counter) + " is negative";
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
        for (int i = 0; i < values.length; i++) {
            if (!like.plausible(values[i])) {
                return outside(field + "[" + i + "]", values[i], like);
            }
        }
        return null;
    }

    private static String outside(String field, float value, Reading range) {
        return field + " " + value + " " + range.unit() + " is outside " + range.lowest() + " to " + range.highest();
    }
}
