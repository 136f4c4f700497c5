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
import space.penumbra.domain.residual.FalseAlarmBudget;
import space.penumbra.domain.rules.RuleState;
import space.penumbra.domain.rules.RuleVersion;
import space.penumbra.domain.telemetry.Admission;
import space.penumbra.domain.telemetry.FleetTimeGuard;
import space.penumbra.domain.telemetry.Plausibility;
import space.penumbra.domain.telemetry.RejectedRecord;
import space.penumbra.domain.telemetry.RejectionReason;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.domain.wear.WearSample;
import space.penumbra.jobs.WireTypes;
import space.penumbra.wire.FrameCursor;
import space.penumbra.wire.UndecodableException;

/**
 * The one stateful operator of the job: decodes what comes for a node, keeps the node's health, and gives alarms as its
 * output, status and rejected records aside. One state access per record, and one pending timer per node.
 */
final class HealthFunction extends KeyedBroadcastProcessFunction<String, NodeInput, RuleVersion, AlarmEvent>
        implements HealthSink {

    static final OutputTag<NodeStatus> STATUS = new OutputTag<>("status", WireTypes.of(NodeStatus.class));
    static final OutputTag<RejectedRecord> REJECTED = new OutputTag<>("rejected", WireTypes.of(RejectedRecord.class));
    static final OutputTag<WearSample> WEAR = new OutputTag<>("wear", WireTypes.of(WearSample.class));
    static final MapStateDescriptor<String, LimitRule> RULES =
            new MapStateDescriptor<>("rules", Types.STRING, WireTypes.of(LimitRule.class));

    private static final long serialVersionUID = 1L;

    private final double falseAlarms;

    private transient ValueState<KeptNode> states;
    private transient FrameCursor frames;
    private transient TelemetryFrame frame;
    private transient RuleBook rules;
    private transient HealthMonitor monitor;
    private transient Shadows shadows;
    private transient Counter accepted;
    private transient Counter rejected;
    /** How the node of the call in progress is kept; null if it is new. */
    private transient KeptNode kept;
    // Where the findings of the call in progress go.
    private transient Collector<AlarmEvent> alarms;
    private transient ReadOnlyContext aside;

    /** With a budget of false alarms in a thousand node-days. */
    HealthFunction(double falseAlarms) {
        this.falseAlarms = falseAlarms;
    }

    @Override
    public void open(OpenContext context) {
        states = getRuntimeContext().getState(new ValueStateDescriptor<>("health", new NodeHealthType()));
        shadows = new Shadows(getRuntimeContext());
        frames = new FrameCursor();
        frame = new TelemetryFrame();
        accepted = getRuntimeContext().getMetricGroup().counter("framesAccepted");
        rejected = getRuntimeContext().getMetricGroup().counter("recordsRejected");
    }

    @Override
    public void processElement(NodeInput input, ReadOnlyContext context, Collector<AlarmEvent> out) throws Exception {
        begin(context, out);
        if (input.key.length == 0) {
            rejectWhole(input, RejectionReason.WRONG_NODE, "the record has no key");
            return;
        }
        try {
            switch (input.topic) {
                case FRAMES:
                    frames(input, context.timerService());
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
            rejectWhole(input, RejectionReason.UNDECODABLE, e.getMessage());
        }
    }

    /** One frame or a pack of them: one state access in either case. A pack that breaks off keeps what came before. */
    private void frames(NodeInput input, TimerService timers) throws Exception {
        input.frames(frames);
        NodeHealth node = null;
        try {
            long firstMillis = Long.MIN_VALUE;
            while (frames.next(frame)) {
                firstMillis = firstMillis == Long.MIN_VALUE ? frame.timeMillis() : firstMillis;
                if (usable(input, firstMillis)) {
                    node = node == null ? node() : node;
                    admit(input, node);
                }
            }
        } finally {
            if (node != null) {
                if (node.silenceCheckMillis == NodeHealth.NO_CHECK) {
                    watch(input.node(), node, node.order.newestMillis, timers);
                }
                keep(node);
                shadows.keep();
            }
        }
    }

    private boolean usable(NodeInput input, long firstMillis) {
        if (!input.node().equals(frame.nodeId())) {
            reject(input, RejectionReason.WRONG_NODE, "the frame is of node '" + frame.nodeId() + "'");
            return false;
        }
        // Not the difference of the two: a spoilt one may be as far away as a number can be.
        if (input.ahead || frame.timeMillis() > firstMillis + FleetTimeGuard.PERMITTED_MILLIS) {
            reject(input, RejectionReason.AHEAD_OF_TIME, frame.time() + " is over an hour ahead of the fleet");
            return false;
        }
        String implausible = Plausibility.problem(frame);
        if (implausible != null) {
            reject(input, RejectionReason.OUT_OF_RANGE, implausible);
            return false;
        }
        return true;
    }

    private void admit(NodeInput input, NodeHealth node) {
        Admission admission = monitor.frame(node, frame);
        if (admission == Admission.DUPLICATE) {
            reject(input, RejectionReason.DUPLICATE, "frame " + frame.sequence() + " of " + frame.time());
        } else if (admission == Admission.TOO_LATE) {
            reject(input, RejectionReason.TOO_LATE, frame.time() + " is too far behind the node's newest frame");
        } else {
            accepted.inc();
        }
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
        keep(node);
    }

    private void hazards(NodeInput input, HazardSchedule schedule) throws Exception {
        NodeHealth node = node();
        monitor.hazards(node, schedule);
        keep(node);
    }

    @Override
    public void onTimer(long millis, OnTimerContext context, Collector<AlarmEvent> out) throws Exception {
        if (context.timerService().currentWatermark() == Long.MAX_VALUE) {
            // The stream has ended, or is drained: that nothing follows says nothing about a node.
            return;
        }
        begin(context, out);
        NodeHealth node = node();
        if (node.silenceCheckMillis != millis) {
            return;
        }
        String id = context.getCurrentKey();
        monitor.silence(id, node, millis);
        watch(id, node, millis, context.timerService());
        keep(node);
    }

    private void watch(String id, NodeHealth node, long fleetMillis, TimerService timers) {
        node.silenceCheckMillis = monitor.nextSilenceCheck(id, node, fleetMillis);
        if (node.silenceCheckMillis != NodeHealth.NO_CHECK) {
            timers.registerEventTimeTimer(node.silenceCheckMillis);
        }
    }

    @Override
    public void processBroadcastElement(RuleVersion version, Context context, Collector<AlarmEvent> out)
            throws Exception {
        knowRules(context.getBroadcastState(RULES), context.getBroadcastState(Shadows.TRIED));
        if (version.state() == RuleState.LIVE && rules.offer(version.rule())) {
            context.getBroadcastState(RULES).put(version.ruleId(), version.rule());
        }
        if (shadows.offer(version, context.getBroadcastState(Shadows.TRIED))) {
            context.applyToKeyedState(Shadows.STANDS, (node, stand) -> stand.clear());
        }
        watch();
    }

    private void begin(ReadOnlyContext context, Collector<AlarmEvent> out) throws Exception {
        alarms = out;
        aside = context;
        if (rules == null) {
            knowRules(context.getBroadcastState(RULES), context.getBroadcastState(Shadows.TRIED));
        }
    }

    private void knowRules(
            ReadOnlyBroadcastState<String, LimitRule> stored, ReadOnlyBroadcastState<String, RuleVersion> tried)
            throws Exception {
        if (rules == null) {
            rules = new RuleBook(DefaultRules.all());
            for (Map.Entry<String, LimitRule> entry : stored.immutableEntries()) {
                rules.offer(entry.getValue());
            }
            monitor = new HealthMonitor(rules, this, new FalseAlarmBudget(falseAlarms));
            shadows.open(rules, tried, finding -> aside.output(Shadows.FOUND, finding));
            watch();
        }
    }

    /** While no rule is in shadow nobody looks on, and nothing is spent. */
    private void watch() {
        monitor.watchedBy(shadows.idle() ? null : shadows);
    }

    private NodeHealth node() throws Exception {
        kept = states.value();
        return kept == null ? new NodeHealth() : kept.open();
    }

    private void keep(NodeHealth node) throws Exception {
        kept = kept == null ? new KeptNode() : kept;
        kept.keep(node);
        states.update(kept);
    }

    private void rejectWhole(NodeInput input, RejectionReason reason, String detail) {
        rejected.inc();
        aside.output(REJECTED, input.rejected(reason, detail, input.brokerMillis, RejectedRecord.WHOLE));
    }

    /** Rejects the frame at hand. */
    private void reject(NodeInput input, RejectionReason reason, String detail) {
        rejected.inc();
        int place = frames.packed() ? frames.place() : RejectedRecord.WHOLE;
        aside.output(REJECTED, input.rejected(reason, detail, frame.timeMillis(), place));
    }

    @Override
    public void alarm(AlarmEvent event) {
        alarms.collect(event);
    }

    @Override
    public void status(NodeStatus status) {
        aside.output(STATUS, status);
    }

    @Override
    public void wear(WearSample sample) {
        aside.output(WEAR, sample);
    }
}
