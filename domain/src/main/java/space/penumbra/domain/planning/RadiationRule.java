package space.penumbra.domain.planning;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.hazard.HazardKind;
import space.penumbra.domain.hazard.HazardWindow;
import space.penumbra.domain.migration.ActionKind;

/**
 * What to do about radiation: move only if (upsets expected) x (work lost by one) outweighs the move, else take a checkpoint just before if
 * that is worth its stall, else nothing. In a common pass of the South Atlantic Anomaly the answer is never to move.
 */
final class RadiationRule {

    private final RegionView region;
    private final Targets targets;
    private final Leaning leaning;

    RadiationRule(RegionView region, Targets targets, Leaning leaning) {
        this.region = region;
        this.targets = targets;
        this.leaning = leaning;
    }

    /** What is worth doing for this workload before this passage, if anything. */
    Optional<Decision> decide(Workload workload, Threat passage) {
        HazardWindow window = passage.window();
        double hits = expectedHits(workload, window, passage.hours());
        double ageHours = checkpointAgeHours(workload, window.start());
        double perHour = Cost.perHour(workload);
        double moveBenefit = hits * perHour * (ageHours + passage.hours() / 2 + Assumptions.RESTART_HOURS);
        double checkpointBenefit = hits * perHour * ageHours;
        double stall = perHour * Assumptions.CHECKPOINT_STALL_HOURS;

        List<Offer> offers = new ArrayList<>();
        offers.add(Offer.staying(ActionKind.RIDE, moveBenefit, 0, "an upset may cost the work since its checkpoint"));
        double checkpointCost = moveBenefit - checkpointBenefit + stall;
        offers.add(Offer.staying(ActionKind.CHECKPOINT, checkpointCost, 0, "an upset then costs little"));
        offers.add(move(workload, passage, moveBenefit));

        Offer chosen = offers.get(0);
        for (Offer offer : offers) {
            boolean worthIt = moveBenefit - offer.costGpuHours() > Assumptions.WORTHWHILE_GPU_HOURS;
            boolean may = region.book().mayPropose(workload, window.hazardId(), offer.action(), region.now());
            if (worthIt && may && offer.costGpuHours() < chosen.costGpuHours()) {
                chosen = offer;
            }
        }
        if (chosen.action() == ActionKind.MIGRATE) {
            targets.reserve(workload, passage, chosen);
        }
        return chosen.action() == ActionKind.RIDE
                ? Optional.empty()
                : Optional.of(new Decision(workload, passage, chosen, offers));
    }

    private Offer move(Workload workload, Threat passage, double benefit) {
        if (!workload.migratable() || benefit < Assumptions.CHURN_GPU_HOURS) {
            return Offer.impossible(ActionKind.MIGRATE, "it is not worth a move");
        }
        String hazardId = passage.window().hazardId();
        return targets.best(
                workload, passage, region.book().shunned(workload.workloadId(), hazardId), leaning.of(workload));
    }

    /** Upsets in this passage that make the workload lose work. */
    static double expectedHits(Workload workload, HazardWindow window, double hours) {
        double factor = 1;
        if (window.kind() == HazardKind.SOLAR_PROTON) {
            factor = Assumptions.stormFactor(window.severity());
        } else if (window.severity() > 0) {
            factor = Math.max(0.1, Math.min(3, window.severity() / Assumptions.CENTRAL_PASS_FLUX));
        }
        return Assumptions.UPSETS_PER_GPU_HOUR * factor * workload.gpus() * hours * window.probability();
    }

    /** Age of its newest checkpoint when the passage begins, if it keeps its own cadence until then. */
    static double checkpointAgeHours(Workload workload, Instant entry) {
        double age =
                Math.max(0, Duration.between(workload.lastCheckpoint(), entry).toMillis() / 1000.0);
        double interval = workload.checkpointIntervalSeconds();
        return (interval > 0 ? age % interval : Math.min(age, 1800)) / 3600;
    }
}
