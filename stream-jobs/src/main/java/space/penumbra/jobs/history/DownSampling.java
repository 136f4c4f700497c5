package space.penumbra.jobs.history;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.telemetry.Plausibility;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.jobs.WireTypes;
import space.penumbra.jobs.health.NodeInput;
import space.penumbra.jobs.health.NodeTopic;
import space.penumbra.wire.FrameCursor;
import space.penumbra.wire.Topics;
import space.penumbra.wire.UndecodableException;

/**
 * One point per node and interval of event time. A frame that comes after its interval was written becomes a point of its
 * own. Frames that cannot be used are left to the health job, which diverts them.
 */
final class DownSampling extends KeyedProcessFunction<String, NodeInput, String> {

    private static final long serialVersionUID = 1L;

    private final long intervalMillis;
    private transient MapState<Long, Means> open;
    private transient ValueState<NodeSpec> specs;
    private transient FrameCursor frames;
    private transient TelemetryFrame frame;

    DownSampling(int intervalSeconds) {
        this.intervalMillis = intervalSeconds * 1000L;
    }

    @Override
    public void open(OpenContext context) {
        open = getRuntimeContext().getMapState(new MapStateDescriptor<>("intervals", Types.LONG, new MeansType()));
        specs = getRuntimeContext().getState(new ValueStateDescriptor<>("spec", WireTypes.of(NodeSpec.class)));
        frames = new FrameCursor();
        frame = new TelemetryFrame();
    }

    @Override
    public void processElement(NodeInput input, Context context, Collector<String> out) throws Exception {
        try {
            if (input.topic() == NodeTopic.NODES) {
                specs.update(Topics.FLEET_NODES.codec().decode(input.value()));
                return;
            }
            input.frames(frames);
            while (frames.next(frame)) {
                if (frame.nodeId().equals(input.node()) && !input.ahead() && Plausibility.problem(frame) == null) {
                    take(context, out);
                }
            }
        } catch (UndecodableException e) {
            // The health job diverts it.
        }
    }

    private void take(Context context, Collector<String> out) throws Exception {
        long start = intervalMillis == 0 ? 0 : Math.floorDiv(frame.timeMillis(), intervalMillis) * intervalMillis;
        long end = start + intervalMillis - 1;
        if (intervalMillis == 0 || end <= context.timerService().currentWatermark()) {
            Means alone = new Means();
            alone.add(frame);
            Lines.node(context.getCurrentKey(), specs.value(), alone, frame.timeMillis(), out::collect);
            return;
        }
        Means means = open.get(start);
        if (means == null) {
            means = new Means();
            context.timerService().registerEventTimeTimer(end);
        }
        means.add(frame);
        open.put(start, means);
    }

    @Override
    public void onTimer(long end, OnTimerContext context, Collector<String> out) throws Exception {
        long start = end - intervalMillis + 1;
        Means means = open.get(start);
        if (means != null) {
            Lines.node(context.getCurrentKey(), specs.value(), means, start, out::collect);
            open.remove(start);
        }
    }
}
