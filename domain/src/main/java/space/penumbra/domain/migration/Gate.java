package space.penumbra.domain.migration;

import java.time.Instant;
import java.util.Optional;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.operator.OperatorAction;

/**
 * The one place that decides whether a command may go out. Judges a proposal against what is known now: once when it comes
 * and again whenever it waits and just before it is issued. The rules are asked in a fixed order, the ones that can never
 * change back first; the first that is broken is named. Not thread-safe.
 */
final class Gate {

    private final GateLimits limits;
    private final Placements placements;
    private final Traffic traffic;
    private final TargetRules target;
    private final Caps caps;

    Gate(GateLimits limits, Placements placements, Traffic traffic, TargetRules target, Caps caps) {
        this.limits = limits;
        this.placements = placements;
        this.traffic = traffic;
        this.target = target;
        this.caps = caps;
    }

    /** Whether an action interrupts the work: such actions are capped and may need approval. */
    static boolean interrupts(ActionKind action) {
        return action == ActionKind.MIGRATE || action == ActionKind.PAUSE || action == ActionKind.CHECKPOINT;
    }

    /**
     * Judges.
     *
     * @param highestEpoch highest plan epoch that was seen for the workload
     * @param approvals how many persons approved
     * @param hold the HOLD in force, null if none
     * @param now event time of the fleet
     */
    Verdict judge(Proposal wanted, long highestEpoch, int approvals, @Nullable OperatorAction hold, Instant now) {
        return stale(wanted, highestEpoch, now)
                .or(() -> placement(wanted))
                .or(() -> wanted.action() == ActionKind.MIGRATE ? target.judge(wanted, now) : Optional.empty())
                .or(() -> busy(wanted))
                .or(() -> approval(wanted, approvals))
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
        Optional<Refusal> capped = caps.judge(wanted, now);
        if (capped.isPresent()) {
            return Verdict.broken(capped.get());
        }
        return limits.dryRun()
                ? Verdict.broken(new Refusal(
                        GateRule.DRY_RUN, "passed every rule of the gate and would leave now: this is a dry run"))
                : Verdict.of(CommandState.ISSUED, "passed every rule of the gate");
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

    private Optional<Refusal> busy(Proposal wanted) {
        return traffic.ofWorkload(wanted.workloadId()).stream()
                .filter(entry -> !entry.commandId().equals(wanted.commandId()) && Traffic.inFlight(entry))
                .findFirst()
                .map(entry -> new Refusal(
                        GateRule.WORKLOAD_BUSY, "command " + entry.commandId() + " is in " + entry.state()));
    }

    private Optional<Refusal> approval(Proposal wanted, int approvals) {
        if (!interrupts(wanted.action())) {
            return Optional.empty();
        }
        Workload workload = placements.find(wanted.workloadId()).orElseThrow();
        int persons = limits.approval().persons(workload);
        return approvals >= persons
                ? Optional.empty()
                : broken(
                        GateRule.NEEDS_APPROVAL,
                        workload.gpus() + " GPUs of priority " + workload.priority() + " need " + persons
                                + (persons == 1 ? " person" : " persons") + " to approve, " + approvals + " did");
    }

    private static Optional<Refusal> broken(GateRule rule, String detail) {
        return Optional.of(new Refusal(rule, detail));
    }
}
