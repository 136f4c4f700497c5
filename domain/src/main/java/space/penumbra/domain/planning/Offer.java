package space.penumbra.domain.planning;

import space.penumbra.domain.migration.ActionKind;

/**
 * One option of one workload under one hazard, with its price.
 *
 * @param action what would be done; RIDE for nothing
 * @param target where it would go, null unless the action is MIGRATE and a target was found
 * @param move what the move takes, null likewise
 * @param costGpuHours weighted GPU-hours; infinite if it is not feasible
 * @param wattHours energy that it takes from the source's battery beyond rest
 * @param note what speaks for or against it, one phrase
 */
record Offer(
        ActionKind action, NodeOutlook target, MoveEstimate move, double costGpuHours, double wattHours, String note) {

    static Offer staying(ActionKind action, double costGpuHours, double wattHours, String note) {
        return new Offer(action, null, null, costGpuHours, wattHours, note);
    }

    static Offer impossible(ActionKind action, String note) {
        return staying(action, Double.POSITIVE_INFINITY, 0, note);
    }

    boolean feasible() {
        return costGpuHours < Double.POSITIVE_INFINITY;
    }

    String targetNodeId() {
        return target == null ? "" : target.id();
    }
}
