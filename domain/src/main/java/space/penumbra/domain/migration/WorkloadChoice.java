package space.penumbra.domain.migration;

import java.time.Instant;
import java.util.List;

/**
 * What the newest plan chose for a workload under a hazard, acted upon or not, and why: the answer to "why is nothing done?" as much
 * as to "why this?".
 *
 * @param workloadId the workload
 * @param nodeId where it is
 * @param action what was chosen; RIDE means that nothing is done
 * @param targetNodeId where it would go; empty unless the action is MIGRATE
 * @param hazardId the hazard
 * @param hazardStart its begin
 * @param hazardEnd its end
 * @param costGpuHours what the choice costs, in weighted GPU-hours
 * @param alternatives what else was weighed, cheapest first
 * @param explanation one sentence for operators
 * @param turningPoints what would have changed the choice, one sentence each, the nearest first
 * @param planEpoch number of the plan
 * @param time event time of the plan
 */
public record WorkloadChoice(
        String workloadId,
        String nodeId,
        ActionKind action,
        String targetNodeId,
        String hazardId,
        Instant hazardStart,
        Instant hazardEnd,
        double costGpuHours,
        List<Alternative> alternatives,
        String explanation,
        List<String> turningPoints,
        long planEpoch,
        Instant time) {

    /** Whether another plan chose the same for the same hazard: then there is nothing new to say. */
    public boolean sameAs(WorkloadChoice other) {
        return action == other.action
                && nodeId.equals(other.nodeId)
                && targetNodeId.equals(other.targetNodeId)
                && hazardId.equals(other.hazardId);
    }
}
