package space.penumbra.producers.twin;

import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.orbit.elements.MeanElements;

/**
 * A node as built and where it was launched to.
 *
 * @param spec what the fleet is told of it
 * @param elements its orbit
 */
public record NodeDesign(NodeSpec spec, MeanElements elements) {}
