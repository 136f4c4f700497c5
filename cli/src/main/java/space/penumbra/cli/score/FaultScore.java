package space.penumbra.cli.score;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import space.penumbra.domain.alarm.AlarmChange;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.fault.FaultKind;
import space.penumbra.domain.fault.FaultLabel;
import space.penumbra.domain.fault.FaultSeverity;
import space.penumbra.domain.telemetry.Reading;

/**
 * Joins alarms with the truth, after the flight. A fault counts if it shows for ten minutes at least, one that the end of the flight cuts off if it shows
 * for a revolution before; it is found if an alarm that may name it is raised while it lasts or in the ten minutes after. Alarms of a node while another
 * fault is there are side effects, those within a revolution of its end its aftermath: a battery that was drained has not filled sooner. All others are
 * false.
 */
final class FaultScore {

    private static final Duration GRACE = Duration.ofMinutes(10);
    private static final Duration REVOLUTION = Duration.ofMinutes(100);

    /** Which rules may name which kind. */
    private static final Map<FaultKind, Set<String>> NAMES = new EnumMap<>(FaultKind.class);

    static {
        NAMES.put(FaultKind.COOLING_LOOP, Set.of("residual-cooling-loop", "cold-plate-temperature"));
        NAMES.put(FaultKind.MEMORY_STACK, Set.of("residual-gpu-errors", "upset-rate"));
        NAMES.put(FaultKind.LEMON_GPU, Set.of("residual-gpu-errors", "upset-rate"));
        // Limits on charge, margin and voltage speak of small batteries on every revolution: they name no fault.
        NAMES.put(FaultKind.ARRAY_STRINGS, Set.of("residual-array-output"));
        NAMES.put(FaultKind.BATTERY_FADE, Set.of("residual-battery-capacity"));
        NAMES.put(FaultKind.POINTING_ERROR, Set.of("pointing-error"));
        NAMES.put(FaultKind.NODE_SILENCE, Set.of("silence", "residual-frame-loss"));
        NAMES.put(FaultKind.LINK_LOSS, Set.of("residual-link-traffic"));
        NAMES.put(FaultKind.NOISY_NEIGHBOUR, Set.of("residual-noisy-neighbour"));
    }

    /** Which rules may name a failing sensor, by its reading. */
    private static final Map<String, Set<String>> SENSORS = Map.of(
            Reading.COLD_PLATE_TEMPERATURE.field(), Set.of("residual-plate-sensor", "cold-plate-temperature"),
            Reading.RADIATOR_TEMPERATURE.field(), Set.of("residual-radiator-sensor", "radiator-temperature"),
            Reading.BUS_VOLTAGE.field(), Set.of("residual-voltage-sensor"),
            Reading.BATTERY_TEMPERATURE.field(), Set.of("residual-battery-sensor", "battery-hot", "battery-cold"),
            Reading.COOLANT_FLOW.field(), Set.of("residual-cooling-loop"));

    private static boolean names(AlarmEvent alarm, FaultLabel label) {
        boolean sensor = label.kind() == FaultKind.STUCK_SENSOR || label.kind() == FaultKind.DRIFTING_SENSOR;
        Set<String> rules = sensor ? SENSORS.getOrDefault(label.subject(), Set.of()) : NAMES.get(label.kind());
        return rules.contains(alarm.ruleId());
    }

    /** What came of the faults of one kind and severity. */
    static final class Cell {
        int faults;
        int found;
        /** From first observable to alarm, seconds. */
        final List<Double> delays = new ArrayList<>();

        double medianSeconds() {
            if (delays.isEmpty()) {
                return Double.NaN;
            }
            Collections.sort(delays);
            return (delays.get((delays.size() - 1) / 2) + delays.get(delays.size() / 2)) / 2;
        }
    }

    final Map<FaultKind, Map<FaultSeverity, Cell>> cells = new EnumMap<>(FaultKind.class);
    final Map<String, Integer> falseByRule = new TreeMap<>();
    int right;
    int side;
    int aftermath;
    int wrong;
    /** Those of the wrong ones that residuals raised. */
    int wrongResiduals;
    /** The wrong ones and the faults that nothing named, for people. */
    final List<String> mistakes = new ArrayList<>();

    double nodeDays;

    Cell cell(FaultKind kind, FaultSeverity severity) {
        return cells.computeIfAbsent(kind, key -> new EnumMap<>(FaultSeverity.class))
                .computeIfAbsent(severity, key -> new Cell());
    }

    /** Adds a flight; what happened before {@code from} does not count. */
    void add(WatchedFleet fleet, Instant from, Instant end) {
        nodeDays += fleet.nodeDays(Duration.between(from, end));
        Map<String, List<AlarmEvent>> raised = new HashMap<>();
        for (AlarmEvent alarm : fleet.alarms) {
            boolean counts = alarm.change() == AlarmChange.RAISED || alarm.change() == AlarmChange.WORSENED;
            if (counts && !alarm.time().isBefore(from)) {
                raised.computeIfAbsent(alarm.nodeId(), key -> new ArrayList<>()).add(alarm);
            }
        }
        Map<String, List<FaultLabel>> faults = new HashMap<>();
        for (FaultLabel label : fleet.labels.values()) {
            faults.computeIfAbsent(label.nodeId(), key -> new ArrayList<>()).add(label);
            boolean cut = label.end().isAfter(end);
            Instant last = cut ? end : label.end();
            if (!label.start().isBefore(from)
                    && label.firstObservable() != null
                    && !label.firstObservable().plus(cut ? REVOLUTION : GRACE).isAfter(last)) {
                judge(label, raised.getOrDefault(label.nodeId(), List.of()));
            }
        }
        raised.forEach((node, alarms) -> alarms.stream()
                .filter(alarm -> alarm.change() == AlarmChange.RAISED)
                .forEach(alarm -> sort(alarm, faults.getOrDefault(node, List.of()))));
    }

    private void judge(FaultLabel label, List<AlarmEvent> alarms) {
        Cell cell = cell(label.kind(), label.severity());
        cell.faults++;
        for (AlarmEvent alarm : alarms) {
            if (during(label, alarm) && names(alarm, label)) {
                cell.found++;
                double millis =
                        Duration.between(label.firstObservable(), alarm.time()).toMillis();
                cell.delays.add(Math.max(0, millis / 1000));
                return;
            }
        }
        mistakes.add("missed " + label.labelId() + " " + label.severity() + " " + label.subject() + " from "
                + label.start() + " to " + label.end() + ", observable at " + label.firstObservable());
    }

    private static boolean during(FaultLabel label, AlarmEvent alarm) {
        return within(label, alarm, GRACE);
    }

    private static boolean within(FaultLabel label, AlarmEvent alarm, Duration after) {
        return !alarm.time().isBefore(label.start())
                && !alarm.time().isAfter(label.end().plus(after));
    }

    private void sort(AlarmEvent alarm, List<FaultLabel> faults) {
        boolean ill = false;
        for (FaultLabel label : faults) {
            if (during(label, alarm)) {
                ill = true;
                if (names(alarm, label)) {
                    right++;
                    return;
                }
            }
        }
        if (ill) {
            side++;
        } else if (faults.stream().anyMatch(label -> within(label, alarm, REVOLUTION))) {
            aftermath++;
        } else {
            mistakes.add(
                    "false " + alarm.alarmKey() + " " + alarm.level() + " at " + alarm.time() + ": " + alarm.message());
            wrong++;
            wrongResiduals += alarm.ruleId().startsWith("residual-") ? 1 : 0;
            falseByRule.merge(alarm.ruleId(), 1, Integer::sum);
        }
    }

    double precision() {
        return (double) right / Math.max(1, right + side + wrong);
    }

    double perThousandNodeDays(int alarms) {
        return 1000 * alarms / nodeDays;
    }
}
