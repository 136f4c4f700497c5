package space.penumbra.jobs.forecasts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.hazard.CommonFacts;
import space.penumbra.domain.hazard.HazardKeeper;
import space.penumbra.domain.hazard.HazardRevision;
import space.penumbra.domain.hazard.HazardSchedule;
import space.penumbra.domain.hazard.NodeFacts;
import space.penumbra.domain.hazard.NodeTrend;
import space.penumbra.domain.telemetry.RejectedRecord;
import space.penumbra.domain.telemetry.RejectionReason;
import space.penumbra.jobs.WireTypes;
import space.penumbra.orbit.elements.MeanElements;
import space.penumbra.orbit.ground.GroundNetwork;
import space.penumbra.orbit.propagation.PropagationException;
import space.penumbra.wire.Topics;

/**
 * Keeps each node's hazards forecast: anew when its elements change, further ahead in a steady rhythm of event time, and in part when a status,
 * a storm or a plan changes a part.
 */
final class NodeForecast extends KeyedBroadcastProcessFunction<String, NodeFact, Notice, HazardSchedule> {

    private static final long serialVersionUID = 1L;

    static final OutputTag<RejectedRecord> REJECTED = new OutputTag<>("rejected", WireTypes.of(RejectedRecord.class));

    /** A status this much behind event time tells how the node was, not how it will be. */
    private static final long OLD_STATUS_MILLIS = 120_000;

    private static final ValueStateDescriptor<MeanElements> ELEMENTS =
            new ValueStateDescriptor<>("elements", WireTypes.of(MeanElements.class));

    private final Duration horizon;
    private final Duration lead;
    private final String stations;
    private final Notices notices = new Notices();

    private transient HazardKeeper keeper;
    private transient ValueState<MeanElements> elements;
    private transient ValueState<NodeSpec> spec;
    private transient ValueState<NodeTrend> trend;
    private transient ValueState<Neighbours> neighbours;
    private transient ValueState<HazardSchedule> published;
    private transient ValueState<Long> dueMillis;
    private transient ValueState<Boolean> changed;
    private transient Counter forecasts;
    private transient Counter extensions;
    private transient Counter versions;
    private transient Counter unusable;
    private transient Counter outdated;

    /**
     * @param horizon how far a forecast reaches
     * @param lead how far ahead hazards are known at any time, at most the horizon: the difference is the rhythm
     * @param stations ground stations as {@link GroundNetwork#parse} reads them
     */
    NodeForecast(Duration horizon, Duration lead, String stations) {
        this.horizon = horizon;
        this.lead = lead;
        this.stations = stations;
    }

    @Override
    public void open(OpenContext context) {
        keeper = new HazardKeeper(horizon, GroundNetwork.parse(stations));
        elements = getRuntimeContext().getState(ELEMENTS);
        spec = getRuntimeContext().getState(new ValueStateDescriptor<>("spec", WireTypes.of(NodeSpec.class)));
        trend = getRuntimeContext().getState(new ValueStateDescriptor<>("trend", WireTypes.of(NodeTrend.class)));
        neighbours =
                getRuntimeContext().getState(new ValueStateDescriptor<>("neighbours", WireTypes.of(Neighbours.class)));
        published = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("published", WireTypes.of(HazardSchedule.class)));
        dueMillis = getRuntimeContext().getState(new ValueStateDescriptor<>("dueMillis", Types.LONG));
        changed = getRuntimeContext().getState(new ValueStateDescriptor<>("changed", Types.BOOLEAN));
        forecasts = getRuntimeContext().getMetricGroup().counter("forecasts");
        extensions = getRuntimeContext().getMetricGroup().counter("extensions");
        versions = getRuntimeContext().getMetricGroup().counter("versions");
        unusable = getRuntimeContext().getMetricGroup().counter("unusableElements");
        outdated = getRuntimeContext().getMetricGroup().counter("outdatedElements");
    }

    @Override
    public void processElement(NodeFact fact, ReadOnlyContext context, Collector<HazardSchedule> out) throws Exception {
        if (fact.elements() != null) {
            if (newer(fact.elements(), context.currentWatermark())) {
                elements.update(fact.elements());
                forecastSoon(context);
            }
        } else if (fact.status() != null) {
            take(fact.status(), context, out);
        } else if (fact.neighbours() != null) {
            take(fact.neighbours(), context, out);
        } else if (fact.node().retired()) {
            close(context.timerService(), fact.node().time(), out);
        } else {
            take(fact.node(), context);
        }
    }

    /** The same elements again, or older ones, change nothing; but any are better than some whose epoch is yet to come. */
    private boolean newer(MeanElements fresh, long now) throws Exception {
        MeanElements known = elements.value();
        if (known == null || fresh.equals(known)) {
            return known == null;
        }
        boolean older = fresh.epoch().isBefore(known.epoch())
                && known.epoch().toEpochMilli() <= Math.max(0, now) + horizon.toMillis();
        if (older) {
            outdated.inc();
        }
        return !older;
    }

    private void take(NodeStatus status, ReadOnlyContext context, Collector<HazardSchedule> out) throws Exception {
        NodeTrend before = trend.value();
        NodeTrend after = (before == null ? NodeTrend.NONE : before).with(status);
        trend.update(after);
        long now = Math.max(context.currentWatermark(), status.time().toEpochMilli());
        HazardSchedule known = published.value();
        if (known == null || elements.value() == null || status.time().toEpochMilli() < now - OLD_STATUS_MILLIS) {
            return;
        }
        CommonFacts common = notices.facts(context::getBroadcastState);
        publish(keeper.telemetry(known, node(), common, Instant.ofEpochMilli(now)), out);
    }

    private void take(NodeSpec described, ReadOnlyContext context) throws Exception {
        NodeSpec known = spec.value();
        spec.update(described);
        boolean reachedOtherwise = known == null
                || known.linkGigabitsPerSecond() != described.linkGigabitsPerSecond()
                || known.plane() != described.plane()
                || !known.shell().equals(described.shell());
        if (reachedOtherwise && elements.value() != null) {
            forecastSoon(context);
        }
    }

    private void take(Neighbours fresh, ReadOnlyContext context, Collector<HazardSchedule> out) throws Exception {
        neighbours.update(fresh);
        HazardSchedule known = published.value();
        if (known != null && elements.value() != null && context.currentWatermark() > 0) {
            try {
                Instant now = Instant.ofEpochMilli(context.currentWatermark());
                publish(keeper.neighbours(known, node(), now), out);
            } catch (PropagationException unusableElements) {
                // Diverted at the node's own next turn.
                unusable.inc();
            }
        }
    }

    /** At the next watermark: before the first one nobody knows what time it is. */
    private void forecastSoon(ReadOnlyContext context) throws Exception {
        changed.update(true);
        schedule(context.timerService(), Math.max(0, context.currentWatermark() + 1));
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<HazardSchedule> out) throws Exception {
        Long due = dueMillis.value();
        long now = context.currentWatermark();
        if (due == null || due != timestamp || now == Long.MAX_VALUE || elements.value() == null) {
            return;
        }
        CommonFacts common = notices.facts(context::getBroadcastState);
        HazardSchedule known = published.value();
        boolean anew = known == null || Boolean.TRUE.equals(changed.value());
        changed.clear();
        try {
            Instant time = Instant.ofEpochMilli(now);
            (anew ? forecasts : extensions).inc();
            publish(anew ? keeper.anew(known, node(), common, time) : keeper.onward(known, node(), common, time), out);
            schedule(context.timerService(), nextInRhythm(context.getCurrentKey(), now));
        } catch (PropagationException unusableElements) {
            unusable.inc();
            context.output(
                    REJECTED, rejected(elements.value(), unusableElements.getMessage(), Instant.ofEpochMilli(now)));
            forget();
        }
    }

    @Override
    public void processBroadcastElement(Notice notice, Context context, Collector<HazardSchedule> out)
            throws Exception {
        CommonFacts before = notices.facts(context::getBroadcastState);
        Instant now = Instant.ofEpochMilli(Math.max(0, context.currentWatermark()));
        boolean timeKnown = context.currentWatermark() > 0;
        if (notice.rule() != null) {
            notices.take(notice.rule(), context.getBroadcastState(Notices.RULES));
        } else if (notice.plan() != null) {
            notices.take(notice.plan(), now, context.getBroadcastState(Notices.PLANS));
            if (timeKnown) {
                CommonFacts after = notices.facts(context::getBroadcastState);
                context.applyToKeyedState(ELEMENTS, (node, ignored) -> replan(after, now, out));
            }
        } else {
            notices.take(notice.weather(), before, context.getBroadcastState(Notices.STORM));
            CommonFacts after = notices.facts(context::getBroadcastState);
            if (timeKnown && after.storm().differsFrom(before.storm(), now)) {
                context.applyToKeyedState(ELEMENTS, (node, ignored) -> weather(after, now, out));
            }
        }
    }

    private void replan(CommonFacts common, Instant now, Collector<HazardSchedule> out) throws Exception {
        if (published.value() != null) {
            publish(keeper.maintenance(published.value(), node(), common, now), out);
        }
    }

    private void weather(CommonFacts common, Instant now, Collector<HazardSchedule> out) throws Exception {
        if (published.value() != null) {
            try {
                publish(keeper.weather(published.value(), node(), common, now), out);
            } catch (PropagationException unusableElements) {
                // Diverted at the node's own next turn.
                unusable.inc();
            }
        }
    }

    private NodeFacts node() throws Exception {
        NodeTrend known = trend.value();
        Neighbours near = neighbours.value();
        return new NodeFacts(
                elements.value(),
                spec.value(),
                known == null ? NodeTrend.NONE : known,
                near == null ? List.of() : near.elements());
    }

    private void publish(Optional<HazardSchedule> next, Collector<HazardSchedule> out) throws Exception {
        if (next.isPresent()) {
            versions.inc();
            published.update(next.get());
            out.collect(next.get());
        }
    }

    private void close(TimerService timers, Instant time, Collector<HazardSchedule> out) throws Exception {
        HazardSchedule last = published.value();
        if (last != null && !last.windows().isEmpty()) {
            out.collect(HazardRevision.closed(last, time));
        }
        if (dueMillis.value() != null) {
            timers.deleteEventTimeTimer(dueMillis.value());
        }
        published.clear();
        spec.clear();
        trend.clear();
        neighbours.clear();
        forget();
    }

    private void forget() {
        elements.clear();
        dueMillis.clear();
    }

    private void schedule(TimerService timers, long atMillis) throws Exception {
        if (dueMillis.value() != null) {
            timers.deleteEventTimeTimer(dueMillis.value());
        }
        timers.registerEventTimeTimer(atMillis);
        dueMillis.update(atMillis);
    }

    /** Nodes take turns within the rhythm, so that a large fleet is a steady load. */
    private long nextInRhythm(String nodeId, long now) {
        long rhythm = horizon.minus(lead).toMillis();
        long turn = Math.floorMod((long) nodeId.hashCode() * 7919, rhythm);
        return Math.floorDiv(now - turn, rhythm) * rhythm + turn + rhythm;
    }

    private static RejectedRecord rejected(MeanElements orbit, String reason, Instant now) {
        return new RejectedRecord(
                Topics.ORBIT_ELEMENTS.name(),
                -1,
                -1,
                orbit.objectName(),
                RejectionReason.OUT_OF_RANGE,
                reason,
                Topics.ORBIT_ELEMENTS.codec().encode(orbit),
                now);
    }
}
