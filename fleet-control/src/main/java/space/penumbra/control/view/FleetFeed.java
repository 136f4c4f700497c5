package space.penumbra.control.view;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import space.penumbra.control.stream.Undecodable;
import space.penumbra.wire.Topic;
import space.penumbra.wire.Topics;
import space.penumbra.wire.UndecodableException;

/**
 * Fills a {@link FleetView} from the topics: every partition from its begin, committed records only, then what comes. One
 * thread; an instance needs no other instance to answer, so any number of them can stand side by side.
 */
public final class FleetFeed implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FleetFeed.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, Consumer<byte[]>> takers = new HashMap<>();
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Undecodable undecodable;
    private final Thread thread;
    private volatile boolean caughtUp;
    private volatile String failure = "";

    public FleetFeed(FleetView view, Properties clientSettings, Undecodable undecodable) {
        this.undecodable = undecodable;
        taker(Topics.FLEET_NODES, view::put);
        taker(Topics.ORBIT_ELEMENTS, view::put);
        taker(Topics.FLEET_STATUS, view::put);
        taker(Topics.FLEET_HEALTH, view::put);
        taker(Topics.FLEET_WORKLOADS, view::put);
        taker(Topics.FLEET_CLOCK, view::put);
        taker(Topics.HAZARDS_WINDOWS, view::put);
        taker(Topics.ALARMS_DESK, view::put);
        taker(Topics.RULES_DEFINITIONS, view::put);
        taker(Topics.RULES_VERSIONS, view.lab()::version);
        taker(Topics.RULES_SHADOW, view.lab()::count);
        taker(Topics.OPERATOR_ACTIONS, view::put);
        taker(Topics.SPACE_WEATHER, view::put);
        taker(Topics.WEBHOOKS_UNDELIVERED, view::put);
        taker(Topics.WEBHOOKS_ENDPOINTS, view::put);
        taker(Topics.COMMANDS_LEDGER, view::put);
        taker(Topics.MIGRATIONS_CHOICES, view::put);
        taker(Topics.MIGRATIONS_VALUE, view::put);
        Properties settings = new Properties();
        settings.putAll(clientSettings);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "100");
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.thread = new Thread(this::run, "fleet-view");
        thread.setDaemon(true);
        thread.start();
    }

    private <T> void taker(Topic<T> topic, Consumer<T> put) {
        takers.put(topic.name(), bytes -> put.accept(topic.codec().decode(bytes)));
    }

    /** Whether everything that was there at the start has been read. */
    public boolean caughtUp() {
        return caughtUp;
    }

    /** What ended the feed, empty while it is well. */
    public String failure() {
        return failure;
    }

    private void run() {
        try (consumer) {
            List<TopicPartition> partitions = new ArrayList<>();
            takers.keySet()
                    .forEach(topic -> consumer.partitionsFor(topic)
                            .forEach(info -> partitions.add(new TopicPartition(topic, info.partition()))));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (!Thread.currentThread().isInterrupted()) {
                consumer.poll(POLL).forEach(this::take);
                if (!caughtUp
                        && ends.entrySet().stream()
                                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                    caughtUp = true;
                    LOG.info("fleet view caught up partitions={}", partitions.size());
                }
            }
        } catch (WakeupException | InterruptException e) {
            LOG.debug("fleet view stopped");
        } catch (RuntimeException e) {
            failure = "the fleet view stopped: " + e.getMessage();
            LOG.error("fleet view failed", e);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        try {
            takers.get(record.topic()).accept(record.value());
        } catch (UndecodableException e) {
            undecodable.met(record.topic(), e);
        }
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join(5000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
