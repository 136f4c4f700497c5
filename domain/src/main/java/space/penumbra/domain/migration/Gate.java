package space.penumbra.domain.migration;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.hazard.HazardKind;
import space.penumbra.domain.hazard.HazardWindow;
import space.penumbra.domain.operator.OperatorAction;

/**
 * The one place that decides whether a command may go out. Judges a proposal against what is known now: once when it comes
 * and again whenever it waits and just before it is issued. The rules are asked in a fixed order, the ones that can never
 * change back first; the first that is broken is named. Not thread-safe.
 */
final class Gate {

    /** A hazard that is less likely than this does not bar a target. */
    private static final double LIKELY = 0.5;

    private final GateLimits limits;
    private final FleetFacts facts;
    private final Placements placements;
    private final Traffic traffic;

    Gate(GateLimits limits, FleetFacts facts, Placements placements, Traffic traffic) {
        this.limits = limits;
        this.facts = facts;
        this.placements = placements;
        this.traffic = traffic;
    }

    /** Whether an action interrupts the work: such actions are capped and may need approval. */
    static boolean interrupts(ActionKind action) {
        return action == ActionKind.MIGRATE || action == ActionKind.PAUSE || action == ActionKind.CHECKPOINT;
    }

    /**
     * Judges.
     *
     * @param highestEpoch highest plan epoch that was seen for the workload
     * @param approved whether a person approved
     * @param hold the HOLD in force, null if none
     * @param now event time of the fleet
     */
    Verdict judge(Proposal wanted, long highestEpoch, boolean approved, @Nullable OperatorAction hold, Instant now) {
        return stale(wanted, highestEpoch, now)
                .or(() -> placement(wanted))
                .or(() -> wanted.action() == ActionKind.MIGRATE ? target(wanted, now) : Optional.empty())
                .or(() -> busy(wanted))
                .or(() -> approved ? Optional.empty() : approval(wanted))
                .map(Verdict::broken)
                .orElseGet(() -> inTime(wanted, hold, now));
    }

    private Verdict inTime(Proposal wanted, @Nullable OperatorAction hold, Instant now) {
        long leadMillis = Math.round(limits.issueLeadSeconds() * 1000);
        if (now.isBefore(wanted.notBefore().minusMillis(leadMillis))) {
            return Verdict.of(CommandState.PROPOSED, "passed the gate; leaves for its start at " + wanted.notBefore());
        }
        if (hold != null) {
            return Verdict.broken(new Refusal(GateRule.HOLD, "HOLD by " + hold.operator() + ": " + hold.reason()));
        }
        return caps(wanted)
                .map(Verdict::broken)
                .orElseGet(() -> Verdict.of(CommandState.ISSUED, "passed every rule of the gate"));
    }

    private Optional<Refusal> stale(Proposal wanted, long highestEpoch, Instant now) {
        if (now.isAfter(wanted.notAfter())) {
            return broken(GateRule.PAST_NOT_AFTER, "latest start " + wanted.notAfter() + " is past: it is " + now);
        }
        if (wanted.planEpoch() < highestEpoch) {
            return broken(
                    GateRule.STALE_EPOCH,
                    "plan epoch " + wanted.planEpoch() + " is older than " + highestEpoch + " seen for the workload");
        }
        return Optional.empty();
    }

    private Optional<Refusal> placement(Proposal wanted) {
        Optional<Workload> known = placements.find(wanted.workloadId());
        if (known.isEmpty()) {
            return broken(GateRule.PLACEMENT_UNKNOWN, "workload " + wanted.workloadId() + " is not known yet");
        }
        Workload workload = known.get();
        if (workload.placementGeneration() < wanted.placementGeneration()) {
            return broken(
                    GateRule.PLACEMENT_UNKNOWN,
                    "placement " + wanted.placementGeneration() + " is not confirmed yet: known is "
                            + workload.placementGeneration());
        }
        if (workload.placementGeneration() > wanted.placementGeneration()
                || !workload.nodeId().equals(wanted.sourceNodeId())) {
            return broken(
                    GateRule.STALE_PLACEMENT,
                    "decided for placement " + wanted.placementGeneration() + " on " + wanted.sourceNodeId()
                            + ", but the workload is in placement " + workload.placementGeneration() + " on "
                            + workload.nodeId());
        }
        return Optional.empty();
    }

    private Optional<Refusal> target(Proposal wanted, Instant now) {
        String target = wanted.targetNodeId();
        Optional<NodeSpec> spec = facts.spec(target).filter(node -> !node.retired());
        Optional<NodeStatus> status = facts.status(target);
        if (spec.isEmpty() || status.isEmpty() || status.get().silent()) {
            return broken(
                    GateRule.TARGET_SILENT, "target " + target + " is " + (spec.isEmpty() ? "unknown" : "silent"));
        }
        if (status.get().level().worseThan(limits.targetLevel())) {
            return broken(
                    GateRule.TARGET_ALARM,
                    "target " + target + " is in " + status.get().level() + " ("
                            + status.get().worstAlarm() + ")");
        }
        return hazard(wanted, now).or(() -> room(wanted, spec.get()));
    }

    private Optional<Refusal> hazard(Proposal wanted, Instant now) {
        Instant from = now.isAfter(wanted.notBefore()) ? now : wanted.notBefore();
        HazardKind fledFrom = kindOf(wanted.reason());
        for (HazardWindow window : facts.hazards(wanted.targetNodeId())) {
            boolean sameKind = window.kind() == fledFrom
                    && window.start().isBefore(wanted.hazardEnd())
                    && window.end().isAfter(wanted.hazardStart());
            boolean barsTransfer = (window.kind() == HazardKind.MAINTENANCE || window.kind() == HazardKind.NO_CONTACT)
                    && window.start().isBefore(wanted.deadline())
                    && window.end().isAfter(from);
            if (window.probability() >= LIKELY && (sameKind || barsTransfer)) {
                return broken(
                        GateRule.TARGET_HAZARD,
                        "target " + wanted.targetNodeId() + " is itself in " + window.kind() + " from " + window.start()
                                + " to " + window.end());
            }
        }
        return Optional.empty();
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
        List<CommandEntry> others = traffic.towards(spec.nodeId(), wanted.commandId());
        int reserved = others.stream()
                .map(entry -> placements.find(entry.proposal().workloadId()))
                .flatMap(Optional::stream)
                .filter(workload -> !workload.nodeId().equals(spec.nodeId()))
                .mapToInt(Workload::gpus)
                .sum();
        int taken = placements.gpusTaken(spec.nodeId(), wanted.workloadId());
        int needed = placements.find(wanted.workloadId()).orElseThrow().gpus();
        if (taken + reserved + needed > spec.gpuCount()) {
            return broken(
                    GateRule.TARGET_FULL,
                    "target " + spec.nodeId() + " has " + spec.gpuCount() + " GPUs: " + taken + " taken, " + reserved
                            + " reserved, " + needed + " needed");
        }
        return Optional.empty();
    }

    private Optional<Refusal> busy(Proposal wanted) {
        return traffic.ofWorkload(wanted.workloadId()).stream()
                .filter(entry -> !entry.commandId().equals(wanted.commandId()) && Traffic.inFlight(entry))
                .findFirst()
                .map(entry -> new Refusal(
                        GateRule.WORKLOAD_BUSY, "command " + entry.commandId() + " is in " + entry.state()));
    }

    private Optional<Refusal> approval(Proposal wanted) {
        Workload workload = placements.find(wanted.workloadId()).orElseThrow();
        boolean large = workload.gpus() >= limits.approvalGpus() || workload.priority() >= limits.approvalPriority();
        if (interrupts(wanted.action()) && large) {
            return broken(
                    GateRule.NEEDS_APPROVAL,
                    workload.gpus() + " GPUs of priority " + workload.priority() + " are above the approval threshold");
        }
        return Optional.empty();
    }

    private Optional<Refusal> caps(Proposal wanted) {
        if (!interrupts(wanted.action())) {
            return Optional.empty();
        }
        int fleetCap = limits.fleetCap(facts.fleetNodes());
        if (traffic.interrupting() >= fleetCap) {
            return broken(GateRule.CAP_FLEET, traffic.interrupting() + " commands in flight, the cap is " + fleetCap);
        }
        for (String plane : planes(wanted)) {
            int cap = limits.planeCap(facts.planeNodes(plane));
            if (traffic.interrupting(plane) >= cap) {
                return broken(
                        GateRule.CAP_PLANE,
                        traffic.interrupting(plane) + " commands in flight touch plane " + plane + ", the cap is "
                                + cap);
            }
        }
        return Optional.empty();
    }

    /** The failure domains that a command touches: those of its source and its target. */
    List<String> planes(Proposal wanted) {
        return List.of(wanted.sourceNodeId(), wanted.targetNodeId()).stream()
                .map(facts::spec)
                .flatMap(Optional::stream)
                .map(FleetFacts::planeKey)
                .distinct()
                .toList();
    }

    private static Optional<Refusal> broken(GateRule rule, String detail) {
        return Optional.of(new Refusal(rule, detail));
    }
}
