package space.penumbra.producers.twin;

import space.penumbra.orbit.elements.MeanElements;

/**
 * A place in a constellation.
 *
 * @param nodeId the node that flies there, also the name of the elements
 * @param shell name of the shell
 * @param plane number of the plane in the shell, from 0
 * @param elements the orbit
 */
record OrbitSlot(String nodeId, String shell, int plane, MeanElements elements) {}
