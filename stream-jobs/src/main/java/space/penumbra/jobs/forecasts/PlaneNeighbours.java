package space.penumbra.jobs.forecasts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import space.penumbra.domain.hazard.LinkNeighbours;
import space.penumbra.jobs.WireTypes;
import space.penumbra.orbit.elements.MeanElements;

/**
 * Keeps one plane and those beside it, and tells each of its nodes who its neighbours are, when that is news. Waits a moment after each change: a catalogue
 * brings the elements of a whole plane at once.
 */
final class PlaneNeighbours extends KeyedProcessFunction<String, PlaneFact, NodeFact> {

    private static final long serialVersionUID = 1L;

    /** Processing time: these are facts of the catalogue, and have no event time of their own. */
    static final long PAUSE_MILLIS = 1_000;

    private transient MapState<String, PlaneFact> members;
    private transient MapState<String, String> told;
    private transient ValueState<Long> due;

    @Override
    public void open(OpenContext context) {
        members = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>("members", Types.STRING, WireTypes.of(PlaneFact.class)));
        told = getRuntimeContext().getMapState(new MapStateDescriptor<>("told", Types.STRING, Types.STRING));
        due = getRuntimeContext().getState(new ValueStateDescriptor<>("due", Types.LONG));
    }

    @Override
    public void processElement(PlaneFact fact, Context context, Collector<NodeFact> out) throws Exception {
        if (fact.elements() == null) {
            members.remove(fact.nodeId());
        } else {
            members.put(fact.nodeId(), fact);
        }
        if (due.value() == null) {
            long at = context.timerService().currentProcessingTime() + PAUSE_MILLIS;
            context.timerService().registerProcessingTimeTimer(at);
            due.update(at);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<NodeFact> out) throws Exception {
        due.clear();
        List<LinkNeighbours.Berth> berths = new ArrayList<>();
        int plane = 0;
        Instant newest = Instant.EPOCH;
        for (PlaneFact member : members.values()) {
            MeanElements elements = member.elements();
            berths.add(new LinkNeighbours.Berth(member.nodeId(), member.plane(), elements));
            plane = member.keptPlane();
            newest = elements.epoch().isAfter(newest) ? elements.epoch() : newest;
        }
        // Who has left is told by the plane that it has come to.
        Set<String> left = new HashSet<>();
        told.keys().forEach(left::add);
        for (LinkNeighbours.Neighbours each : LinkNeighbours.of(berths, plane, newest)) {
            left.remove(each.nodeId());
            String signature = signature(each.elements());
            if (!signature.equals(told.get(each.nodeId()))) {
                told.put(each.nodeId(), signature);
                out.collect(NodeFact.of(new Neighbours(each.nodeId(), each.elements())));
            }
        }
        for (String nodeId : left) {
            told.remove(nodeId);
        }
    }

    /** Enough to know the same sets again, in a fraction of their size. */
    private static String signature(List<MeanElements> elements) {
        StringBuilder text = new StringBuilder();
        for (MeanElements each : elements) {
            text.append(each.objectName()).append('@').append(each.hashCode()).append(';');
        }
        return text.toString();
    }
}
