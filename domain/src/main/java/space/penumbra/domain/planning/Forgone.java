package space.penumbra.domain.planning;

import java.util.List;
import space.penumbra.domain.migration.ActionKind;

/**
 * Says why workloads did not get what would have cost each of them less: the workloads of a node share its battery, and all share rooms and links. Looked
 * at when everything is decided. Used by one plan.
 */
final class Forgone {

    /** Costs that differ by less are the same. */
    private static final double SAME_GPU_HOURS = 0.005;

    /** Energy that differs by less is the same. */
    private static final double SAME_WATT_HOURS = 1;

    private final Targets targets;

    Forgone(Targets targets) {
        this.targets = targets;
    }

    /** The decisions on the workloads of one node, with the obstacles before what would have been cheaper. */
    List<Decision> explained(SourcePlanner.Need need, List<Decision> decisions) {
        double drawn = decisions.stream()
                .mapToDouble(decision -> decision.chosen().wattHours())
                .sum();
        return decisions.stream()
                .map(decision -> explained(
                        decision, need.budget() - drawn + decision.chosen().wattHours()))
                .toList();
    }

    private Decision explained(Decision decision, double leftWattHours) {
        List<Offer> offers = decision.offers().stream()
                .map(offer -> cheaper(decision, offer) ? offer.behind(obstacle(decision, offer, leftWattHours)) : offer)
                .toList();
        return new Decision(decision.workload(), decision.threat(), decision.chosen(), offers);
    }

    /** To go on as before is what fails; that it costs no work is no question. */
    private static boolean cheaper(Decision decision, Offer offer) {
        return offer != decision.chosen()
                && offer.action() != ActionKind.RIDE
                && offer.costGpuHours() < decision.chosen().costGpuHours() - SAME_GPU_HOURS;
    }

    private String obstacle(Decision decision, Offer offer, double leftWattHours) {
        if (offer.wattHours() > Math.max(0, leftWattHours) + SAME_WATT_HOURS) {
            return Texts.energyLeft(leftWattHours, offer.wattHours());
        }
        String room = offer.target() == null ? "" : targets.obstacle(decision.workload(), decision.threat(), offer);
        return room.isEmpty() ? Texts.TOGETHER : room;
    }
}
