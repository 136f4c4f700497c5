package space.penumbra.orbit.elements;

import java.util.ArrayList;
import java.util.List;

/** Collects while one input is read: a set is kept or refused, never lost. Not thread-safe. */
final class ElementsSink {

    private final List<MeanElements> elements = new ArrayList<>();
    private final List<Rejected> rejected = new ArrayList<>();

    void keep(MeanElements set) {
        elements.add(set);
    }

    void reject(int line, String object, String reason) {
        rejected.add(new Rejected(line, object == null ? "" : object.strip(), reason));
    }

    /** Turns one message's keywords into elements, or into a rejection. */
    void accept(OmmFields fields) {
        try {
            keep(fields.toElements());
        } catch (IllegalArgumentException unusable) {
            reject(fields.line(), fields.label(), unusable.getMessage());
        }
    }

    /** Whether nothing was kept and nothing refused. */
    boolean isEmpty() {
        return elements.isEmpty() && rejected.isEmpty();
    }

    ElementsReading reading() {
        return new ElementsReading(elements, rejected);
    }
}
