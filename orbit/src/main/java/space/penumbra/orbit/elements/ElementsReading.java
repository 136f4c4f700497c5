package space.penumbra.orbit.elements;

import java.util.List;

/**
 * What one input gave: the sets that can be flown, in input order, and those that cannot, each with its reason. Immutable.
 *
 * @param elements the usable sets
 * @param rejected the refused ones
 */
public record ElementsReading(List<MeanElements> elements, List<Rejected> rejected) {

    public ElementsReading {
        elements = List.copyOf(elements);
        rejected = List.copyOf(rejected);
    }
}
