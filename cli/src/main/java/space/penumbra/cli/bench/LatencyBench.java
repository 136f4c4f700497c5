package space.penumbra.cli.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import space.penumbra.cli.embedded.EmbeddedFlink;
import space.penumbra.cli.embedded.EmbeddedKafka;
import space.penumbra.cli.terminal.Progress;
import space.penumbra.cli.terminal.UserError;
import space.penumbra.domain.telemetry.Reading;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.jobs.JobSettings;
import space.penumbra.jobs.Jobs;
import space.penumbra.wire.FrameCodec;
import space.penumbra.wire.Topics;

/**
 * How long it takes from the instant of a reading to the alarm that a reader of committed records sees. A live fleet sends at a
 * steady rate; one node after the other overheats for a while.
 */
final class LatencyBench {

    // Every so many frames of the fleet are those of one more node that is too hot.
    private static final int HOT_EVERY = 997;
    private static final Duration TURN = Duration.ofMillis(10);
    private static final Duration POLL = Duration.ofMillis(20);

    private final Path folder;
    private final int nodes;
    private final double framesPerSecond;
    private final long checkpointMillis;
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong sent = new AtomicLong();

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

    private Figure measure(String bootstrap, Duration length) throws InterruptedException {
        Thread fleet = new Thread(() -> send(bootstrap), "bench-fleet");
        long began = System.nanoTime();
        fleet.start();
        // Until the machine is warm nothing counts.
        long from = began + length.toNanos() / 4;
        long[] millis = new long[1024];
        int count = 0;
        try (KafkaConsumer<byte[], byte[]> consumer = alarms(bootstrap);
                Progress progress = Progress.of("Listening", length.toMillis())) {
            while (System.nanoTime() - began < length.toNanos()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    long seen = System.currentTimeMillis();
                    if (System.nanoTime() >= from) {
                        millis = count == millis.length ? Arrays.copyOf(millis, 2 * count) : millis;
                        millis[count++] = seen
                                - Topics.ALARMS_EVENTS
                                        .codec()
                                        .decode(record.value())
                                        .time()
                                        .toEpochMilli();
                    }
                }
                progress.at((System.nanoTime() - began) / 1_000_000);
            }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        over.set(true);
        fleet.join();
        if (count == 0) {
            throw new UserError("no alarm came in " + length.toSeconds() + " s: give it more with --seconds");
        }
        long[] sorted = Arrays.copyOf(millis, count);
        Arrays.sort(sorted);
        return new Figure(
                count,
                sent.get() / seconds,
                sorted[(count - 1) / 2],
                sorted[(int) Math.ceil(count * 0.99) - 1],
                sorted[count - 1]);
    }

    /** Frames of the fleet, each at its instant: as many in each turn as are due. */
    private void send(String bootstrap) {
        FrameLoad load = new FrameLoad(1);
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.LINGER_MS_CONFIG,
                5);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            long began = System.nanoTime();
            while (!over.get()) {
                long due = (long) ((System.nanoTime() - began) / 1e9 * framesPerSecond);
                for (long next = sent.get(); next < due; next = sent.incrementAndGet()) {
                    int node = (int) (next % nodes);
                    int round = (int) (next / nodes);
                    TelemetryFrame frame = load.frame(node, round).timeMillis(System.currentTimeMillis());
                    // Hot for five rounds, then cool for five: an alarm and its end.
                    if (node % HOT_EVERY == 0 && (round + node / HOT_EVERY) % 10 < 5) {
                        frame.set(Reading.GPU_TEMPERATURE_MAX, 94);
                    }
                    producer.send(new ProducerRecord<>(
                            Topics.TELEMETRY_FRAMES.name(), frame.nodeId(), FrameCodec.INSTANCE.encode(frame)));
                }
                Thread.sleep(TURN.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
