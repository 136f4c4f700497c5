package space.penumbra.domain.planning;

import java.util.Map;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.migration.ActionKind;

/** Leans a plan towards the one before, so that a reading's noise does not change what was already right. */
final class Leaning {

    /** So much cheaper is what was chosen before. */
    static final double BONUS_GPU_HOURS = 0.01;

    private static final Choice NONE = new Choice(ActionKind.RIDE, "", "");

    private final Map<String, Choice> previous;

    Leaning(Map<String, Choice> previous) {
        this.previous = previous;
    }

    /** What was chosen for a workload; a choice of no hazard if there was none. */
    Choice of(Workload workload) {
        return previous.getOrDefault(workload.workloadId(), NONE);
    }

    /** The price of an offer as a choice sees it. */
    double leant(Workload workload, Offer offer, String hazardId) {
        boolean same = of(workload).sameAs(offer.action(), offer.targetNodeId(), hazardId);
        return same ? offer.costGpuHours() - BONUS_GPU_HOURS : offer.costGpuHours();
    }

    /** Whether the plan before chose to act on this workload for this hazard, in whatever way. */
    boolean actedOn(Workload workload, String hazardId) {
        Choice choice = of(workload);
        return choice.action() != ActionKind.RIDE && choice.hazardId().equals(hazardId);
    }
}
