package space.penumbra.cli.reckoning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.health.HealthMonitor;
import space.penumbra.domain.health.HealthSink;
import space.penumbra.domain.health.NodeHealth;
import space.penumbra.domain.limits.DefaultRules;
import space.penumbra.domain.limits.LimitContext;
import space.penumbra.domain.limits.LimitRule;
import space.penumbra.domain.limits.RuleBook;
import space.penumbra.domain.limits.Signal;
import space.penumbra.domain.telemetry.TelemetryFrame;

/**
 * Tells from the frames alone which alarms there must be: what the health job would have said had nothing ever died. Alarms of the default
 * limits whose answer lies in the frames; not silence, which depends on when it was looked for, and not limits that hold inside hazard
 * windows, which depends on which window was known. Not thread-safe: first the nodes, then frames in the order of their partitions.
 */
final class AlarmOracle implements HealthSink {

    private final Set<String> judged = DefaultRules.all().stream()
            .filter(rule -> rule.context() != LimitContext.SAA)
            .filter(rule -> Signal.ofField(rule.field())
                    .filter(signal -> signal == Signal.MISSED_REPORTS)
                    .isEmpty())
            .map(LimitRule::ruleId)
            .collect(Collectors.toSet());
    private final HealthMonitor monitor = new HealthMonitor(new RuleBook(DefaultRules.all()), this);
    private final Map<String, NodeHealth> nodes = new HashMap<>();
    private final Set<Change> expected = new HashSet<>();
    private final Set<Change> seen = new HashSet<>();

    void node(NodeSpec spec) {
        monitor.spec(nodes.computeIfAbsent(spec.nodeId(), id -> new NodeHealth()), spec);
    }

    /** A frame that was not rejected. */
    void frame(TelemetryFrame frame) {
        monitor.frame(nodes.computeIfAbsent(frame.nodeId(), id -> new NodeHealth()), frame);
    }

    /** An alarm that the platform told. */
    void told(AlarmEvent event) {
        if (judged.contains(event.ruleId()) && !event.historical()) {
            seen.add(Change.of(event));
        }
    }

    /** Changes that the frames demand and nobody told. */
    List<String> missing() {
        return difference(expected, seen);
    }

    /** Changes that were told and that the frames do not demand. */
    List<String> invented() {
        return difference(seen, expected);
    }

    private static List<String> difference(Set<Change> of, Set<Change> without) {
        List<String> difference = new ArrayList<>();
        of.stream().filter(change -> !without.contains(change)).forEach(change -> difference.add(change.toString()));
        difference.sort(null);
        return difference;
    }

    @Override
    public void alarm(AlarmEvent event) {
        if (judged.contains(event.ruleId())) {
            expected.add(Change.of(event));
        }
    }

    @Override
    public void status(NodeStatus status) {
        // What a node's status says is the reckoning of frames' to judge.
    }

    /** What makes two changes of an alarm the same. */
    private record Change(String alarmKey, long occurrence, String change, String level, long millis) {

        static Change of(AlarmEvent event) {
            return new Change(
                    event.alarmKey(),
                    event.occurrence(),
                    event.change().name(),
                    event.level().name(),
                    event.time().toEpochMilli());
        }
    }
}
