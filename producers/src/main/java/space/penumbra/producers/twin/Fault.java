package space.penumbra.producers.twin;

import space.penumbra.domain.fault.FaultKind;
import space.penumbra.domain.fault.FaultSeverity;

/**
 * A fault that was drawn for a node. Immutable.
 *
 * @param kind what breaks
 * @param severity how much
 * @param node index of the node
 * @param startMillis event time of its begin
 * @param endMillis event time from which it is gone
 * @param dice for what else is drawn: which sensor, which accelerator
 */
record Fault(FaultKind kind, FaultSeverity severity, int node, long startMillis, long endMillis, long dice) {

    boolean at(long timeMillis) {
        return timeMillis >= startMillis && timeMillis < endMillis;
    }

    /** How far it has grown, from 0 at its begin to 1: linear through the first part of its life, which part depends on the kind. */
    double growth(long timeMillis) {
        double lifetime = (double) (timeMillis - startMillis) / (endMillis - startMillis);
        double part = FaultSizes.growingPart(kind);
        return part == 0 ? 1 : Math.max(0, Math.min(1, lifetime / part));
    }

    /** Its full size in the unit of its kind. */
    double magnitude() {
        double size = FaultSizes.size(kind, severity);
        return kind == FaultKind.DRIFTING_SENSOR ? size * sensor().driftUnit : size;
    }

    /** The sensor that it concerns, if it is one of a sensor. */
    Sensor sensor() {
        return Sensor.FAILING[(int) Math.floorMod(Dice.mix(dice + 1), (long) Sensor.FAILING.length)];
    }

    /** The accelerator that it concerns, of so many. */
    int gpu(int gpus) {
        return (int) Math.floorMod(Dice.mix(dice + 2), (long) gpus);
    }

    /** Of drawn halves, whether it is the first: some kinds come in two ways. */
    boolean firstWay() {
        return Dice.uniform(Dice.mix(dice + 3)) < 0.5;
    }

    /** Field of the reading or accelerator that it concerns, empty for the node as a whole. */
    String subject(int gpus) {
        return switch (kind) {
            case STUCK_SENSOR, DRIFTING_SENSOR -> sensor().reading.field();
            case MEMORY_STACK, LEMON_GPU -> "gpu-" + gpu(gpus);
            default -> "";
        };
    }
}
