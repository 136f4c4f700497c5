package space.penumbra.domain.backtest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import space.penumbra.domain.fault.FaultKind;
import space.penumbra.domain.fault.FaultLabel;

/** The truth about a recording: every fault, and those that a rule is to be judged by. Immutable once made. */
final class Faults {

    private final Set<FaultKind> kinds;
    private final String field;
    private final Map<String, List<FaultLabel>> byNode = new HashMap<>();
    private final List<FaultLabel> judged;

    /**
     * The truth of some time.
     *
     * @param nodes nodes that were observed
     * @param from begin of what was observed
     * @param to its end
     */
    Faults(
            Collection<FaultLabel> labels,
            Set<FaultKind> kinds,
            String field,
            Set<String> nodes,
            Instant from,
            Instant to) {
        this.kinds = kinds;
        this.field = field;
        labels.forEach(label -> byNode.computeIfAbsent(label.nodeId(), ignored -> new ArrayList<>())
                .add(label));
        this.judged = labels.stream()
                .filter(this::nameable)
                .filter(label -> nodes.contains(label.nodeId()) && shows(label, from, to))
                .toList();
    }

    /** Whether it begins within the time and shows long enough in it to be found. */
    private static boolean shows(FaultLabel label, Instant from, Instant to) {
        if (label.firstObservable() == null || label.start().isBefore(from)) {
            return false;
        }
        Instant last = label.end().isBefore(to) ? label.end() : to;
        return !label.firstObservable().plus(Figures.GRACE).isAfter(last);
    }

    boolean nameable(FaultLabel label) {
        return Nameable.names(kinds, field, label);
    }

    /** The faults that a rule is judged by. */
    List<FaultLabel> judged() {
        return judged;
    }

    /** Faults of a node at this time, or over for less than the grace. */
    Collection<FaultLabel> during(String nodeId, Instant time) {
        return byNode.getOrDefault(nodeId, List.of()).stream()
                .filter(label -> within(label, time))
                .toList();
    }

    static boolean within(FaultLabel label, Instant time) {
        return !time.isBefore(label.start()) && !time.isAfter(label.end().plus(Figures.GRACE));
    }
}
