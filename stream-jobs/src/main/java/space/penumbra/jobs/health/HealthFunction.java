package space.penumbra.jobs.health;

import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.hazard.HazardSchedule;
import space.penumbra.domain.health.HealthMonitor;
import space.penumbra.domain.health.HealthSink;
import space.penumbra.domain.health.NodeHealth;
import space.penumbra.domain.limits.DefaultRules;
import space.penumbra.domain.limits.LimitRule;
import space.penumbra.domain.limits.RuleBook;
import space.penumbra.domain.telemetry.Admission;
import space.penumbra.domain.telemetry.Plausibility;
import space.penumbra.domain.telemetry.RejectedRecord;
import space.penumbra.domain.telemetry.RejectionReason;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.jobs.WireTypes;
import space.penumbra.wire.FrameCodec;
import space.penumbra.wire.UndecodableException;

/**
 * The one stateful operator of the job: decodes what comes for a node, keeps the node's health, and gives alarms as its
 * output, status and rejected records aside. One state access per record, and one pending timer per node.
 */
final class HealthFunction extends KeyedBroadcastProcessFunction<String, NodeInput, LimitRule, AlarmEvent>
        implements HealthSink {

    static final OutputTag<NodeStatus> STATUS = new OutputTag<>("status", WireTypes.of(NodeStatus.class));
    static final OutputTag<RejectedRecord> REJECTED = new OutputTag<>("rejected", WireTypes.of(RejectedRecord.class));
    static final MapStateDescriptor<String, LimitRule> RULES =
            new MapStateDescriptor<>("rules", Types.STRING, WireTypes.of(LimitRule.class));

    private static final long serialVersionUID = 1L;

    private transient ValueState<NodeHealth> states;
    private transient TelemetryFrame frame;
    private transient RuleBook rules;
    private transient HealthMonitor monitor;
    private transient Counter accepted;
    private transient Counter rejected;
    // Where the findings of the call in progress go.
    private transient Collector<AlarmEvent> alarms;
    private transient ReadOnlyContext aside;

    @Override
    public void open(OpenContext context) {
        states = getRuntimeContext().getState(new ValueStateDescriptor<>("health", new NodeHealthType()));
        frame = new TelemetryFrame();
        accepted = getRuntimeContext().getMetricGroup().counter("framesAccepted");
        rejected = getRuntimeContext().getMetricGroup().counter("recordsRejected");
    }

    @Override
    public void processElement(NodeInput input, ReadOnlyContext context, Collector<AlarmEvent> out) throws Exception {
        begin(context, out);
        if (input.key.length == 0) {
            reject(input, RejectionReason.WRONG_NODE, "the record has no key", input.brokerMillis);
            return;
        }
        try {
            switch (input.topic) {
                case FRAMES:
                    frame(input, context.timerService());
                    break;
                case NODES:
                    spec(input, (NodeSpec) input.topic.topic().codec().decode(input.value), context.timerService());
                    break;
                case HAZARDS:
                    hazards(input, (HazardSchedule) input.topic.topic().codec().decode(input.value));
                    break;
                default:
                    throw new IllegalStateException("No handling for " + input.topic);
            }
        } catch (UndecodableException e) {
            reject(input, RejectionReason.UNDECODABLE, e.getMessage(), input.brokerMillis);
        }
    }

    private void frame(NodeInput input, TimerService timers) throws Exception {
        FrameCodec.INSTANCE.decodeInto(input.value, frame);
        long time = frame.timeMillis();
        String id = input.node();
        if (!id.equals(frame.nodeId())) {
            reject(input, RejectionReason.WRONG_NODE, "the frame is of node '" + frame.nodeId() + "'", time);
            return;
        }
        if (input.ahead) {
            reject(input, RejectionReason.AHEAD_OF_TIME, frame.time() + " is over an hour ahead of the fleet", time);
            return;
        }
        String implausible = Plausibility.problem(frame);
        if (implausible != null) {
            reject(input, RejectionReason.OUT_OF_RANGE, implausible, time);
            return;
        }
        NodeHealth node = node();
        Admission admission = monitor.frame(node, frame);
        if (admission == Admission.DUPLICATE) {
            reject(input, RejectionReason.DUPLICATE, "frame " + frame.sequence() + " of " + frame.time(), time);
        } else if (admission == Admission.TOO_LATE) {
            reject(input, RejectionReason.TOO_LATE, frame.time() + " is too far behind the node's newest frame", time);
        } else {
            accepted.inc();
        }
        if (node.silenceCheckMillis == NodeHealth.NO_CHECK) {
            watch(id, node, node.order.newestMillis, timers);
        }
        states.update(node);
    }

    private void spec(NodeInput input, NodeSpec spec, TimerService timers) throws Exception {
        NodeHealth node = node();
        monitor.spec(node, spec);
        if (node.silenceCheckMillis != NodeHealth.NO_CHECK) {
            timers.deleteEventTimeTimer(node.silenceCheckMillis);
            if (node.silent) {
                monitor.silence(input.node(), node, Math.max(timers.currentWatermark(), node.order.newestMillis));
            }
            watch(input.node(), node, Math.max(timers.currentWatermark(), node.order.newestMillis), timers);
        }
        states.update(node);
    }

    private void hazards(NodeInput input, HazardSchedule schedule) throws Exception {
        NodeHealth node = node();
        monitor.hazards(node, schedule);
        states.update(node);
    }

    @Override
    public void onTimer(long millis, OnTimerContext context, Collector<AlarmEvent> out) throws Exception {
        if (context.timerService().currentWatermark() == Long.MAX_VALUE) {
            // The stream has ended, or is drained: that nothing follows says nothing about a node.
            return;
        }
        begin(context, out);
        NodeHealth node = states.value();
        if (node == null || node.silenceCheckMillis != millis) {
            return;
        }
        String id = context.getCurrentKey();
        monitor.silence(id, node, millis);
        watch(id, node, millis, context.timerService());
        states.update(node);
    }

    private void watch(String id, NodeHealth node, long fleetMillis, TimerService timers) {
        node.silenceCheckMillis = monitor.nextSilenceCheck(id, node, fleetMillis);
        if (node.silenceCheckMillis != NodeHealth.NO_CHECK) {
            timers.registerEventTimeTimer(node.silenceCheckMillis);
        }
    }

    @Override
    public void processBroadcastElement(LimitRule rule, Context context, Collector<AlarmEvent> out) throws Exception {
        knowRules(context.getBroadcastState(RULES));
        if (rules.offer(rule)) {
            context.getBroadcastState(RULES).put(rule.ruleId(), rule);
        }
    }

    private void begin(ReadOnlyContext context, Collector<AlarmEvent> out) throws Exception {
        alarms = out;
        aside = context;
        if (rules == null) {
            knowRules(context.getBroadcastState(RULES));
        }
    }

    private void knowRules(ReadOnlyBroadcastState<String, LimitRule> stored) throws Exception {
        if (rules == null) {
            rules = new RuleBook(DefaultRules.all());
            for (Map.Entry<String, LimitRule> entry : stored.immutableEntries()) {
                rules.offer(entry.getValue());
            }
            monitor = new HealthMonitor(rules, this);
        }
    }

    private NodeHealth node() throws Exception {
        NodeHealth node = states.value();
        return node == null ? new NodeHealth() : node;
    }

    private void reject(NodeInput input, RejectionReason reason, String detail, long timeMillis) {
        rejected.inc();
        aside.output(REJECTED, input.rejected(reason, detail, timeMillis));
    }

    @Override
    public void alarm(AlarmEvent event) {
        alarms.collect(event);
    }

    @Override
    public void status(NodeStatus status) {
        aside.output(STATUS, status);
    }
}
