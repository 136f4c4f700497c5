package space.penumbra.jobs.forecasts;

import space.penumbra.domain.Nullable;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.orbit.elements.MeanElements;

/**
 * That a node flies in a plane, told to one who keeps that plane or one beside it.
 *
 * @param shell shell of the plane that is told
 * @param keptPlane number of the plane that is told
 * @param nodeId the node
 * @param plane the plane that it flies in
 * @param elements how; null when it has left
 */
public record PlaneFact(
        String shell,
        int keptPlane,
        String nodeId,
        int plane,
        @Nullable MeanElements elements) {

    /** The plane that is told, as a key. */
    String kept() {
        return shell + "/" + keptPlane;
    }

    static PlaneFact of(NodeSpec node, int keptPlane, @Nullable MeanElements elements) {
        return new PlaneFact(node.shell(), keptPlane, node.nodeId(), node.plane(), elements);
    }
}
