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
 * @param obstacle why it could not be had although it costs less than what was chosen, one phrase; empty if that is no question
 */
record Offer(
        ActionKind action,
        NodeOutlook target,
        MoveEstimate move,
        double costGpuHours,
        double wattHours,
        String note,
        String obstacle) {

    static Offer staying(ActionKind action, double costGpuHours, double wattHours, String note) {
        return new Offer(action, null, null, costGpuHours, wattHours, note, "");
    }

    static Offer impossible(ActionKind action, String note) {
        return staying(action, Double.POSITIVE_INFINITY, 0, note);
    }

    /** The same, which something stands in the way of. */
    Offer behind(String newObstacle) {
        return new Offer(action, target, move, costGpuHours, wattHours, note, newObstacle);
    }

    /** What speaks against it: the obstacle, or the note of what was not possible from the start; empty if nothing does. */
    String against() {
        return feasible() ? obstacle : note;
    }

    boolean feasible() {
        return costGpuHours < Double.POSITIVE_INFINITY;
    }

    String targetNodeId() {
        return target == null ? "" : target.id();
    }
}
