package space.penumbra.jobs.forecasts;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.jobs.WireTypes;
import space.penumbra.orbit.elements.MeanElements;

/** Tells each node's own plane and the two beside it where it flies, when that is news; only of nodes that have laser links. */
final class NodePlaces extends KeyedProcessFunction<String, NodeFact, PlaneFact> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<MeanElements> elements;
    private transient ValueState<NodeSpec> spec;

    @Override
    public void open(OpenContext context) {
        elements = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("placeElements", WireTypes.of(MeanElements.class)));
        spec = getRuntimeContext().getState(new ValueStateDescriptor<>("placeSpec", WireTypes.of(NodeSpec.class)));
    }

    @Override
    public void processElement(NodeFact fact, Context context, Collector<PlaneFact> out) throws Exception {
        NodeSpec known = spec.value();
        if (fact.node() != null) {
            boolean linked = !fact.node().retired()
                    && fact.node().inOrbit()
                    && fact.node().linkGigabitsPerSecond() > 0;
            NodeSpec fresh = linked ? fact.node() : null;
            if (known != null && !samePlace(known, fresh)) {
                tell(known, null, out);
            }
            spec.update(fresh);
            if (fresh != null && elements.value() != null && !samePlace(fresh, known)) {
                tell(fresh, elements.value(), out);
            }
        } else if (fact.elements() != null && !fact.elements().equals(elements.value())) {
            elements.update(fact.elements());
            if (known != null) {
                tell(known, fact.elements(), out);
            }
        }
    }

    private static boolean samePlace(NodeSpec one, @Nullable NodeSpec other) {
        return other != null && one.plane() == other.plane() && one.shell().equals(other.shell());
    }

    private static void tell(NodeSpec node, @Nullable MeanElements elements, Collector<PlaneFact> out) {
        for (int plane = node.plane() - 1; plane <= node.plane() + 1; plane++) {
            out.collect(PlaneFact.of(node, plane, elements));
        }
    }
}
