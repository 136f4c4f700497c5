package space.penumbra.jobs.health;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import space.penumbra.domain.wear.NodeWear;
import space.penumbra.domain.wear.WearHistory;
import space.penumbra.domain.wear.WearJudge;
import space.penumbra.domain.wear.WearSample;
import space.penumbra.jobs.WireTypes;

/** Keeps the history of each node's wear and judges it anew when a span of it closes: some samples an hour, not one a frame. */
final class LedgerFunction extends KeyedProcessFunction<String, WearSample, NodeWear> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<WearHistory> histories;

    @Override
    public void open(OpenContext context) {
        histories = getRuntimeContext().getState(new ValueStateDescriptor<>("wear", WireTypes.of(WearHistory.class)));
    }

    @Override
    public void processElement(WearSample sample, Context context, Collector<NodeWear> out) throws Exception {
        WearHistory before = histories.value();
        WearHistory now = before == null ? WearHistory.begin(sample) : before.with(sample);
        if (now == before) {
            return;
        }
        histories.update(now);
        if (before != null && now.closedSince(before)) {
            out.collect(WearJudge.judge(sample.nodeId(), now));
        }
    }
}
