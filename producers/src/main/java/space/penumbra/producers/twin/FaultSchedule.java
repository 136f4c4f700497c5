package space.penumbra.producers.twin;

import java.util.EnumMap;
import java.util.Map;

/**
 * When which node suffers which fault: a pure function of seed, scenario, node and time, so that it needs no memory. Each kind begins at most
 * once an hour on a node. Immutable and thread-safe.
 */
final class FaultSchedule {

    private static final long HOUR_MILLIS = 3_600_000;
    private static final double HOURS_PER_DAY = 24;

    private final long seed;
    private final double meanMinutes;
    private final Map<FaultKind, Double> perNodeDay = new EnumMap<>(FaultKind.class);

    FaultSchedule(long seed, Scenario scenario) {
        this.seed = Dice.mix(seed, 0xFA17, 0);
        this.meanMinutes = scenario.faultMinutes();
        perNodeDay.put(FaultKind.COOLING, scenario.coolingPerNodeDay());
        perNodeDay.put(FaultKind.ARRAY, scenario.arrayPerNodeDay());
        perNodeDay.put(FaultKind.SILENCE, scenario.silencePerNodeDay());
        perNodeDay.put(FaultKind.STUCK_SENSOR, scenario.stuckPerNodeDay());
        perNodeDay.put(FaultKind.MEMORY, scenario.memoryPerNodeDay());
    }

    /** Whether the fault is there at this instant (UTC milliseconds). */
    boolean active(FaultKind kind, int node, long timeMillis) {
        double rate = perNodeDay.get(kind);
        if (rate == 0) {
            return false;
        }
        // A fault lasts at most an hour, so that it began in this hour or in the one before.
        long hour = Math.floorDiv(timeMillis, HOUR_MILLIS);
        return covers(kind, node, hour, rate, timeMillis) || covers(kind, node, hour - 1, rate, timeMillis);
    }

    private boolean covers(FaultKind kind, int node, long hour, double rate, long timeMillis) {
        long dice = Dice.mix(seed + kind.ordinal(), node, hour);
        if (Dice.uniform(dice) >= rate / HOURS_PER_DAY) {
            return false;
        }
        long start = hour * HOUR_MILLIS + (long) (Dice.uniform(Dice.mix(dice)) * HOUR_MILLIS);
        double minutes = Math.min(60, meanMinutes * (0.5 + Dice.uniform(Dice.mix(dice + 1))));
        return timeMillis >= start && timeMillis < start + (long) (minutes * 60_000);
    }
}
