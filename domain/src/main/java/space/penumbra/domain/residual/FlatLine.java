package space.penumbra.domain.residual;

import space.penumbra.domain.telemetry.Reading;

/**
 * Whether a noisy sensor repeats itself. How often a sound one gives the same value twice depends on its converter and is learned; a run of repeats
 * scores -ln of that for each, so that a run is as rare as its score says (Wald). Stateless; three numbers of state a sensor.
 */
final class FlatLine {

    /** Sensors that are looked at. */
    private static final Reading[] READINGS = {
        Reading.COLD_PLATE_TEMPERATURE,
        Reading.RADIATOR_TEMPERATURE,
        Reading.BUS_VOLTAGE,
        Reading.BATTERY_TEMPERATURE,
        Reading.COOLANT_FLOW
    };

    private static final Cause[] CAUSES = {
        Cause.PLATE_SENSOR, Cause.RADIATOR_SENSOR, Cause.VOLTAGE_SENSOR, Cause.BATTERY_SENSOR, Cause.COOLING_LOOP
    };

    static final int SENSORS = READINGS.length;
    static final int SIZE = 3;

    private static final float FIRST_GUESS = 0.4f;
    private static final float LEAST = 0.1f;
    private static final float MOST = 0.75f;
    private static final float MEMORY = 300;
    /** A run this rare is no lesson about how often a sound sensor repeats itself. */
    private static final float STRANGE_NATS = 7;

    private FlatLine() {}

    static Reading reading(int sensor) {
        return READINGS[sensor];
    }

    static Cause cause(int sensor) {
        return CAUSES[sensor];
    }

    static void begin(float[] state, int at) {
        state[at] = Float.NaN;
        state[at + 1] = FIRST_GUESS;
        state[at + 2] = 0;
    }

    /** Takes a value and returns the score of the run so far, nats. One that is not reported says nothing. */
    static float take(float[] state, int at, float value) {
        if (Float.isNaN(value)) {
            return state[at + 2];
        }
        boolean same = value == state[at];
        float repeats = state[at + 1];
        state[at + 2] = same ? state[at + 2] - (float) Math.log(repeats) : 0;
        if (state[at + 2] < STRANGE_NATS) {
            repeats += ((same ? 1 : 0) - repeats) / MEMORY;
            state[at + 1] = Math.max(LEAST, Math.min(MOST, repeats));
        }
        state[at] = value;
        return state[at + 2];
    }
}
