package space.penumbra.domain.migration;

/**
 * An option that was weighed and not chosen.
 *
 * @param action what it would have been
 * @param targetNodeId where it would have gone; empty if it stays
 * @param costGpuHours its cost in weighted GPU-hours; infinite if it was not feasible
 * @param note why it lost, one sentence
 */
public record Alternative(ActionKind action, String targetNodeId, double costGpuHours, String note) {}
