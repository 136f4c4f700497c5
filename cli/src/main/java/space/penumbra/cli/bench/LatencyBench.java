package space.penumbra.cli.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import space.penumbra.cli.embedded.EmbeddedFlink;
import space.penumbra.cli.embedded.EmbeddedKafka;
import space.penumbra.cli.terminal.Progress;
import space.penumbra.cli.terminal.UserError;
import space.penumbra.jobs.JobSettings;
import space.penumbra.jobs.Jobs;
import space.penumbra.wire.Topics;

/**
 * How long it takes from the instant of a reading to the alarm that a reader of committed records sees. A live fleet sends at a
 * steady rate; one node after the other overheats for a while.
 */
final class LatencyBench {

    private static final Duration TURN = Duration.ofMillis(10);
    private static final Duration POLL = Duration.ofMillis(20);

    private final Path folder;
    private final int nodes;
    private final double framesPerSecond;
    private final long checkpointMillis;

    LatencyBench(Path folder, int nodes, double framesPerSecond, long checkpointMillis) {
        this.folder = folder;
        this.nodes = nodes;
        this.framesPerSecond = framesPerSecond;
        this.checkpointMillis = checkpointMillis;
    }

    /** Sends and listens for this long. */
    Figure run(Duration length) {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0)) {
            kafka.createTopics();
            try (EmbeddedFlink flink = EmbeddedFlink.start(folder.resolve("flink"), 0, 2)) {
                flink.submit(
                        "health",
                        Jobs.graph(
                                Jobs.named("health").orElseThrow(),
                                JobSettings.parse(
                                        "--bootstrap",
                                        kafka.bootstrap(),
                                        "--group-prefix",
                                        "bench-latency",
                                        "--parallelism",
                                        "2",
                                        "--checkpoint-interval-millis",
                                        Long.toString(checkpointMillis))));
                while (!flink.running("health")) {
                    Thread.sleep(TURN.toMillis());
                }
                return measure(kafka.bootstrap(), length);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UserError("interrupted while measuring", e);
            }
        }
    }

    private Figure measure(String bootstrap, Duration length) {
        long began = System.nanoTime();
        // Until the machine is warm nothing counts.
        long from = began + length.toNanos() / 4;
        Spread spread = new Spread();
        double rate;
        try (LiveFrames frames = new LiveFrames(bootstrap, nodes, framesPerSecond).start();
                KafkaConsumer<byte[], byte[]> consumer = alarms(bootstrap);
                Progress progress = Progress.of("Listening", length.toMillis())) {
            while (System.nanoTime() - began < length.toNanos()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    long seen = System.currentTimeMillis();
                    if (System.nanoTime() >= from) {
                        spread.add(seen
                                - Topics.ALARMS_EVENTS
                                        .codec()
                                        .decode(record.value())
                                        .time()
                                        .toEpochMilli());
                    }
                }
                progress.at((System.nanoTime() - began) / 1_000_000);
            }
            rate = frames.rate();
        }
        if (spread.count() == 0) {
            throw new UserError("no alarm came in " + length.toSeconds() + " s: give it more with --seconds");
        }
        return new Figure(spread.count(), rate, spread.quantile(0.5), spread.quantile(0.99), spread.quantile(1));
    }

    private static KafkaConsumer<byte[], byte[]> alarms(String bootstrap) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.ALARMS_EVENTS.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    /**
     * @param alarms how many were seen
     * @param framesPerSecond that were sent
     * @param medianMillis from the instant of the reading to the alarm that a reader of committed records sees
     * @param p99Millis the same, of the slowest in a hundred
     * @param maxMillis the same, of the slowest
     */
    record Figure(int alarms, double framesPerSecond, long medianMillis, long p99Millis, long maxMillis) {}
}
