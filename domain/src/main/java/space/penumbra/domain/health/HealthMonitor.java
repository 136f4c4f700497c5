package space.penumbra.domain.health;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.hazard.HazardKind;
import space.penumbra.domain.hazard.HazardSchedule;
import space.penumbra.domain.hazard.HazardWindow;
import space.penumbra.domain.limits.LimitDecision;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.limits.LimitMonitor;
import space.penumbra.domain.limits.RuleBook;
import space.penumbra.domain.limits.Signal;
import space.penumbra.domain.limits.Surroundings;
import space.penumbra.domain.residual.Cause;
import space.penumbra.domain.residual.FalseAlarmBudget;
import space.penumbra.domain.residual.ResidualMonitor;
import space.penumbra.domain.residual.ResidualSink;
import space.penumbra.domain.telemetry.Admission;
import space.penumbra.domain.telemetry.Reading;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.domain.wear.WearSample;

/**
 * Decides on the health of nodes, one event at a time: frames, descriptions, hazard windows, and the passing of time. All
 * memory is in the {@link NodeHealth} and {@link RuleBook} that are passed in. Not thread-safe: one monitor per thread.
 */
public final class HealthMonitor {

    /** How much older than the newest frame of its node a frame may be. */
    public static final long DISORDER_MILLIS = 60_000;

    /** A status is given at least this often while frames arrive. */
    public static final long STATUS_MILLIS = 30_000;

    // A node that reports every second is not silent after three: link handovers take longer.
    private static final double SHORTEST_INTERVAL_SECONDS = 20;
    private static final long SOONEST_RECHECK_MILLIS = 1_000;
    // Knuth's multiplier: similar ids come to lie far apart.
    private static final int SPREAD = 0x9E3779B1;

    private final RuleBook rules;
    private final HealthSink out;
    private final Consumer<LimitDecision> decided;
    /** Null when physics is switched off. */
    @Nullable
    private final ResidualMonitor residuals;

    private final Folding folding;
    /** Null while nobody looks on. */
    @Nullable
    private FrameWatch watch;

    private String nodeId;
    private NodeHealth node;
    private long nowMillis;
    private boolean spoke;

    public HealthMonitor(RuleBook rules, HealthSink out) {
        this(rules, out, FalseAlarmBudget.DEFAULT);
    }

    /**
     * A monitor with a budget of its own.
     *
     * @param budget false alarms that the residual detectors may raise; null switches them off
     */
    public HealthMonitor(RuleBook rules, HealthSink out, @Nullable FalseAlarmBudget budget) {
        this.residuals = budget == null ? null : new ResidualMonitor(budget, new Found());
        this.folding = new Folding(residuals, out::alarm);
        this.rules = rules;
        this.out = out;
        // One consumer for all frames: nothing is allocated where nothing is decided.
        this.decided = this::decided;
    }

    /** Lets somebody look on at every newest frame from now on; nobody if null. */
    public void watchedBy(@Nullable FrameWatch onlooker) {
        watch = onlooker;
    }

    /**
     * Takes a plausible frame.
     *
     * @return what the frame is among those of its node; only an admitted one had an effect
     */
    public Admission frame(NodeHealth of, TelemetryFrame frame) {
        Admission admission = of.order.admit(frame.timeMillis(), frame.sequence(), DISORDER_MILLIS);
        if (admission == Admission.NEWEST) {
            turnTo(frame.nodeId(), of, frame.timeMillis());
            newest(frame);
        } else if (admission == Admission.REORDERED) {
            of.frames++;
        }
        return admission;
    }

    private void newest(TelemetryFrame frame) {
        node.frames++;
        node.upsets.add(frame);
        Shown.take(frame, node.shown);
        Surroundings before = node.surroundings;
        boolean anomaly = node.anomalyMillis.length > 0
                && NodeHealth.endOfWindow(node.anomalyMillis, nowMillis) != Long.MIN_VALUE;
        Surroundings surroundings = Surroundings.of(frame.get(Reading.SUN_SENSOR), anomaly);
        if (surroundings != before) {
            // A reference written anew makes the garbage collector look at the node again.
            node.surroundings = surroundings;
        }
        bind();
        double upsets = node.upsets.reported() ? node.upsets.lastHour() : Double.NaN;
        if (residuals != null && node.residuals.fluxExplains(node.upsets.lastHour())) {
            upsets = 0;
        }
        LimitMonitor.frame(node.limits, frame, upsets, node.surroundings, decided);
        if (watch != null) {
            watch.frame(node.effectiveProfile(), frame, upsets, node.surroundings);
        }
        if (residuals != null) {
            residuals.frame(node.residuals, frame);
        }
        settle();
        boolean changed =
                spoke || node.silent || NodeSummary.illumination(before) != NodeSummary.illumination(node.surroundings);
        node.silent = false;
        if (node.statusMillis == Long.MIN_VALUE) {
            giveStatus();
            // A fleet that starts as one does not beat as one.
            node.statusMillis -= Math.floorMod(nodeId.hashCode() * SPREAD, STATUS_MILLIS);
        } else if (changed || nowMillis >= node.statusMillis + STATUS_MILLIS) {
            giveStatus();
        }
    }

    /** Takes the description of a node. */
    public void spec(NodeHealth of, NodeSpec spec) {
        of.profile = spec.limitsProfile();
        of.residuals.design(spec);
        of.reportIntervalSeconds = spec.reportIntervalSeconds() > 0 ? spec.reportIntervalSeconds() : 20;
        of.retired = spec.retired();
        of.boundRevision = -1;
    }

    /** Takes the hazard windows of a node: passes through the anomaly, and times without contact. */
    public void hazards(NodeHealth of, HazardSchedule schedule) {
        of.anomalyMillis = windows(schedule.windows(), HazardKind.SAA);
        of.noContactMillis = windows(schedule.windows(), HazardKind.NO_CONTACT);
    }

    /**
     * Looks for silence, when event time has come to {@link NodeHealth#silenceCheckMillis} or whenever.
     *
     * @param fleetMillis event time of the fleet
     */
    public void silence(String id, NodeHealth of, long fleetMillis) {
        if (of.order.newestMillis == Long.MIN_VALUE) {
            return;
        }
        turnTo(id, of, fleetMillis);
        bind();
        double missed = of.retired ? 0 : missedReports(of, fleetMillis);
        boolean expected = NodeHealth.endOfWindow(of.noContactMillis, fleetMillis) == Long.MIN_VALUE;
        if (expected || of.retired) {
            LimitMonitor.signal(of.limits, Signal.MISSED_REPORTS, missed, of.surroundings, decided);
        }
        settle();
        if (spoke) {
            of.silent = LimitMonitor.open(of.limits, Signal.MISSED_REPORTS);
            giveStatus();
        }
    }

    /**
     * Event time at which silence should be looked for next, judged at this event time; {@link NodeHealth#NO_CHECK} when no
     * rule has a further level, until the next frame.
     */
    public long nextSilenceCheck(String id, NodeHealth of, long fleetMillis) {
        if (of.retired || of.order.newestMillis == Long.MIN_VALUE) {
            return NodeHealth.NO_CHECK;
        }
        long contact = NodeHealth.endOfWindow(of.noContactMillis, fleetMillis);
        if (contact != Long.MIN_VALUE) {
            return contact;
        }
        double next = rules.forNode(id, of.effectiveProfile())
                .nextAbove(Signal.MISSED_REPORTS, Math.max(0, missedReports(of, fleetMillis)));
        if (Double.isInfinite(next)) {
            return NodeHealth.NO_CHECK;
        }
        long check = expectedSince(of, fleetMillis) + (long) Math.ceil(next * intervalMillis(of));
        return Math.max(check, fleetMillis + SOONEST_RECHECK_MILLIS);
    }

    private static double missedReports(NodeHealth of, long fleetMillis) {
        return (fleetMillis - expectedSince(of, fleetMillis)) / intervalMillis(of);
    }

    /** Since when the next frame is expected: the newest frame, or the end of the time without contact after it. */
    private static long expectedSince(NodeHealth of, long fleetMillis) {
        long since = of.order.newestMillis;
        for (int i = 1; i < of.noContactMillis.length; i += 2) {
            if (of.noContactMillis[i] <= fleetMillis) {
                since = Math.max(since, of.noContactMillis[i]);
            }
        }
        return since;
    }

    private static double intervalMillis(NodeHealth of) {
        return 1000 * Math.max(SHORTEST_INTERVAL_SECONDS, of.reportIntervalSeconds);
    }

    private void turnTo(String id, NodeHealth of, long millis) {
        nodeId = id;
        node = of;
        nowMillis = millis;
        spoke = false;
    }

    private void bind() {
        if (node.boundRevision != rules.revision()) {
            LimitMonitor.bind(node.limits, rules.forNode(nodeId, node.effectiveProfile()), node.surroundings, decided);
            node.boundRevision = rules.revision();
            folding.again();
        }
    }

    private void decided(LimitDecision decision) {
        spoke = true;
        folding.take(decision);
    }

    private final class Found implements ResidualSink {

        @Override
        public void residual(
                Cause cause, LimitLevel before, LimitLevel level, double value, double limit, String evidence) {
            spoke = true;
            folding.take(cause, before, value, limit);
        }

        @Override
        public void wear(WearSample sample) {
            out.wear(sample);
        }
    }

    private void settle() {
        spoke |= folding.settle(nodeId, node, intervalMillis(node) / 1000, Instant.ofEpochMilli(nowMillis));
    }

    private void giveStatus() {
        node.statusMillis = nowMillis;
        out.status(NodeSummary.status(nodeId, node));
    }

    private static long[] windows(List<HazardWindow> windows, HazardKind kind) {
        return windows.stream()
                .filter(window -> window.kind() == kind)
                .flatMapToLong(window -> LongStream.of(
                        window.start().toEpochMilli(), window.end().toEpochMilli()))
                .toArray();
    }
}
