package space.penumbra.producers.twin;

import space.penumbra.domain.fault.FaultKind;
import space.penumbra.domain.fault.FaultSeverity;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.telemetry.TelemetryFrame;

/**
 * Whether a frame shows a fault: whether one of its readings differs from what the node would have reported in health by more than the noise of its
 * sensor, three standard deviations of it, or one of its counters at all. Stateless.
 */
final class FaultEvidence {

    /** Noise of the link's traffic, as a share of it. */
    static final double TRAFFIC_NOISE = 0.05;

    private FaultEvidence() {}

    static boolean shows(ActiveFault active, NodeBank bank, NodeSpec spec, Impairment impairment) {
        int node = active.fault.node();
        return switch (active.fault.kind()) {
            case COOLING_LOOP ->
                Sensor.COLD_PLATE.shows(bank.plateCelsius[node] - active.soundCelsius[0])
                        || Sensor.COOLANT_FLOW.shows((1 - impairment.flow) * FrameFiller.designFlow(spec));
            case ARRAY_STRINGS ->
                Sensor.SOLAR_POWER.shows(bank.solarWatts[node] * (1 / Math.max(1e-6, impairment.strings) - 1));
            case BATTERY_FADE ->
                Sensor.BATTERY_CHARGE.shows(bank.batteryWattHours[node] / spec.batteryWattHours() - active.soundCharge);
            case POINTING_ERROR -> Sensor.POINTING.shows(impairment.pointingDegrees);
            case NODE_SILENCE -> true;
            case LINK_LOSS -> bank.gpuUtilisation[node] > 0 && 1 - impairment.link > 3 * TRAFFIC_NOISE;
            case NOISY_NEIGHBOUR -> Sensor.CPU_UTILISATION.shows(impairment.neighbour);
            case MEMORY_STACK, LEMON_GPU -> active.counted;
            case STUCK_SENSOR, DRIFTING_SENSOR -> false;
        };
    }

    /** What a failing sensor makes of its reading; returns whether that shows. */
    static boolean distort(ActiveFault active, TelemetryFrame frame, long dice) {
        Sensor sensor = active.fault.sensor();
        double sound = frame.get(sensor.reading);
        double said = switch (active.fault.kind()) {
            case DRIFTING_SENSOR ->
                sensor.quantised(sound
                        + active.fault.magnitude() * active.fault.growth(frame.timeMillis()) * sign(active.fault));
            case STUCK_SENSOR -> stuck(active, sensor, sound, dice);
            default -> throw new IllegalStateException(active.fault.kind() + " is no fault of a sensor");
        };
        frame.set(sensor.reading, said);
        return active.fault.kind() == FaultKind.DRIFTING_SENSOR
                ? sensor.shows(active.fault.magnitude() * active.fault.growth(frame.timeMillis()))
                : sensor.shows(said - sound);
    }

    private static double stuck(ActiveFault active, Sensor sensor, double sound, long dice) {
        if (Double.isNaN(active.held)) {
            double off = FaultSizes.size(active.fault.kind(), active.fault.severity()) * sensor.driftUnit;
            active.held = sensor.quantised(sound + off * sign(active.fault));
        }
        boolean rattles = active.fault.severity() == FaultSeverity.MILD;
        double rattle = rattles ? Math.floorMod(Dice.mix(dice), 3L) - 1 : 0;
        return active.held + rattle * sensor.step;
    }

    private static int sign(Fault fault) {
        return fault.firstWay() ? 1 : -1;
    }
}
