package space.penumbra.jobs.forecasts;

import space.penumbra.domain.Nullable;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.orbit.elements.MeanElements;

/**
 * One fact of a node's orbit: exactly one component is there.
 *
 * @param elements how it flies
 * @param node what it is: of interest is whether it is out of service
 */
public record OrbitFact(
        @Nullable MeanElements elements, @Nullable NodeSpec node) {

    static OrbitFact of(MeanElements elements) {
        return new OrbitFact(elements, null);
    }

    static OrbitFact of(NodeSpec node) {
        return new OrbitFact(null, node);
    }

    /** The key: elements bear the id of the node that flies on them. */
    String nodeId() {
        return elements != null ? elements.objectName() : node.nodeId();
    }
}
