package space.penumbra.domain.hazard;

import java.util.List;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.orbit.elements.MeanElements;

/**
 * What is known of one node.
 *
 * @param elements how it flies
 * @param spec what it is; null when nobody said
 * @param trend where its telemetry is heading
 * @param neighbours elements of the nodes that it can have laser links with: {@link LinkNeighbours}
 */
public record NodeFacts(
        MeanElements elements, @Nullable NodeSpec spec, NodeTrend trend, List<MeanElements> neighbours) {

    /** A node whose neighbours nobody knows. */
    public NodeFacts(MeanElements elements, @Nullable NodeSpec spec, NodeTrend trend) {
        this(elements, spec, trend, List.of());
    }

    /** The id of the node: elements bear that of the node that flies on them. */
    String nodeId() {
        return elements.objectName();
    }

    /** Whether it can be reached only while a ground station hears it: it has no link to relay through. */
    boolean onlyByGround() {
        return spec != null && !(spec.linkGigabitsPerSecond() > 0);
    }
}
