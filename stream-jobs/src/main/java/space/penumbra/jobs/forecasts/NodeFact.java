package space.penumbra.jobs.forecasts;

import space.penumbra.domain.Nullable;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.orbit.elements.MeanElements;

/**
 * One fact of a node: exactly one component is there.
 *
 * @param elements how it flies
 * @param node what it is
 * @param status how it is
 * @param neighbours who flies next to it
 */
public record NodeFact(
        @Nullable MeanElements elements,
        @Nullable NodeSpec node,
        @Nullable NodeStatus status,
        @Nullable Neighbours neighbours) {

    static NodeFact of(MeanElements elements) {
        return new NodeFact(elements, null, null, null);
    }

    static NodeFact of(NodeSpec node) {
        return new NodeFact(null, node, null, null);
    }

    static NodeFact of(NodeStatus status) {
        return new NodeFact(null, null, status, null);
    }

    static NodeFact of(Neighbours neighbours) {
        return new NodeFact(null, null, null, neighbours);
    }

    /** The key: elements bear the id of the node that flies on them. */
    String nodeId() {
        if (elements != null) {
            return elements.objectName();
        }
        if (neighbours != null) {
            return neighbours.nodeId();
        }
        return node != null ? node.nodeId() : status.nodeId();
    }
}
