package space.penumbra.domain.planning;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import space.penumbra.domain.migration.Proposal;
import space.penumbra.domain.migration.WorkloadChoice;

/**
 * What a planner wants of a region, now.
 *
 * @param time event time of the plan
 * @param epoch number of the plan
 * @param proposals what must be issued now; what may still wait is not in here and may change freely
 * @param choices what was chosen for every workload under a hazard, waiting or not, by workload id
 * @param explanations the same choices in words, in no order
 * @param threatened nodes that a hazard reaches within the look-ahead
 * @param riding workloads that ride it out
 * @param costGpuHours price of all choices, in weighted GPU-hours
 * @param boundGpuHours no plan from the same options costs less, in weighted GPU-hours
 */
public record Plan(
        Instant time,
        long epoch,
        List<Proposal> proposals,
        Map<String, Choice> choices,
        List<WorkloadChoice> explanations,
        int threatened,
        int riding,
        double costGpuHours,
        double boundGpuHours) {

    /** By how much a better plan could be cheaper at most, in percent of this one's cost; 0 if there was nothing to choose. */
    public double gapPercent() {
        return costGpuHours <= 0 ? 0 : Math.max(0, 100 * (1 - boundGpuHours / costGpuHours));
    }
}
