package space.penumbra.jobs.migrations;

import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import space.penumbra.domain.migration.Proposal;
import space.penumbra.domain.migration.WorkloadChoice;
import space.penumbra.domain.planning.LookaheadPlanner;
import space.penumbra.domain.planning.Plan;
import space.penumbra.domain.planning.PlannerSettings;
import space.penumbra.jobs.WireTypes;

/** Keeps the facts of a region and plans anew in a steady cycle of event time, whenever something changed. */
final class RegionPlanner extends KeyedProcessFunction<String, RegionFact, Proposal> {

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(RegionPlanner.class);

    /**
     * Wall-clock time from a region's first fact to its first plan: until then the topics may not have been read to their ends, and what is
     * missing could be the ledger.
     */
    static final long GRACE_MILLIS = 5_000;

    /** What was chosen for each workload when that changed, and why. */
    static final OutputTag<WorkloadChoice> CHOICES = new OutputTag<>("choices", WireTypes.of(WorkloadChoice.class));

    private final double commitSeconds;

    private transient RegionState region;
    private transient ValueState<Long> firstSeenMillis;
    private transient Counter plans;
    private transient Counter proposals;
    private transient Plan lastPlan;

    RegionPlanner(double commitSeconds) {
        this.commitSeconds = commitSeconds;
    }

    @Override
    public void open(OpenContext context) {
        region = new RegionState(getRuntimeContext());
        firstSeenMillis = getRuntimeContext().getState(new ValueStateDescriptor<>("firstSeenMillis", Types.LONG));
        plans = getRuntimeContext().getMetricGroup().counter("plans");
        proposals = getRuntimeContext().getMetricGroup().counter("proposals");
        getRuntimeContext()
                .getMetricGroup()
                .gauge("planCostGpuHours", () -> lastPlan == null ? 0.0 : lastPlan.costGpuHours());
        getRuntimeContext()
                .getMetricGroup()
                .gauge("planBoundGpuHours", () -> lastPlan == null ? 0.0 : lastPlan.boundGpuHours());
    }

    @Override
    public void processElement(RegionFact fact, Context context, Collector<Proposal> out) throws Exception {
        if (firstSeenMillis.value() == null) {
            firstSeenMillis.update(context.timerService().currentProcessingTime());
            planAgain(context);
        }
        region.keep(fact);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Proposal> out) throws Exception {
        long now = context.timerService().currentWatermark();
        if (now == Long.MAX_VALUE) {
            return;
        }
        planAgain(context);
        long wall = context.timerService().currentProcessingTime();
        boolean topicsRead = wall >= firstSeenMillis.value() + GRACE_MILLIS;
        if (topicsRead && region.changed()) {
            plan(Instant.ofEpochMilli(now), Instant.ofEpochMilli(wall), context, out);
        }
    }

    private void plan(Instant now, Instant wall, Context context, Collector<Proposal> out) throws Exception {
        PlannerSettings settings =
                PlannerSettings.LIVE.atPace(region.speed(), commitSeconds).behind(region.lagSeconds(now, wall));
        Plan plan = new LookaheadPlanner(settings).plan(region.snapshot(now));
        region.news(plan).forEach(choice -> context.output(CHOICES, choice));
        region.keep(plan);
        plan.proposals().forEach(out::collect);
        lastPlan = plan;
        plans.inc();
        proposals.inc(plan.proposals().size());
        if (!plan.proposals().isEmpty()) {
            LOG.info(
                    "plan epoch={} time={} threatened={} riding={} proposals={} costGpuHours={} boundGpuHours={}",
                    plan.epoch(),
                    plan.time(),
                    plan.threatened(),
                    plan.riding(),
                    plan.proposals().size(),
                    plan.costGpuHours(),
                    plan.boundGpuHours());
        }
    }

    private static void planAgain(KeyedProcessFunction<String, RegionFact, Proposal>.Context context) {
        long cycle = Math.round(PlannerSettings.LIVE.cycleSeconds() * 1000);
        long now = Math.max(0, context.timerService().currentWatermark());
        context.timerService().registerEventTimeTimer((now / cycle + 1) * cycle);
    }
}
