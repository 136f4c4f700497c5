package space.penumbra.domain.backtest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import space.penumbra.domain.alarm.AlarmChange;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.fault.FaultLabel;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.hazard.HazardSchedule;
import space.penumbra.domain.health.HealthMonitor;
import space.penumbra.domain.health.HealthSink;
import space.penumbra.domain.health.NodeHealth;
import space.penumbra.domain.limits.RuleBook;
import space.penumbra.domain.telemetry.TelemetryFrame;

/** What one rule says of recorded frames among all others: the health job without its engine. Not thread-safe. */
final class SaidOfNodes implements HealthSink {

    /** One alarm that was raised or became worse. */
    record Word(String nodeId, Instant time, String message) {}

    private final String ruleId;
    private final HealthMonitor monitor;
    private final Map<String, NodeHealth> nodes = new HashMap<>();
    private final List<Word> raised = new ArrayList<>();
    private final Map<String, TreeMap<Instant, Word>> spoken = new HashMap<>();

    SaidOfNodes(RuleBook book, String ruleId) {
        this.ruleId = ruleId;
        this.monitor = new HealthMonitor(book, this);
    }

    void node(NodeSpec spec) {
        monitor.spec(of(spec.nodeId()), spec);
    }

    void hazards(HazardSchedule schedule) {
        monitor.hazards(of(schedule.nodeId()), schedule);
    }

    void frame(TelemetryFrame frame) {
        NodeHealth node = of(frame.nodeId());
        silence(frame.nodeId(), node, frame.timeMillis());
        monitor.frame(node, frame);
    }

    /** Looks for silence as the job's timers do, up to this event time. */
    void until(long millis) {
        nodes.forEach((id, node) -> silence(id, node, millis));
    }

    private void silence(String id, NodeHealth node, long millis) {
        if (node.silenceCheckMillis == NodeHealth.NO_CHECK) {
            node.silenceCheckMillis = monitor.nextSilenceCheck(id, node, node.order.newestMillis);
        }
        while (node.silenceCheckMillis != NodeHealth.NO_CHECK && node.silenceCheckMillis < millis) {
            long due = node.silenceCheckMillis;
            monitor.silence(id, node, due);
            node.silenceCheckMillis = monitor.nextSilenceCheck(id, node, due);
        }
    }

    private NodeHealth of(String nodeId) {
        return nodes.computeIfAbsent(nodeId, ignored -> new NodeHealth());
    }

    /** Every time that it was raised. */
    List<Word> raised() {
        return raised;
    }

    /** When it first spoke of a node while this fault was there. */
    Optional<Instant> firstDuring(FaultLabel fault) {
        TreeMap<Instant, Word> words = spoken.get(fault.nodeId());
        Instant first = words == null ? null : words.ceilingKey(fault.start());
        return Optional.ofNullable(first).filter(time -> Faults.within(fault, time));
    }

    @Override
    public void alarm(AlarmEvent event) {
        boolean speaks = event.change() == AlarmChange.RAISED || event.change() == AlarmChange.WORSENED;
        if (!speaks || !event.ruleId().equals(ruleId)) {
            return;
        }
        Word word = new Word(event.nodeId(), event.time(), event.message());
        spoken.computeIfAbsent(event.nodeId(), ignored -> new TreeMap<>()).put(event.time(), word);
        if (event.change() == AlarmChange.RAISED) {
            raised.add(word);
        }
    }

    @Override
    public void status(NodeStatus status) {
        // Alarms alone are judged.
    }
}
