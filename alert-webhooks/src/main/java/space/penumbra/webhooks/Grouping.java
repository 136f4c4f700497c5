package space.penumbra.webhooks;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which events are told of together.
 *
 * @param by what they have in common; empty: everything that comes within the wait is one
 * @param patience how long the first waits for others; zero: none waits
 */
public record Grouping(Set<GroupBy> by, Duration patience) {

    /** Each event alone. */
    public static final Grouping NONE = new Grouping(Set.of(), Duration.ZERO);

    public Grouping {
        by = Set.copyOf(by);
    }

    boolean groups() {
        return !patience.isZero();
    }

    /** What a message has in common with its group, by name. */
    Map<String, String> key(Message message) {
        Map<String, String> key = new LinkedHashMap<>();
        for (GroupBy each : GroupBy.values()) {
            if (by.contains(each)) {
                key.put(each.word(), each.of(message));
            }
        }
        return key;
    }
}
