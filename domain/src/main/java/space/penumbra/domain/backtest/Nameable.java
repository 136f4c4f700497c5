package space.penumbra.domain.backtest;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import space.penumbra.domain.fault.FaultKind;
import space.penumbra.domain.fault.FaultLabel;
import space.penumbra.domain.limits.Signal;
import space.penumbra.domain.telemetry.Reading;

/**
 * Which faults an alarm on a reading may rightly speak of: those whose physics shows in it. A failing sensor is named by a rule on its own reading
 * alone. Stateless.
 */
public final class Nameable {

    private static final Set<FaultKind> SENSORS = EnumSet.of(FaultKind.STUCK_SENSOR, FaultKind.DRIFTING_SENSOR);
    private static final Set<FaultKind> HEAT = EnumSet.of(FaultKind.COOLING_LOOP);
    private static final Set<FaultKind> POWER =
            EnumSet.of(FaultKind.ARRAY_STRINGS, FaultKind.BATTERY_FADE, FaultKind.POINTING_ERROR);
    private static final Set<FaultKind> MEMORY = EnumSet.of(FaultKind.MEMORY_STACK, FaultKind.LEMON_GPU);

    private static final Map<String, Set<FaultKind>> SHOWS = Map.ofEntries(
            Map.entry(Reading.GPU_TEMPERATURE_MAX.field(), HEAT),
            Map.entry(Reading.GPU_MEMORY_TEMPERATURE_MAX.field(), HEAT),
            Map.entry(Reading.COLD_PLATE_TEMPERATURE.field(), HEAT),
            Map.entry(Reading.RADIATOR_TEMPERATURE.field(), HEAT),
            Map.entry(Reading.COOLANT_FLOW.field(), HEAT),
            Map.entry(Reading.BATTERY_CHARGE.field(), POWER),
            Map.entry(Reading.BUS_VOLTAGE.field(), POWER),
            Map.entry(Reading.POWER_MARGIN.field(), POWER),
            Map.entry(Reading.SOLAR_POWER.field(), POWER),
            Map.entry(Reading.POINTING_ERROR.field(), EnumSet.of(FaultKind.POINTING_ERROR)),
            Map.entry(Signal.UPSETS_PER_HOUR.field(), MEMORY),
            Map.entry(Signal.MISSED_REPORTS.field(), EnumSet.of(FaultKind.NODE_SILENCE)));

    private Nameable() {}

    /** The kinds that a rule on this field may name; every kind if nothing is known about the field. */
    public static Set<FaultKind> kinds(String field) {
        Set<FaultKind> kinds = EnumSet.copyOf(SENSORS);
        kinds.addAll(SHOWS.getOrDefault(reading(field), EnumSet.allOf(FaultKind.class)));
        return kinds;
    }

    /**
     * Whether an alarm on this field may speak of this fault.
     *
     * @param kinds the kinds that are asked for
     */
    public static boolean names(Set<FaultKind> kinds, String field, FaultLabel fault) {
        return kinds.contains(fault.kind())
                && (!SENSORS.contains(fault.kind()) || fault.subject().equals(reading(field)));
    }

    /** The reading behind a rate, a flat line or a surprise. */
    private static String reading(String field) {
        for (String end : new String[] {Signal.PER_MINUTE, Signal.UNCHANGED, Signal.SURPRISE}) {
            if (field.endsWith(end)) {
                return field.substring(0, field.length() - end.length());
            }
        }
        return field;
    }
}
