package space.penumbra.cli.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import space.penumbra.control.backtest.KafkaRecordings;
import space.penumbra.domain.backtest.Backtest;
import space.penumbra.domain.fleet.FleetClock;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.limits.DefaultRules;
import space.penumbra.domain.limits.LimitRule;
import space.penumbra.domain.limits.RuleBook;
import space.penumbra.producers.publish.TopicReader;
import space.penumbra.wire.KafkaAccess;
import space.penumbra.wire.Topic;
import space.penumbra.wire.Topics;

/** What a back-test needs of a cluster. */
final class FleetTopics {

    private static final String CLIENT = "penumbra-rules";

    private final String bootstrap;

    FleetTopics(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    /** The rules in force, defaults included. */
    Collection<LimitRule> rules() {
        RuleBook book = new RuleBook(DefaultRules.all());
        table(Topics.RULES_DEFINITIONS, LimitRule::ruleId).forEach(book::offer);
        return book.rules();
    }

    /** The descriptions of all nodes. */
    Collection<NodeSpec> nodes() {
        return table(Topics.FLEET_NODES, NodeSpec::nodeId);
    }

    /** Gives a back-test the frames of some time, and all labels. */
    void replay(Instant from, Instant to, Backtest into) {
        Properties settings = new Properties();
        settings.putAll(KafkaAccess.ofProcess());
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, CLIENT);
        FleetClock clock = TopicReader.latestClock(bootstrap, CLIENT).orElse(FleetClock.WALL);
        new KafkaRecordings(settings, Duration.ofHours(6)).replay(from, to, clock, into);
    }

    private <T> Collection<T> table(Topic<T> topic, Function<T, String> key) {
        Map<String, T> newest = new TreeMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = TopicReader.consumer(bootstrap, CLIENT)) {
            TopicReader.readThrough(consumer, TopicReader.partitions(consumer, topic), Map.of(), record -> {
                if (record.value() != null) {
                    T value = topic.codec().decode(record.value());
                    newest.put(key.apply(value), value);
                }
            });
        }
        return newest.values();
    }
}
