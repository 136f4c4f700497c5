package space.penumbra.jobs.forecasts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
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
import space.penumbra.domain.hazard.HazardForecaster;
import space.penumbra.domain.hazard.HazardRevision;
import space.penumbra.domain.hazard.HazardSchedule;
import space.penumbra.domain.hazard.HazardWindow;
import space.penumbra.domain.hazard.Storm;
import space.penumbra.domain.telemetry.RejectedRecord;
import space.penumbra.domain.telemetry.RejectionReason;
import space.penumbra.domain.weather.SpaceWeather;
import space.penumbra.jobs.WireTypes;
import space.penumbra.orbit.elements.MeanElements;
import space.penumbra.orbit.propagation.PropagationException;
import space.penumbra.wire.Topics;

/** Forecasts a node's hazards anew in a steady rhythm of event time, when its elements change and when a storm comes or goes. */
final class NodeForecast extends KeyedBroadcastProcessFunction<String, OrbitFact, SpaceWeather, HazardSchedule> {

    private static final long serialVersionUID = 1L;

    static final OutputTag<RejectedRecord> REJECTED = new OutputTag<>("rejected", WireTypes.of(RejectedRecord.class));

    static final MapStateDescriptor<String, Storm> STORM =
            new MapStateDescriptor<>("storm", Types.STRING, WireTypes.of(Storm.class));

    static final Duration RHYTHM = Duration.ofMinutes(10);

    private static final String NOW = "now";

    private static final ValueStateDescriptor<MeanElements> ELEMENTS =
            new ValueStateDescriptor<>("elements", WireTypes.of(MeanElements.class));

    private final Duration horizon;

    private transient HazardForecaster forecaster;
    private transient ValueState<MeanElements> elements;
    private transient ValueState<HazardSchedule> published;
    private transient ValueState<Long> dueMillis;
    private transient Counter forecasts;
    private transient Counter versions;
    private transient Counter unusable;

    NodeForecast(Duration horizon) {
        this.horizon = horizon;
    }

    @Override
    public void open(OpenContext context) {
        forecaster = new HazardForecaster();
        elements = getRuntimeContext().getState(ELEMENTS);
        published = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("published", WireTypes.of(HazardSchedule.class)));
        dueMillis = getRuntimeContext().getState(new ValueStateDescriptor<>("dueMillis", Types.LONG));
        forecasts = getRuntimeContext().getMetricGroup().counter("forecasts");
        versions = getRuntimeContext().getMetricGroup().counter("versions");
        unusable = getRuntimeContext().getMetricGroup().counter("unusableElements");
    }

    @Override
    public void processElement(OrbitFact fact, ReadOnlyContext context, Collector<HazardSchedule> out)
            throws Exception {
        if (fact.elements() != null) {
            elements.update(fact.elements());
            // At the next watermark: before the first one nobody knows what time it is.
            schedule(context.timerService(), Math.max(0, context.currentWatermark() + 1));
        } else if (fact.node().retired()) {
            close(context.timerService(), fact.node().time(), out);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<HazardSchedule> out) throws Exception {
        Long due = dueMillis.value();
        long now = context.currentWatermark();
        if (due == null || due != timestamp || now == Long.MAX_VALUE) {
            return;
        }
        Storm storm = stormOf(context.getBroadcastState(STORM));
        Optional<RejectedRecord> rejected = forecast(Instant.ofEpochMilli(now), storm, out);
        rejected.ifPresent(record -> context.output(REJECTED, record));
        if (rejected.isEmpty()) {
            schedule(context.timerService(), nextInRhythm(context.getCurrentKey(), now));
        } else {
            forget();
        }
    }

    @Override
    public void processBroadcastElement(SpaceWeather observation, Context context, Collector<HazardSchedule> out)
            throws Exception {
        BroadcastState<String, Storm> state = context.getBroadcastState(STORM);
        Storm before = stormOf(state);
        Storm after = before.with(observation);
        state.put(NOW, after);
        Instant now = Instant.ofEpochMilli(Math.max(0, context.currentWatermark()));
        if (context.currentWatermark() > 0 && after.differsFrom(before, now)) {
            // Elements that cannot be used any more are diverted at the node's own next turn.
            context.applyToKeyedState(ELEMENTS, (node, ignored) -> forecast(now, after, out));
        }
    }

    /** Forecasts the node whose state is current. Gives the elements back if they cannot be followed. */
    private Optional<RejectedRecord> forecast(Instant now, Storm storm, Collector<HazardSchedule> out)
            throws Exception {
        MeanElements orbit = elements.value();
        if (orbit == null) {
            return Optional.empty();
        }
        Instant until = now.plus(horizon);
        List<HazardWindow> windows;
        try {
            windows = forecaster.windows(orbit, storm, now, until);
        } catch (PropagationException unusableElements) {
            unusable.inc();
            return Optional.of(rejected(orbit, unusableElements.getMessage(), now));
        }
        forecasts.inc();
        Optional<HazardSchedule> next =
                HazardRevision.of(published.value(), orbit.objectName(), windows, until, orbit.epoch(), now);
        if (next.isPresent()) {
            versions.inc();
            published.update(next.get());
            out.collect(next.get());
        }
        return Optional.empty();
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
    private static long nextInRhythm(String nodeId, long now) {
        long rhythm = RHYTHM.toMillis();
        long turn = Math.floorMod((long) nodeId.hashCode() * 7919, rhythm);
        return Math.floorDiv(now - turn, rhythm) * rhythm + turn + rhythm;
    }

    private static Storm stormOf(ReadOnlyBroadcastState<String, Storm> state) throws Exception {
        Storm storm = state.get(NOW);
        return storm == null ? Storm.NONE : storm;
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
