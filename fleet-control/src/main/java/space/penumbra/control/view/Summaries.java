package space.penumbra.control.view;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import space.penumbra.domain.alarm.AlarmDeskEntry;
import space.penumbra.domain.alarm.DeskState;
import space.penumbra.domain.fleet.Illumination;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.fleet.WorkloadState;
import space.penumbra.domain.limits.LimitLevel;

/** Counts the fleet. */
public final class Summaries {

    private static final int NAMED = 5;

    /** A low orbit takes this long or less. */
    private static final Duration ORBIT = Duration.ofMinutes(100);

    private Summaries() {}

    /** The summary of what the view knows now. */
    public static FleetSummary of(FleetView view) {
        List<NodeSpec> specs =
                view.specs().stream().filter(spec -> !spec.retired()).toList();
        Map<LimitLevel, Integer> byLevel = zeroes(LimitLevel.class);
        Map<Illumination, Integer> byIllumination = zeroes(Illumination.class);
        List<String> silent = new ArrayList<>();
        for (NodeSpec spec : specs) {
            NodeStatus status = view.status(spec.nodeId()).orElse(null);
            byLevel.merge(status == null ? LimitLevel.IN_LIMITS : status.level(), 1, Integer::sum);
            byIllumination.merge(status == null ? Illumination.UNKNOWN : status.illumination(), 1, Integer::sum);
            if (status != null && status.silent()) {
                silent.add(spec.nodeId());
            }
        }
        HazardOutlook outlook = HazardOutlook.of(view);
        FleetSummary.Hold hold = hold(view);
        return new FleetSummary(
                view.time(),
                specs.size(),
                silent.size(),
                byLevel,
                byIllumination,
                specs.stream().mapToInt(NodeSpec::gpuCount).sum(),
                (int) view.workloads().stream()
                        .filter(workload -> workload.state() != WorkloadState.FINISHED)
                        .count(),
                (int) view.workloads().stream()
                        .filter(workload -> workload.state() == WorkloadState.RUNNING)
                        .count(),
                hold,
                alarms(view),
                commands(view),
                nextHour(outlook),
                view.savedGpuHours(),
                safety(view, hold, silent, outlook.uncovered()),
                view.clock().speed(),
                new FleetSummary.Webhooks(view.undeliveredOldestFirst().size(), (int) view.endpoints().stream()
                        .filter(report -> !report.circuit().equals("CLOSED"))
                        .count()));
    }

    /** The HOLD as people see it. */
    public static FleetSummary.Hold hold(FleetView view) {
        return view.hold()
                .map(action -> new FleetSummary.Hold(true, action.operator(), action.reason(), action.time()))
                .orElse(new FleetSummary.Hold(false, "", "", null));
    }

    /** What the next hour brings, alone. */
    public static FleetSummary.NextHour nextHour(FleetView view) {
        return nextHour(HazardOutlook.of(view));
    }

    private static FleetSummary.NextHour nextHour(HazardOutlook outlook) {
        return new FleetSummary.NextHour(
                outlook.umbraEntries(),
                outlook.saaEntries(),
                outlook.atRisk().size(),
                outlook.uncovered().size());
    }

    private static FleetSummary.Alarms alarms(FleetView view) {
        Map<LimitLevel, Integer> byLevel = new EnumMap<>(LimitLevel.class);
        view.alarms().stream()
                .filter(AlarmDeskEntry::conditionHolds)
                .forEach(entry -> byLevel.merge(entry.event().level(), 1, Integer::sum));
        return new FleetSummary.Alarms(
                count(view, AlarmDeskEntry::conditionHolds),
                count(view, AlarmDeskEntry::wantsAcknowledgement),
                count(view, entry -> entry.state() == DeskState.SHELVED),
                byLevel,
                count(view, entry -> entry.state() == DeskState.RETURNED),
                count(view, entry -> entry.state() == DeskState.OUT_OF_SERVICE),
                view.incidents().open().size());
    }

    private static int count(FleetView view, Predicate<AlarmDeskEntry> which) {
        return (int) view.alarms().stream().filter(which).count();
    }

    private static FleetSummary.Commands commands(FleetView view) {
        Instant hourAgo = view.time().minus(Duration.ofHours(1));
        Map<String, Integer> byState = view.commandsByState();
        long lastHour = view.commands().stream()
                .filter(entry -> entry.attempts() > 0)
                .filter(entry -> entry.time().isAfter(hourAgo))
                .count();
        return new FleetSummary.Commands(
                byState, view.commandsIssued(), byState.getOrDefault("COMPLETED", 0), lastHour);
    }

    private static FleetSummary.Safety safety(
            FleetView view, FleetSummary.Hold hold, List<String> silent, Set<String> uncovered) {
        List<String> reasons = new ArrayList<>();
        if (hold.on()) {
            reasons.add("HOLD by " + hold.by() + ": " + hold.reason());
        }
        if (!silent.isEmpty()) {
            reasons.add(some(silent.size(), "silent node", silent));
        }
        List<String> grave = view.alarms().stream()
                .filter(entry -> entry.state() == DeskState.ACTIVE)
                .filter(entry -> !LimitLevel.CRITICAL.worseThan(entry.event().level()))
                .map(entry -> entry.event().alarmKey())
                .sorted()
                .toList();
        if (!grave.isEmpty()) {
            reasons.add(some(grave.size(), "unacknowledged alarm at CRITICAL or worse", grave));
        }
        List<String> unforeseen = unforeseen(view);
        if (!unforeseen.isEmpty()) {
            reasons.add(some(unforeseen.size(), "node without a forecast of its next orbit", unforeseen));
        }
        if (!uncovered.isEmpty()) {
            reasons.add(some(
                    uncovered.size(),
                    "node would empty its battery in the next eclipse with no command",
                    List.copyOf(uncovered)));
        }
        return new FleetSummary.Safety(reasons.isEmpty(), reasons);
    }

    /** Nodes in orbit whose forecast does not reach to the end of their next orbit: of them nobody can say that they are safe. */
    private static List<String> unforeseen(FleetView view) {
        Instant needed = view.time().plus(ORBIT);
        return view.specs().stream()
                .filter(spec -> spec.inOrbit() && !spec.retired())
                .map(NodeSpec::nodeId)
                .filter(id -> view.schedule(id)
                        .filter(schedule -> !schedule.horizon().isBefore(needed))
                        .isEmpty())
                .sorted()
                .toList();
    }

    private static String some(int count, String what, List<String> names) {
        String listed = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
        return count + " × " + what + ": " + listed + (names.size() > NAMED ? ", …" : "");
    }

    private static <E extends Enum<E>> Map<E, Integer> zeroes(Class<E> type) {
        Map<E, Integer> counts = new EnumMap<>(type);
        for (E value : type.getEnumConstants()) {
            counts.put(value, 0);
        }
        return counts;
    }
}
