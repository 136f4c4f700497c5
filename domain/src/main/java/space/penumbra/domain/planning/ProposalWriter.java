package space.penumbra.domain.planning;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.hazard.HazardKind;
import space.penumbra.domain.hazard.HazardWindow;
import space.penumbra.domain.migration.ActionKind;
import space.penumbra.domain.migration.Alternative;
import space.penumbra.domain.migration.CommandId;
import space.penumbra.domain.migration.MigrationReason;
import space.penumbra.domain.migration.Proposal;
import space.penumbra.domain.migration.WorkloadChoice;

/** Puts a decision into the words of the fleet. */
final class ProposalWriter {

    private static final int ALTERNATIVES = 3;

    private final Instant now;
    private final long epoch;

    ProposalWriter(Instant now, long epoch) {
        this.now = now;
        this.epoch = epoch;
    }

    Proposal proposal(Decision decision, Timing timing) {
        HazardKind kind = decision.threat().window().kind();
        boolean radiation = kind == HazardKind.SAA || kind == HazardKind.SOLAR_PROTON;
        Offer chosen = decision.chosen();
        double undone = radiation ? decision.offers().get(0).costGpuHours() : decision.killGpuHours();
        String explanation =
                radiation ? Texts.explainRadiation(decision, undone) : Texts.explain(decision, timing.margin());
        Workload workload = decision.workload();
        String hazardId = decision.threat().window().hazardId();
        return new Proposal(
                id(workload, hazardId, chosen.action()),
                workload.workloadId(),
                chosen.action(),
                reason(kind),
                workload.nodeId(),
                chosen.targetNodeId(),
                workload.placementGeneration(),
                epoch,
                hazardId,
                decision.threat().window().start(),
                decision.threat().window().end(),
                after(timing.start()),
                after(timing.latestStart()),
                after(timing.deadline()),
                timing.expected(),
                timing.margin(),
                chosen.move() == null ? 0 : chosen.move().gigabytes(),
                chosen.costGpuHours(),
                undone - chosen.costGpuHours(),
                alternatives(decision, undone),
                explanation,
                now,
                TurningPoints.of(decision));
    }

    /** What was chosen, whether it is proposed now or not, in the same words. */
    WorkloadChoice choice(Decision decision, PlannerSettings settings) {
        HazardWindow window = decision.threat().window();
        boolean radiation = window.kind() == HazardKind.SAA || window.kind() == HazardKind.SOLAR_PROTON;
        Offer chosen = decision.chosen();
        double undone = radiation ? decision.offers().get(0).costGpuHours() : decision.killGpuHours();
        Workload workload = decision.workload();
        return new WorkloadChoice(
                workload.workloadId(),
                workload.nodeId(),
                chosen.action(),
                chosen.targetNodeId(),
                window.hazardId(),
                window.start(),
                window.end(),
                chosen.costGpuHours(),
                alternatives(decision, undone),
                chosen.action() == ActionKind.RIDE
                        ? Texts.explainRide(decision)
                        : radiation
                                ? Texts.explainRadiation(decision, undone)
                                : Texts.explain(
                                        decision, Timing.of(decision, settings).margin()),
                TurningPoints.of(decision),
                epoch,
                now);
    }

    /**
     * Ends a pause or a cap.
     *
     * @param suspension the command that began it
     * @param lightSeconds from now to the next hazard
     */
    Proposal resume(Workload workload, Proposal suspension, double lightSeconds) {
        double expected = Assumptions.restoreSeconds(workload);
        double lost = suspension.action() == ActionKind.PAUSE ? 1 : Assumptions.CAP_LOSS_RATIO;
        double saving = Cost.perHour(workload) * lost * Math.min(3600, lightSeconds) / 3600;
        double deadline = lightSeconds - ResumeRule.LEAST_LIGHT_SECONDS / 2;
        return new Proposal(
                id(workload, suspension.hazardId(), ActionKind.RESUME),
                workload.workloadId(),
                ActionKind.RESUME,
                MigrationReason.HAZARD_OVER,
                workload.nodeId(),
                "",
                workload.placementGeneration(),
                epoch,
                suspension.hazardId(),
                suspension.hazardStart(),
                suspension.hazardEnd(),
                now,
                after(deadline - expected),
                after(deadline),
                expected,
                deadline - expected,
                0,
                0,
                saving,
                List.of(new Alternative(suspension.action(), "", saving, "staying as it is earns less")),
                Texts.explainResume(workload, lightSeconds),
                now);
    }

    private String id(Workload workload, String hazardId, ActionKind action) {
        return CommandId.of(workload.workloadId(), hazardId, epoch, workload.placementGeneration(), action);
    }

    private List<Alternative> alternatives(Decision decision, double undone) {
        return decision.offers().stream()
                .filter(offer -> offer != decision.chosen())
                // To go on as before is what fails: its price is that of doing nothing, not of the energy.
                .map(offer -> new Alternative(
                        offer.action(),
                        offer.targetNodeId(),
                        offer.action() == ActionKind.RIDE ? undone : offer.costGpuHours(),
                        offer.obstacle().isEmpty() ? offer.note() : offer.note() + "; " + offer.obstacle()))
                .sorted(Comparator.comparingDouble(Alternative::costGpuHours))
                .limit(ALTERNATIVES)
                .toList();
    }

    private Instant after(double seconds) {
        return now.plusMillis(Math.round(seconds * 1000));
    }

    private static MigrationReason reason(HazardKind kind) {
        switch (kind) {
            case SAA:
                return MigrationReason.SAA_TRANSIT;
            case SOLAR_PROTON:
                return MigrationReason.SOLAR_PROTON;
            case MAINTENANCE:
                return MigrationReason.MAINTENANCE;
            default:
                return MigrationReason.ECLIPSE_INGRESS;
        }
    }
}
