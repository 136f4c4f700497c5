package space.penumbra.control.history;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import space.penumbra.domain.telemetry.Counter;
import space.penumbra.domain.telemetry.Reading;

/** Reads what the history store keeps of a node. Thread-safe. */
public interface HistoryReader {

    /** Names of the fields that have a history: readings and counters. */
    Set<String> FIELDS = Stream.concat(
                    Arrays.stream(Reading.values()).map(Reading::field),
                    Arrays.stream(Counter.values()).map(Counter::field))
            .collect(Collectors.toUnmodifiableSet());

    /** Whether a field of this name can have a history. */
    static boolean known(String field) {
        return FIELDS.contains(field);
    }

    /**
     * The series of a node, thinned by the mean to about so many points.
     *
     * @param fields names out of {@link #FIELDS}
     * @param from begin, included
     * @param to end, excluded
     * @param points wanted number of points, at least 2
     * @throws HistoryUnavailableException one sentence, if the store does not answer
     */
    HistorySeries read(String nodeId, List<String> fields, Instant from, Instant to, int points);

    /** One sentence about the store, for the health page. */
    String about();

    /** Whether there is a store at all. */
    default boolean present() {
        return true;
    }

    /** Width of the interval that gives so many points, in whole seconds, at least 1. */
    static long intervalSeconds(Instant from, Instant to, int points) {
        long seconds = to.getEpochSecond() - from.getEpochSecond();
        return Math.max(1, (seconds + points - 1) / points);
    }
}
