package space.penumbra.cli.score;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.hazard.CommonFacts;
import space.penumbra.domain.hazard.HazardKeeper;
import space.penumbra.domain.hazard.HazardKind;
import space.penumbra.domain.hazard.HazardSchedule;
import space.penumbra.domain.hazard.HazardWindow;
import space.penumbra.domain.hazard.NodeFacts;
import space.penumbra.domain.hazard.NodeTrend;
import space.penumbra.domain.hazard.Storm;
import space.penumbra.domain.health.HealthMonitor;
import space.penumbra.domain.health.HealthSink;
import space.penumbra.domain.health.NodeHealth;
import space.penumbra.domain.limits.DefaultRules;
import space.penumbra.domain.limits.RuleBook;
import space.penumbra.domain.telemetry.Plausibility;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.domain.weather.SpaceWeather;
import space.penumbra.orbit.ground.GroundNetwork;
import space.penumbra.producers.twin.FrameFlaw;
import space.penumbra.producers.twin.NodeDesign;
import space.penumbra.wire.FrameCodec;

/** The health and forecasts jobs without their engine: frames become statuses, and with them and the orbits hazards. Not thread-safe. */
final class Pipeline implements HealthSink {

    /** Where the two jobs' records end up, once they are committed. */
    interface Reader {

        void status(NodeStatus status);

        void hazards(HazardSchedule schedule);
    }

    private static final Set<HazardKind> NOT_OF_THE_ORBIT =
            EnumSet.of(HazardKind.SOLAR_PROTON, HazardKind.THERMAL, HazardKind.POWER, HazardKind.MAINTENANCE);

    private final Trial trial;
    private final List<NodeDesign> designs;
    private final Mail mail;
    private final Reader reader;
    private final RuleBook rules = new RuleBook(DefaultRules.all());
    private final HealthMonitor monitor = new HealthMonitor(rules, this);
    private final NodeHealth[] healths;
    private final Map<String, Integer> index = new HashMap<>();
    private final Map<Integer, byte[]> heldBack = new HashMap<>();
    private final HazardKeeper keeper = new HazardKeeper(Trial.HORIZON, GroundNetwork.NONE);
    private final NodeTrend[] trends;
    private final HazardSchedule[] published;
    private Storm storm = Storm.NONE;
    private long nowMillis;

    Pipeline(Trial trial, List<NodeDesign> designs, Mail mail, Reader reader) {
        this.trial = trial;
        this.designs = designs;
        this.mail = mail;
        this.reader = reader;
        this.healths = new NodeHealth[designs.size()];
        this.trends = new NodeTrend[designs.size()];
        this.published = new HazardSchedule[designs.size()];
        for (int node = 0; node < healths.length; node++) {
            index.put(designs.get(node).spec().nodeId(), node);
            healths[node] = new NodeHealth();
            monitor.spec(healths[node], designs.get(node).spec());
            trends[node] = NodeTrend.NONE;
        }
    }

    void at(long millis) {
        nowMillis = millis;
    }

    /** A frame comes from a node, with what happened to it on the way. */
    void frame(int node, TelemetryFrame frame, FrameFlaw flaw) {
        if (flaw == FrameFlaw.CORRUPT || flaw == FrameFlaw.LOST) {
            return;
        }
        byte[] held = heldBack.remove(node);
        if (flaw == FrameFlaw.REORDERED) {
            heldBack.put(node, FrameCodec.INSTANCE.encode(frame));
        } else {
            admit(node, frame);
            if (flaw == FrameFlaw.DUPLICATE) {
                admit(node, frame);
            }
        }
        if (held != null) {
            admit(node, FrameCodec.INSTANCE.decode(held));
        }
    }

    private void admit(int node, TelemetryFrame frame) {
        if (Plausibility.problem(frame) == null) {
            monitor.frame(healths[node], frame);
        }
    }

    /** Looks for nodes that have gone silent. */
    void listen() {
        for (int node = 0; node < healths.length; node++) {
            monitor.silence(designs.get(node).spec().nodeId(), healths[node], nowMillis);
        }
    }

    @Override
    public void alarm(AlarmEvent event) {
        // Nobody in the loop reads alarms: their level is in the status.
    }

    @Override
    public void status(NodeStatus status) {
        mail.fromJob(nowMillis, () -> {
            reader.status(status);
            follow(index.get(status.nodeId()), status);
        });
    }

    private void follow(int node, NodeStatus status) {
        trends[node] = trends[node].with(status);
        if (published[node] != null) {
            publish(node, keeper.telemetry(published[node], facts(node), common(), Instant.ofEpochMilli(nowMillis)));
        }
    }

    /** Lets the forecasts reach further, as time goes on. */
    void lookFurther() {
        Instant now = Instant.ofEpochMilli(nowMillis);
        Instant horizon = now.plus(Trial.HORIZON);
        for (int node = 0; node < published.length; node++) {
            HazardSchedule all = trial.orbits().get(designs.get(node).spec().nodeId());
            HazardSchedule before = published[node];
            List<HazardWindow> windows = new ArrayList<>();
            for (HazardWindow window : all.windows()) {
                if (window.end().isAfter(now) && window.start().isBefore(horizon)) {
                    windows.add(window);
                }
            }
            if (before != null) {
                before.windows().stream()
                        .filter(window -> NOT_OF_THE_ORBIT.contains(window.kind())
                                && window.end().isAfter(now))
                        .forEach(windows::add);
            }
            long version = before == null ? 1 : before.version() + 1;
            publish(
                    node,
                    Optional.of(new HazardSchedule(
                            all.nodeId(), version, List.copyOf(windows), horizon, all.elementsEpoch(), now)));
            if (storm != Storm.NONE) {
                publish(node, keeper.weather(published[node], facts(node), common(), now));
            }
        }
    }

    /** An observation of the space weather comes in. */
    void weather(SpaceWeather observation) {
        Storm before = storm;
        Instant now = Instant.ofEpochMilli(nowMillis);
        storm = storm.with(observation);
        if (!storm.differsFrom(before, now)) {
            return;
        }
        for (int node = 0; node < published.length; node++) {
            if (published[node] != null) {
                publish(node, keeper.weather(published[node], facts(node), common(), now));
            }
        }
    }

    private NodeFacts facts(int node) {
        NodeDesign design = designs.get(node);
        return new NodeFacts(design.elements(), design.spec(), trends[node]);
    }

    private CommonFacts common() {
        return new CommonFacts(storm, rules, List.of());
    }

    private void publish(int node, Optional<HazardSchedule> next) {
        next.ifPresent(schedule -> {
            published[node] = schedule;
            mail.fromJob(nowMillis, () -> {
                monitor.hazards(healths[node], schedule);
                reader.hazards(schedule);
            });
        });
    }
}
