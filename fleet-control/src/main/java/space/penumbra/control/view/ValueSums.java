package space.penumbra.control.view;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import space.penumbra.domain.migration.ActionKind;
import space.penumbra.domain.migration.ActionValue;

/** What actions were worth, summed by day; the newest single judgements are kept too. One writer, many readers. */
public final class ValueSums {

    private static final int SINGLE_KEPT = 20_000;

    /**
     * A day's sums.
     *
     * @param day the day (UTC) on which the hazards were over
     * @param actions actions that were judged
     * @param moves those that moved work
     * @param needless actions that proved needless
     * @param needlessMoves moves that proved needless
     * @param savedGpuHours weighted GPU-hours saved; needless actions count with minus their cost
     * @param costGpuHours weighted GPU-hours that the actions cost
     * @param depthAvoided battery depths of discharge avoided, in whole batteries
     */
    public record Day(
            LocalDate day,
            int actions,
            int moves,
            int needless,
            int needlessMoves,
            double savedGpuHours,
            double costGpuHours,
            double depthAvoided) {

        private Day plus(ActionValue value, int sign) {
            boolean move = value.action() == ActionKind.MIGRATE;
            return new Day(
                    day,
                    actions + sign,
                    moves + (move ? sign : 0),
                    needless + (value.needless() ? sign : 0),
                    needlessMoves + (move && value.needless() ? sign : 0),
                    savedGpuHours + sign * value.savedGpuHours(),
                    costGpuHours + sign * value.costGpuHours(),
                    depthAvoided + sign * value.drawRatio());
        }
    }

    private final Map<LocalDate, Day> days = new TreeMap<>(Comparator.reverseOrder());
    private final Map<String, ActionValue> newest = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ActionValue> eldest) {
            return size() > SINGLE_KEPT;
        }
    };

    synchronized void put(ActionValue value) {
        ActionValue before = newest.put(value.commandId(), value);
        if (before != null) {
            add(before, -1);
        }
        add(value, 1);
    }

    private void add(ActionValue value, int sign) {
        LocalDate date = LocalDate.ofInstant(value.until(), ZoneOffset.UTC);
        days.put(
                date,
                days.getOrDefault(date, new Day(date, 0, 0, 0, 0, 0, 0, 0)).plus(value, sign));
    }

    synchronized Optional<ActionValue> find(String commandId) {
        return Optional.ofNullable(newest.get(commandId));
    }

    synchronized List<Day> byDay() {
        return List.copyOf(days.values());
    }
}
