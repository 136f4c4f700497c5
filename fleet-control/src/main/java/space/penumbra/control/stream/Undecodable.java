package space.penumbra.control.stream;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import space.penumbra.wire.UndecodableException;

/** Counts the records that could not be decoded, by topic; the first of each topic is logged. Thread-safe. */
public final class Undecodable {

    private static final Logger LOG = LoggerFactory.getLogger(Undecodable.class);

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    /** One more. */
    public void met(String topic, UndecodableException problem) {
        LongAdder count = counts.computeIfAbsent(topic, name -> new LongAdder());
        if (count.sum() == 0) {
            LOG.warn("undecodable record skipped topic={} problem={}", topic, problem.getMessage());
        }
        count.increment();
    }

    /** How many so far, by topic. */
    public Map<String, Long> counts() {
        Map<String, Long> sums = new ConcurrentHashMap<>();
        counts.forEach((topic, count) -> sums.put(topic, count.sum()));
        return sums;
    }
}
