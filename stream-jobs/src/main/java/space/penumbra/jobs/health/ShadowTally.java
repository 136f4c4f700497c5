package space.penumbra.jobs.health;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import space.penumbra.domain.rules.ShadowCount;
import space.penumbra.domain.rules.ShadowFinding;
import space.penumbra.jobs.WireTypes;

/**
 * Counts what rules in shadow say, and gives each count a minute of event time after it was begun. The nodes are dealt out to a few counts a
 * version, so that a rule that speaks of every node does not fall on one task; the counts of a minute add up.
 */
final class ShadowTally extends KeyedProcessFunction<String, ShadowFinding, ShadowCount> {

    static final long WINDOW_MILLIS = 60_000;

    private static final long serialVersionUID = 1L;
    private static final int SHARES = 4;

    private transient ValueState<ShadowCount> counts;

    static String key(ShadowFinding finding) {
        return finding.key() + "#" + Math.floorMod(finding.nodeId().hashCode(), SHARES);
    }

    @Override
    public void open(OpenContext context) {
        counts = getRuntimeContext().getState(new ValueStateDescriptor<>("count", WireTypes.of(ShadowCount.class)));
    }

    @Override
    public void processElement(ShadowFinding finding, Context context, Collector<ShadowCount> out) throws Exception {
        ShadowCount before = counts.value();
        ShadowCount one = ShadowCount.of(finding);
        counts.update(before == null ? one : before.and(one));
        if (before == null) {
            long now = Math.max(
                    context.timerService().currentWatermark(), finding.time().toEpochMilli());
            context.timerService().registerEventTimeTimer(now - Math.floorMod(now, WINDOW_MILLIS) + WINDOW_MILLIS);
        }
    }

    @Override
    public void onTimer(long millis, OnTimerContext context, Collector<ShadowCount> out) throws Exception {
        out.collect(counts.value());
        counts.clear();
    }
}
