package space.penumbra.orbit.constellation;

import space.penumbra.orbit.elements.MeanElements;

/**
 * One node's place in a constellation.
 *
 * @param nodeId its id, also the object name of its elements: shell, plane and place, e.g. {@code dd650-02-017}
 * @param shell name of the shell
 * @param plane plane in the shell, from 0
 * @param place place in the plane, from 0; the neighbours ahead and behind have the next and last place
 * @param elements its orbit
 */
public record ConstellationSlot(String nodeId, String shell, int plane, int place, MeanElements elements) {}
