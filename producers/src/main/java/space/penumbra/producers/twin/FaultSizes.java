package space.penumbra.producers.twin;

import space.penumbra.domain.fault.FaultKind;
import space.penumbra.domain.fault.FaultSeverity;

/**
 * What mild, moderate and severe mean for each kind, and how long a kind grows. Chosen here: mild is some ten times the noise of the sensor that shows
 * it in the best place and below any limit, severe runs into a limit. Stateless.
 */
final class FaultSizes {

    private FaultSizes() {}

    /** Full size in the unit of its kind. */
    static double size(FaultKind kind, FaultSeverity severity) {
        return switch (kind) {
            // Share of the conductance from cold plate to radiator.
            case COOLING_LOOP -> pick(severity, 0.5, 0.8, 0.95);
            // A frozen value still rattles by one step, is frozen quite, or froze at a wrong value (drift units away).
            case STUCK_SENSOR -> pick(severity, 0, 0, 5);
            // Drift units of the sensor.
            case DRIFTING_SENSOR -> pick(severity, 1, 3, 8);
            // Corrected errors a second at the end of its growth.
            case MEMORY_STACK -> pick(severity, 1 / 60.0, 1 / 6.0, 1);
            // Times the sensitivity of a sound accelerator.
            case LEMON_GPU -> pick(severity, 5, 20, 100);
            // Share of the strings.
            case ARRAY_STRINGS -> pick(severity, 0.08, 0.2, 0.5);
            // Share of the capacity.
            case BATTERY_FADE -> pick(severity, 0.1, 0.25, 0.45);
            // Degrees.
            case POINTING_ERROR -> pick(severity, 8, 20, 45);
            // Share of the frames; severe ones do not hear commands either.
            case NODE_SILENCE -> pick(severity, 0.5, 1, 1);
            // Share of the rate; a moderate one comes and goes every five minutes.
            case LINK_LOSS -> pick(severity, 0.5, 1, 1);
            // Share of the processor, and of the accelerators' progress.
            case NOISY_NEIGHBOUR -> pick(severity, 0.1, 0.25, 0.45);
        };
    }

    /** Share of its life in which a fault of this kind grows; 0 if it is there at once. */
    static double growingPart(FaultKind kind) {
        return switch (kind) {
            case COOLING_LOOP, BATTERY_FADE -> 0.3;
            case MEMORY_STACK -> 0.7;
            case DRIFTING_SENSOR -> 1;
            default -> 0;
        };
    }

    private static double pick(FaultSeverity severity, double mild, double moderate, double severe) {
        return switch (severity) {
            case MILD -> mild;
            case MODERATE -> moderate;
            case SEVERE -> severe;
        };
    }
}
