package space.penumbra.domain.health;

import space.penumbra.domain.Nullable;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.limits.Signal;
import space.penumbra.domain.residual.Cause;
import space.penumbra.domain.residual.NodeResiduals;
import space.penumbra.domain.telemetry.Reading;

/**
 * What a value outside its limits can be a part of: an open cause that brings it about, or load and Sun, when the models have subtracted them and nothing is
 * left over. Stateless.
 */
final class Explanations {

    /**
     * Heat that the load explains is a hazard that the forecasts foresee; where hardware is damaged it is an alarm whatever explains it. A charge that load
     * and Sun explain is foreseen at every level: a small battery is empty at the end of every shadow, by design.
     */
    private static final LimitLevel HEAT_TOLD_FROM = LimitLevel.SEVERE;

    private static final Cause[] CAUSES = Cause.values();
    private static final int[] BY_SIGNAL = new int[Signal.COUNT];
    private static final boolean[] POWER = new boolean[Signal.COUNT];
    private static final boolean[] HEAT = new boolean[Signal.COUNT];

    static {
        brings(Cause.COOLING_LOOP, Reading.GPU_TEMPERATURE_MAX, Reading.GPU_MEMORY_TEMPERATURE_MAX);
        brings(Cause.COOLING_LOOP, Reading.COLD_PLATE_TEMPERATURE, Reading.CPU_TEMPERATURE, Reading.COOLANT_FLOW);
        brings(Cause.ARRAY_STRINGS, Reading.BATTERY_CHARGE, Reading.BUS_VOLTAGE, Reading.POWER_MARGIN);
        brings(Cause.BATTERY_FADE, Reading.BATTERY_CHARGE, Reading.BUS_VOLTAGE, Reading.POWER_MARGIN);
        brings(Cause.PLATE_SENSOR, Reading.COLD_PLATE_TEMPERATURE);
        brings(Cause.RADIATOR_SENSOR, Reading.RADIATOR_TEMPERATURE);
        brings(Cause.VOLTAGE_SENSOR, Reading.BUS_VOLTAGE);
        brings(Cause.BATTERY_SENSOR, Reading.BATTERY_TEMPERATURE);
        BY_SIGNAL[Signal.UPSETS_PER_HOUR.index()] |= Cause.MEMORY.bit();
        mark(POWER, Reading.BATTERY_CHARGE, Reading.BUS_VOLTAGE, Reading.POWER_MARGIN);
        mark(HEAT, Reading.GPU_TEMPERATURE_MAX, Reading.GPU_MEMORY_TEMPERATURE_MAX, Reading.COLD_PLATE_TEMPERATURE);
        mark(HEAT, Reading.RADIATOR_TEMPERATURE, Reading.CPU_TEMPERATURE);
    }

    private Explanations() {}

    private static void brings(Cause cause, Reading... readings) {
        for (Reading reading : readings) {
            BY_SIGNAL[reading.ordinal()] |= cause.bit();
            BY_SIGNAL[Signal.rateOf(reading).index()] |= cause.bit();
        }
    }

    private static void mark(boolean[] group, Reading... readings) {
        for (Reading reading : readings) {
            group[reading.ordinal()] = true;
            group[Signal.rateOf(reading).index()] = true;
        }
    }

    /** The open cause that a value of this signal outside its limits is part of, by ordinal; -1 if there is none. */
    static int cause(Signal signal, int open) {
        int explaining = BY_SIGNAL[signal.index()] & open;
        return explaining == 0 ? -1 : Integer.numberOfTrailingZeros(explaining);
    }

    /** The cause that another one is part of while both are open; null if it stands for itself. Less heat that leaves is less heat at the radiator. */
    static @Nullable Cause whole(Cause cause) {
        return cause == Cause.RADIATOR_SENSOR ? Cause.COOLING_LOOP : null;
    }

    /** Whether load and Sun explain a value of this signal outside its limits: the models know the node, and find nothing wrong. */
    static boolean byPhysics(Signal signal, LimitLevel level, NodeResiduals residuals) {
        int at = signal.index();
        return POWER[at] && residuals.knowsPower()
                || HEAT[at] && HEAT_TOLD_FROM.worseThan(level) && residuals.knowsHeat();
    }

    static Cause cause(int ordinal) {
        return CAUSES[ordinal];
    }
}
