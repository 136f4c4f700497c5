package space.penumbra.domain.planning;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import space.penumbra.domain.migration.ActionKind;

/**
 * A plan in numbers, for whoever wants to know how good it is without reading its choices.
 *
 * @param regionId the region
 * @param epoch number of the plan
 * @param time event time of the plan
 * @param threatenedNodes nodes that a hazard reaches within the look-ahead
 * @param ridingWorkloads workloads that ride a hazard out
 * @param chosen workloads under a hazard by what was chosen for them, waiting or not; an action nobody got is absent
 * @param proposals proposals issued with the plan
 * @param costGpuHours price of all choices, in weighted GPU-hours
 * @param boundGpuHours no plan from the same options costs less, in weighted GPU-hours
 */
public record PlanSummary(
        String regionId,
        long epoch,
        Instant time,
        int threatenedNodes,
        int ridingWorkloads,
        Map<ActionKind, Integer> chosen,
        int proposals,
        double costGpuHours,
        double boundGpuHours) {

    public PlanSummary {
        Objects.requireNonNull(regionId);
        Objects.requireNonNull(time);
        chosen = Map.copyOf(chosen);
    }

    public static PlanSummary of(String regionId, Plan plan) {
        Map<ActionKind, Integer> chosen = new EnumMap<>(ActionKind.class);
        plan.choices().values().forEach(choice -> chosen.merge(choice.action(), 1, Integer::sum));
        return new PlanSummary(
                regionId,
                plan.epoch(),
                plan.time(),
                plan.threatened(),
                plan.riding(),
                chosen,
                plan.proposals().size(),
                plan.costGpuHours(),
                plan.boundGpuHours());
    }

    /** By how much a better plan could be cheaper at most, in percent of this one's cost; empty if the plan costs nothing. */
    public OptionalDouble gapPercent() {
        return costGpuHours > 0
                ? OptionalDouble.of(Math.max(0, 100 * (1 - boundGpuHours / costGpuHours)))
                : OptionalDouble.empty();
    }
}
