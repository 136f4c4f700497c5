package space.penumbra.cli.score;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleConsumer;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.fault.FaultLabel;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.health.HealthMonitor;
import space.penumbra.domain.health.HealthSink;
import space.penumbra.domain.health.NodeHealth;
import space.penumbra.domain.limits.DefaultRules;
import space.penumbra.domain.limits.LimitContext;
import space.penumbra.domain.limits.LimitRule;
import space.penumbra.domain.limits.RuleBook;
import space.penumbra.domain.migration.CommandEvent;
import space.penumbra.domain.residual.FalseAlarmBudget;
import space.penumbra.domain.telemetry.Admission;
import space.penumbra.domain.telemetry.Plausibility;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.producers.twin.FleetTwin;
import space.penumbra.producers.twin.FrameFlaw;
import space.penumbra.producers.twin.Scenario;
import space.penumbra.producers.twin.TwinSink;

/**
 * The simulated fleet under the health monitor, in one process and without topics. Frames go in and alarms come out; the labels of faults are put aside
 * unread. Not thread-safe.
 */
final class WatchedFleet implements TwinSink, HealthSink {

    private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");
    private static final long BEAT_MILLIS = 10_000;
    private static final Set<FrameFlaw> NEVER_ADMITTED = EnumSet.of(FrameFlaw.CORRUPT, FrameFlaw.LOST);

    final List<AlarmEvent> alarms = new ArrayList<>();
    final Map<String, FaultLabel> labels = new LinkedHashMap<>();
    final Instant begin;
    long frames;
    private final FleetTwin twin;
    private final HealthMonitor monitor;
    private final NodeHealth[] health;
    private final TelemetryFrame[] held;

    WatchedFleet(
            Scenario scenario,
            int nodes,
            long seed,
            double intervalSeconds,
            @Nullable FalseAlarmBudget budget,
            boolean context) {
        Instant start = scenario.start() == null ? START : scenario.start();
        twin = FleetTwin.inProcess(nodes, seed, scenario, intervalSeconds, start, this);
        begin = Instant.ofEpochMilli(twin.timeMillis());
        monitor = new HealthMonitor(new RuleBook(context ? DefaultRules.all() : withoutContext()), this, budget);
        int count = twin.designs().size();
        health = new NodeHealth[count];
        held = new TelemetryFrame[count];
        for (int node = 0; node < count; node++) {
            health[node] = new NodeHealth();
            monitor.spec(health[node], twin.designs().get(node).spec());
        }
    }

    private static List<LimitRule> withoutContext() {
        return DefaultRules.all().stream()
                .map(rule -> new LimitRule(
                        rule.ruleId(),
                        rule.profile(),
                        rule.field(),
                        rule.above(),
                        LimitContext.ANY,
                        rule.watch(),
                        rule.warning(),
                        rule.distress(),
                        rule.critical(),
                        rule.severe(),
                        rule.hysteresis(),
                        rule.persistence(),
                        rule.enabled(),
                        rule.version(),
                        rule.runbook(),
                        rule.time()))
                .toList();
    }

    void fly(Duration duration, DoubleConsumer done) {
        long end = begin.plus(duration).toEpochMilli();
        long steps = duration.toMillis() / BEAT_MILLIS;
        for (long step = 1; step <= steps; step++) {
            long now = Math.min(end, begin.toEpochMilli() + step * BEAT_MILLIS);
            twin.advanceTo(now);
            silences(now);
            if (step % 360 == 0) {
                done.accept((double) step / steps);
            }
        }
    }

    private void silences(long now) {
        for (int node = 0; node < health.length; node++) {
            NodeHealth of = health[node];
            String id = twin.designs().get(node).spec().nodeId();
            if (of.silenceCheckMillis == NodeHealth.NO_CHECK) {
                of.silenceCheckMillis = monitor.nextSilenceCheck(id, of, Math.max(now, of.order.newestMillis));
            } else if (of.silenceCheckMillis <= now) {
                monitor.silence(id, of, now);
                of.silenceCheckMillis = monitor.nextSilenceCheck(id, of, now);
            }
        }
    }

    double nodeDays(Duration counted) {
        return health.length * (counted.toMillis() / 86_400_000.0);
    }

    @Override
    public void frame(int node, TelemetryFrame frame, FrameFlaw flaw) {
        frames++;
        if (NEVER_ADMITTED.contains(flaw) || Plausibility.problem(frame) != null) {
            return;
        }
        TelemetryFrame late = held[node];
        held[node] = flaw == FrameFlaw.REORDERED ? frame.copy() : null;
        if (flaw != FrameFlaw.REORDERED) {
            take(node, frame);
        }
        if (late != null) {
            take(node, late);
        }
        if (flaw == FrameFlaw.DUPLICATE) {
            take(node, frame);
        }
    }

    private void take(int node, TelemetryFrame frame) {
        if (monitor.frame(health[node], frame) == Admission.NEWEST && health[node].silent) {
            throw new IllegalStateException("a node that reports is silent: " + frame.nodeId());
        }
    }

    @Override
    public void alarm(AlarmEvent event) {
        alarms.add(event);
    }

    @Override
    public void label(FaultLabel label) {
        labels.put(label.labelId(), label);
    }

    @Override
    public void status(NodeStatus status) {
        // Alarms alone are scored.
    }

    @Override
    public void workload(Workload workload) {
        // Work is the planner's matter.
    }

    @Override
    public void event(CommandEvent event) {
        // No command is given.
    }
}
