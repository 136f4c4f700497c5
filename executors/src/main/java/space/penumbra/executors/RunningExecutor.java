package space.penumbra.executors;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import space.penumbra.domain.fleet.FleetClock;
import space.penumbra.domain.migration.Command;
import space.penumbra.domain.migration.CommandEvent;
import space.penumbra.wire.KafkaAccess;
import space.penumbra.wire.Topic;
import space.penumbra.wire.Topics;
import space.penumbra.wire.UndecodableException;

/**
 * An executor, running on its own thread. It keeps no files and no offsets: at the start it reads what it said in the last days
 * from {@code commands.events}, then the commands of that time, and goes on where it was. Run one for each set of nodes; a second
 * one does no harm, because every step is idempotent, and no good.
 */
public final class RunningExecutor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunningExecutor.class);
    private static final Duration LOOK_BACK = Duration.ofHours(48);

    private final ExecutorSettings settings;
    private final Clock clock;
    private final SideBySide beats = new SideBySide();
    private final KafkaReports reports;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final CommandExecutor executor;
    private final Thread thread;
    private volatile String failure = "";
    private FleetClock fleetClock = FleetClock.WALL;

    private RunningExecutor(ExecutorSettings settings, Scheduler scheduler, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.reports = new KafkaReports(settings.bootstrap());
        this.consumer = new KafkaConsumer<>(
                consumerSettings(settings.bootstrap()), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.executor = new CommandExecutor(scheduler, reports, node -> node.startsWith(settings.nodePrefix()), beats);
        this.thread = new Thread(this::run, "executor");
        thread.setDaemon(true);
        LOG.info("executor starts {} nodes='{}*'", scheduler.about(), settings.nodePrefix());
    }

    /** Starts; the scheduler stays the caller's to close. */
    public static RunningExecutor start(ExecutorSettings settings, Scheduler scheduler, Clock clock) {
        RunningExecutor running = new RunningExecutor(settings, scheduler, clock);
        running.thread.start();
        return running;
    }

    private static Properties consumerSettings(String bootstrap) {
        Properties settings = new Properties();
        settings.putAll(KafkaAccess.ofProcess());
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "penumbra-executor");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return settings;
    }

    private void run() {
        try {
            recall();
            while (!Thread.currentThread().isInterrupted()) {
                consumer.poll(settings.beat()).forEach(this::take);
                executor.beat(now());
                reports.confirm();
            }
        } catch (WakeupException | InterruptException e) {
            LOG.debug("executor stopped");
        } catch (KafkaException | IllegalStateException e) {
            failure = e.getMessage();
            LOG.error("executor failed", e);
        }
    }

    private void recall() {
        readThrough(Topics.FLEET_CLOCK, false, value -> fleetClock = value);
        readThrough(Topics.FLEET_WORKLOADS, false, executor::workload);
        readThrough(Topics.COMMANDS_EVENTS, true, (CommandEvent event) -> executor.recall(event));
        List<TopicPartition> all = new ArrayList<>(partitions(Topics.COMMANDS_ISSUED));
        readThrough(Topics.COMMANDS_ISSUED, true, (Command command) -> executor.recall(command, now()));
        Map<TopicPartition, Long> issuedRead = positions(all);
        List<TopicPartition> live = new ArrayList<>(all);
        for (Topic<?> topic : List.of(Topics.FLEET_WORKLOADS, Topics.FLEET_CLOCK)) {
            live.addAll(partitions(topic));
        }
        consumer.assign(live);
        consumer.seekToBeginning(live);
        issuedRead.forEach(consumer::seek);
        LOG.info("executor has read up to date underWay={}", executor.underWay());
    }

    private Map<TopicPartition, Long> positions(List<TopicPartition> partitions) {
        Map<TopicPartition, Long> positions = new HashMap<>();
        partitions.forEach(partition -> positions.put(partition, consumer.position(partition)));
        return positions;
    }

    private List<TopicPartition> partitions(Topic<?> topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new IllegalStateException(
                    "The cluster has no topic " + topic.name() + ": create it with penumbra topics create");
        }
        return partitions;
    }

    private <T> void readThrough(Topic<T> topic, boolean recentOnly, Consumer<T> taker) {
        List<TopicPartition> partitions = partitions(topic);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        if (recentOnly) {
            seekBack(partitions);
        }
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
            consumer.poll(Duration.ofMillis(200)).forEach(record -> decode(topic, record, taker));
        }
    }

    private void seekBack(List<TopicPartition> partitions) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition ->
                times.put(partition, clock.instant().minus(LOOK_BACK).toEpochMilli()));
        for (Map.Entry<TopicPartition, OffsetAndTimestamp> found :
                consumer.offsetsForTimes(times).entrySet()) {
            if (found.getValue() != null) {
                consumer.seek(found.getKey(), found.getValue().offset());
            }
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(Topics.COMMANDS_ISSUED.name())) {
            decode(Topics.COMMANDS_ISSUED, record, command -> executor.take(command, now()));
        } else if (record.topic().equals(Topics.FLEET_WORKLOADS.name())) {
            decode(Topics.FLEET_WORKLOADS, record, executor::workload);
        } else {
            decode(Topics.FLEET_CLOCK, record, value -> fleetClock = value);
        }
    }

    private static <T> void decode(Topic<T> topic, ConsumerRecord<byte[], byte[]> record, Consumer<T> taker) {
        if (record.value() == null) {
            return;
        }
        try {
            taker.accept(topic.codec().decode(record.value()));
        } catch (UndecodableException e) {
            LOG.warn(
                    "record skipped topic={} partition={} offset={} problem={}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getMessage());
        }
    }

    private Instant now() {
        return fleetClock.eventTimeAt(clock.instant());
    }

    /** What ended it, empty while it is well. */
    public String failure() {
        return failure;
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join(15_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        beats.close();
        reports.close();
        consumer.close();
    }
}
