package space.penumbra.domain.migration;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.hazard.HazardKind;
import space.penumbra.domain.hazard.HazardWindow;

/** What a node must be like to be moved to, asked of what is known of it now. Not thread-safe. */
final class TargetRules {

    /** A hazard that is less likely than this does not bar a target. */
    private static final double LIKELY = 0.5;

    /** Charge above its floor with which a node may take guests into its own shadow. */
    private static final double CARRYING_CHARGE_RATIO = 0.3;

    private final GateLimits limits;
    private final FleetFacts facts;
    private final Placements placements;
    private final Traffic traffic;

    TargetRules(GateLimits limits, FleetFacts facts, Placements placements, Traffic traffic) {
        this.limits = limits;
        this.facts = facts;
        this.placements = placements;
        this.traffic = traffic;
    }

    /** The first rule that the target of a move breaks, if any. */
    Optional<Refusal> judge(Proposal wanted, Instant now) {
        String target = wanted.targetNodeId();
        Optional<NodeSpec> spec = facts.spec(target).filter(node -> !node.retired());
        Optional<NodeStatus> status = facts.status(target);
        if (spec.isEmpty() || status.isEmpty() || status.get().silent()) {
            return broken(
                    GateRule.TARGET_SILENT, "target " + target + " is " + (spec.isEmpty() ? "unknown" : "silent"));
        }
        return state(spec.get(), status.get(), now)
                .or(() -> hazard(wanted, now))
                .or(() -> room(wanted, spec.get()));
    }

    private Optional<Refusal> state(NodeSpec spec, NodeStatus status, Instant now) {
        double age = Duration.between(status.time(), now).toMillis() / 1000.0;
        if (age > limits.freshSeconds()) {
            return broken(
                    GateRule.TARGET_UNHEARD,
                    "target " + spec.nodeId() + " was last heard of " + Math.round(age) + " s ago");
        }
        if (status.level().worseThan(limits.targetLevel())) {
            return broken(
                    GateRule.TARGET_ALARM,
                    "target " + spec.nodeId() + " is in " + status.level() + " (" + status.worstAlarm() + ")");
        }
        if (spec.inOrbit() && status.batteryChargeRatio() <= spec.batteryFloorRatio()) {
            return broken(
                    GateRule.TARGET_FLOOR,
                    "target " + spec.nodeId() + " has " + Math.round(100 * status.batteryChargeRatio())
                            + " % of charge, its floor is " + Math.round(100 * spec.batteryFloorRatio()) + " %");
        }
        return Optional.empty();
    }

    private Optional<Refusal> hazard(Proposal wanted, Instant now) {
        Instant from = now.isAfter(wanted.notBefore()) ? now : wanted.notBefore();
        HazardKind fledFrom = kindOf(wanted.reason());
        for (HazardWindow window : facts.hazards(wanted.targetNodeId())) {
            boolean over = !window.end().isAfter(from);
            boolean sameKind = window.kind() == fledFrom
                    && !carried(wanted, window)
                    && window.start().isBefore(wanted.hazardEnd())
                    && window.end().isAfter(wanted.hazardStart());
            boolean barsTransfer = (window.kind() == HazardKind.MAINTENANCE || window.kind() == HazardKind.NO_CONTACT)
                    && window.start().isBefore(wanted.deadline());
            if (!over && window.probability() >= LIKELY && (sameKind || barsTransfer)) {
                return broken(
                        GateRule.TARGET_HAZARD,
                        "target " + wanted.targetNodeId() + " is itself in " + window.kind() + " from " + window.start()
                                + " to " + window.end());
            }
        }
        return Optional.empty();
    }

    /** A shadow bars nobody whose battery is full enough and not expected to reach its floor by then. */
    private boolean carried(Proposal wanted, HazardWindow window) {
        if (window.kind() != HazardKind.UMBRA) {
            return false;
        }
        String target = wanted.targetNodeId();
        double floor = facts.spec(target).map(NodeSpec::batteryFloorRatio).orElse(1.0);
        double charge = facts.status(target).map(NodeStatus::batteryChargeRatio).orElse(Double.NaN);
        boolean falls = facts.hazards(target).stream()
                .anyMatch(other -> other.kind() == HazardKind.POWER
                        && other.start().isBefore(wanted.hazardEnd())
                        && other.end().isAfter(wanted.hazardStart()));
        return charge >= floor + CARRYING_CHARGE_RATIO && !falls;
    }

    private static @Nullable HazardKind kindOf(MigrationReason reason) {
        return switch (reason) {
            case ECLIPSE_INGRESS -> HazardKind.UMBRA;
            case SAA_TRANSIT, UPSET_RATE -> HazardKind.SAA;
            case SOLAR_PROTON -> HazardKind.SOLAR_PROTON;
            case THERMAL_LIMIT -> HazardKind.THERMAL;
            case POWER_MARGIN -> HazardKind.POWER;
            case MAINTENANCE -> HazardKind.MAINTENANCE;
            case HAZARD_OVER -> null;
        };
    }

    private Optional<Refusal> room(Proposal wanted, NodeSpec spec) {
        List<Workload> coming = traffic.towards(spec.nodeId(), wanted.commandId()).stream()
                .map(entry -> placements.find(entry.proposal().workloadId()))
                .flatMap(Optional::stream)
                .filter(workload -> !workload.nodeId().equals(spec.nodeId()))
                .toList();
        Workload moving = placements.find(wanted.workloadId()).orElseThrow();
        int reserved = coming.stream().mapToInt(Workload::gpus).sum();
        int taken = placements.gpusTaken(spec.nodeId(), wanted.workloadId());
        if (taken + reserved + moving.gpus() > spec.gpuCount()) {
            return broken(
                    GateRule.TARGET_FULL,
                    "target " + spec.nodeId() + " has " + spec.gpuCount() + " GPUs: " + taken + " taken, " + reserved
                            + " reserved, " + moving.gpus() + " needed");
        }
        return group(moving, spec.nodeId(), coming);
    }

    private Optional<Refusal> group(Workload moving, String target, List<Workload> coming) {
        String group = moving.antiAffinityGroup();
        if (group.isEmpty()) {
            return Optional.empty();
        }
        return placements
                .sibling(target, group, moving.workloadId())
                .or(() -> coming.stream()
                        .filter(other -> other.antiAffinityGroup().equals(group))
                        .findFirst())
                .map(other -> new Refusal(
                        GateRule.TARGET_GROUP,
                        "target " + target + " has " + other.workloadId() + " of the same group " + group));
    }

    private static Optional<Refusal> broken(GateRule rule, String detail) {
        return Optional.of(new Refusal(rule, detail));
    }
}
