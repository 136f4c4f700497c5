package space.penumbra.domain.residual;

import java.time.Instant;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.telemetry.Counter;
import space.penumbra.domain.telemetry.Reading;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.domain.wear.WearSample;
import space.penumbra.orbit.heat.ThermalDesign;

/**
 * Takes a sample of a node's wear now and then: every ten minutes of event time, and from every eighth frame that tells what the battery holds. Stateless: whether
 * a frame is one of these follows from it and from the time of the one before.
 */
final class WearSampler {

    private static final long EVERY_MILLIS = 600_000;
    private static final long ONE_IN = 8;
    /** With less heat than this share of the design the two ends of the loop are too close to compare. */
    private static final float LEAST_HEAT = 0.3f;

    private WearSampler() {}

    /**
     * The sample of a frame, null for most.
     *
     * @param arrayRatio value of its channel, NaN outside full Sun
     * @param chargeOverEnergy value of the capacity channel, NaN for most frames
     */
    static @Nullable WearSample sample(
            NodeResiduals of, TelemetryFrame frame, long beforeMillis, float arrayRatio, float chargeOverEnergy) {
        boolean due = Math.floorDiv(beforeMillis, EVERY_MILLIS) != Math.floorDiv(frame.timeMillis(), EVERY_MILLIS);
        boolean capacity = chargeOverEnergy > 0 && Math.floorMod(frame.sequence(), ONE_IN) == 0;
        if (beforeMillis == Long.MIN_VALUE || !due && !capacity) {
            return null;
        }
        float[] built = of.numbers;
        return new WearSample(
                frame.nodeId(),
                frame.gpuPowerWatts().length,
                built[NodeResiduals.SOLAR_PEAK],
                built[NodeResiduals.CAPACITY],
                due ? arrayRatio : Float.NaN,
                chargeOverEnergy > 0 ? 1 / chargeOverEnergy : Float.NaN,
                due ? conductance(of, frame) : Double.NaN,
                frame.get(Counter.REMAPPED_ROWS),
                frame.get(Counter.UNCORRECTED_ERRORS),
                Instant.ofEpochMilli(frame.timeMillis()));
    }

    /** Heat that flows from plate to radiator per kelvin between them, over that of the design; NaN where a sensor lies or too little flows. */
    private static double conductance(NodeResiduals of, TelemetryFrame frame) {
        int sensors = Cause.PLATE_SENSOR.bit() | Cause.RADIATOR_SENSOR.bit();
        double load = frame.get(Reading.LOAD_POWER);
        double apart = frame.get(Reading.COLD_PLATE_TEMPERATURE) - frame.get(Reading.RADIATOR_TEMPERATURE);
        float designed = of.numbers[NodeResiduals.COOLING];
        boolean lies = (of.open & sensors) != 0 && (of.open & Cause.COOLING_LOOP.bit()) == 0;
        if (lies || !(load > LEAST_HEAT * designed) || !(apart > 0)) {
            return Double.NaN;
        }
        return load / apart / ThermalDesign.forLoad(designed).couplingWattsPerKelvin();
    }
}
