package space.penumbra.domain.migration;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.fleet.Workload;

/**
 * Watches the source of every completed action until its hazard is over, then says what the action was worth. Whether the battery would have
 * lasted is judged for all actions on a node and hazard together: from the lowest charge that was observed, as many as could have
 * stayed, the dearest first, were needless. Radiation actions were needless if no uncorrected error came; a drain for maintenance
 * never is. Not thread-safe; what is under watch is the caller's to keep ({@link #watched()}).
 */
public final class ValueBook {

    /** Energy from the battery per energy used, as in the planner. */
    private static final double BATTERY_EFFICIENCY = 0.96;

    /** Share of its power that a capped workload still draws, as in the planner. */
    private static final double CAP_POWER_RATIO = 0.6;

    /** A change of the lowest charge below this is not worth a write. */
    private static final double RESOLUTION = 0.005;

    private final Map<String, ActionValue> open = new LinkedHashMap<>();

    /** Takes back what was under watch before a crash. */
    public void restore(ActionValue value) {
        open.put(value.commandId(), value);
    }

    /** Everything under watch. */
    public List<ActionValue> watched() {
        return List.copyOf(open.values());
    }

    /**
     * A command came to its end. Watched if it completed and is of a kind that costs something.
     *
     * @param workload the workload, as it is known now
     */
    public Optional<ActionValue> ended(CommandEntry entry, Workload workload, FleetFacts facts) {
        Proposal proposal = entry.proposal();
        Optional<NodeSpec> spec = facts.spec(proposal.sourceNodeId());
        Optional<NodeStatus> status = facts.status(proposal.sourceNodeId());
        boolean acted = entry.state() == CommandState.COMPLETED
                && proposal.action() != ActionKind.RESUME
                && proposal.hazardEnd().isAfter(entry.time());
        if (!acted || open.containsKey(entry.commandId()) || spec.isEmpty() || status.isEmpty()) {
            return Optional.empty();
        }
        Instant from = entry.time().isAfter(proposal.hazardStart()) ? entry.time() : proposal.hazardStart();
        ActionValue value = new ActionValue(
                entry.commandId(),
                proposal.workloadId(),
                workload.tenant(),
                proposal.action(),
                proposal.reason(),
                proposal.sourceNodeId(),
                proposal.hazardId(),
                from,
                proposal.hazardEnd(),
                drawRatio(proposal.action(), workload, spec.get(), Duration.between(from, proposal.hazardEnd())),
                1,
                spec.get().batteryFloorRatio(),
                status.get().uncorrectedErrors(),
                status.get().uncorrectedErrors(),
                proposal.costGpuHours(),
                proposal.savingGpuHours(),
                false,
                false,
                0,
                "",
                entry.time());
        open.put(value.commandId(), value);
        return Optional.of(value);
    }

    private static double drawRatio(ActionKind action, Workload workload, NodeSpec spec, Duration time) {
        double spared = switch (action) {
            case MIGRATE, PAUSE -> 1;
            case POWER_CAP -> 1 - CAP_POWER_RATIO;
            case CHECKPOINT, RESUME, RIDE -> 0;
        };
        double wattHours = spared * workload.powerWatts() * time.toMillis() / 3_600_000.0 / BATTERY_EFFICIENCY;
        return spec.batteryWattHours() > 0 ? wattHours / spec.batteryWattHours() : 0;
    }

    /** Looks at the sources. Returns what changed: new lows, and judgements of what is over. */
    public List<ActionValue> observe(FleetFacts facts, Instant now) {
        List<ActionValue> changed = new ArrayList<>();
        Map<String, List<ActionValue>> over = new TreeMap<>();
        for (ActionValue value : List.copyOf(open.values())) {
            ActionValue seen = facts.status(value.sourceNodeId())
                    .filter(status -> !status.time().isBefore(value.from()))
                    .map(status -> value.observed(status.batteryChargeRatio(), status.uncorrectedErrors(), now))
                    .orElse(value);
            boolean news = value.lowestChargeRatio() - seen.lowestChargeRatio() >= RESOLUTION
                    || seen.errorsAfter() != value.errorsAfter();
            if (news) {
                open.put(seen.commandId(), seen);
            }
            ActionValue latest = news ? seen : value;
            if (!now.isBefore(value.until())) {
                over.computeIfAbsent(value.sourceNodeId() + '\n' + value.hazardId(), key -> new ArrayList<>())
                        .add(latest);
            } else if (news) {
                changed.add(seen);
            }
        }
        over.values().forEach(together -> changed.addAll(judge(together, now)));
        changed.stream().filter(ActionValue::settled).forEach(value -> open.remove(value.commandId()));
        return changed;
    }

    private static List<ActionValue> judge(List<ActionValue> together, Instant now) {
        List<ActionValue> dearestFirst = new ArrayList<>(together);
        dearestFirst.sort(
                Comparator.comparingDouble(ActionValue::costGpuHours).reversed().thenComparing(ActionValue::commandId));
        double slack = together.stream()
                .mapToDouble(value -> value.lowestChargeRatio() - value.floorRatio())
                .min()
                .orElse(0);
        List<ActionValue> judged = new ArrayList<>();
        for (ActionValue value : dearestFirst) {
            ActionValue judgement = judge(value, slack, now);
            judged.add(judgement);
            if (energy(value) && judgement.needless()) {
                slack -= value.drawRatio();
            }
        }
        return judged;
    }

    private static boolean energy(ActionValue value) {
        return value.reason() == MigrationReason.ECLIPSE_INGRESS || value.reason() == MigrationReason.POWER_MARGIN;
    }

    private static ActionValue judge(ActionValue value, double slack, Instant now) {
        if (energy(value)) {
            boolean seen = value.lowestChargeRatio() < 1;
            boolean needless = seen && value.drawRatio() <= slack;
            String sentence = String.format(
                    Locale.ROOT,
                    "the battery fell to %.1f %%; with this work it would have been %.1f %%, the floor is %.0f %%",
                    100 * value.lowestChargeRatio(),
                    100 * (value.floorRatio() + slack - value.drawRatio()),
                    100 * value.floorRatio());
            return value.settled(needless, seen ? sentence : "nothing was heard of the node: counted as needed", now);
        }
        if (value.reason() == MigrationReason.SAA_TRANSIT || value.reason() == MigrationReason.SOLAR_PROTON) {
            long hits = value.errorsAfter() - value.errorsBefore();
            return value.settled(hits <= 0, hits + " uncorrected errors came in the passage", now);
        }
        return value.settled(false, "the node was not to be used", now);
    }
}
