package space.penumbra.producers.orbits;

import java.util.List;
import space.penumbra.orbit.elements.Rejected;

/**
 * What became of a file of elements.
 *
 * @param published element sets that are in the topic
 * @param rejected those that cannot be flown, each with its reason
 */
public record OrbitsResult(long published, List<Rejected> rejected) {}
