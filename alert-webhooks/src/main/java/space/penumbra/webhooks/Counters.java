package space.penumbra.webhooks;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts what became of events and messages since the start. Thread-safe. */
final class Counters {

    /** What is counted. */
    enum Count {
        /** Events read. */
        RECEIVED,
        /** Events found in late data: they inform on the console and page nobody. */
        HISTORICAL,
        /** Events that no endpoint wanted. */
        UNWANTED,
        /** Records that were no event; they are dead-lettered. */
        UNDECODABLE,
        /** Messages that an endpoint took. */
        DELIVERED,
        /** Attempts that will be followed by another. */
        RETRIED,
        /** Messages that no attempt delivered. */
        DEAD_LETTERED;

        /** Name in JSON and, with a prefix, in metrics. */
        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Map<Count, LongAdder> adders = new java.util.EnumMap<>(Count.class);

    Counters() {
        for (Count count : Count.values()) {
            adders.put(count, new LongAdder());
        }
    }

    void add(Count count) {
        adders.get(count).increment();
    }

    long get(Count count) {
        return adders.get(count).sum();
    }

    Map<String, Long> snapshot() {
        Map<String, Long> values = new LinkedHashMap<>();
        adders.forEach((count, adder) -> values.put(count.key(), adder.sum()));
        return values;
    }
}
