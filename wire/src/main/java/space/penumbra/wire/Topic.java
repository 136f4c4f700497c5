package space.penumbra.wire;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * A topic of the catalogue.
 *
 * @param name lower case, dots
 * @param key what the key is, for people
 * @param about what is in it, one sentence
 * @param codec between its values and bytes
 * @param partitions number of partitions on a small cluster
 * @param cleanup what Kafka keeps
 * @param retention how long, for the policies that delete
 * @param <T> type of its values
 */
public record Topic<T>(
        String name, String key, String about, Codec<T> codec, int partitions, Cleanup cleanup, Duration retention) {

    /**
     * The Kafka settings of the topic. Records are stamped when the broker takes them: event time is in the value alone, so
     * that a replay of last year's storm is not deleted as old and a demo ahead of the clock is not refused.
     */
    public Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        settings.put("cleanup.policy", cleanup.policy());
        settings.put("message.timestamp.type", "LogAppendTime");
        if (cleanup != Cleanup.COMPACT) {
            settings.put("retention.ms", Long.toString(retention.toMillis()));
        }
        return settings;
    }
}
