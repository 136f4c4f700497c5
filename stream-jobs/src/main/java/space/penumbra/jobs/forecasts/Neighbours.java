package space.penumbra.jobs.forecasts;

import java.util.List;
import space.penumbra.orbit.elements.MeanElements;

/**
 * Who flies next to a node, as far as laser links reach.
 *
 * @param nodeId the node
 * @param elements of its neighbours; empty when it has none any more
 */
public record Neighbours(String nodeId, List<MeanElements> elements) {

    static final Neighbours NONE = new Neighbours("", List.of());
}
