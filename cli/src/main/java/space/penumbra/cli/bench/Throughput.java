package space.penumbra.cli.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import space.penumbra.cli.embedded.EmbeddedFlink;
import space.penumbra.cli.embedded.EmbeddedKafka;
import space.penumbra.cli.terminal.Progress;
import space.penumbra.cli.terminal.UserError;
import space.penumbra.cli.topics.Broker;
import space.penumbra.cli.topics.Catalogue;
import space.penumbra.jobs.Job;
import space.penumbra.jobs.JobEnvironment;
import space.penumbra.jobs.JobSettings;
import space.penumbra.jobs.Jobs;
import space.penumbra.wire.Topic;
import space.penumbra.wire.Topics;

/**
 * How much of the ceiling the health job reaches: a bare consumer, Flink reading into nothing, and the whole job, over the same topic, in turns
 * in one warm process.
 */
final class Throughput {

    private static final Duration SAMPLE = Duration.ofMillis(10);

    private final Path folder;
    private final FrameTopic.Content content;
    private final int parallelism;
    private final long checkpointMillis;
    private final Duration most;

    Throughput(Path folder, FrameTopic.Content content, int parallelism, long checkpointMillis, Duration most) {
        this.folder = folder;
        this.content = content;
        this.parallelism = parallelism;
        this.checkpointMillis = checkpointMillis;
        this.most = most;
    }

    /** Fills the topic, warms everything up, and takes the median of so many rounds. */
    Result run(int rounds) {
        Job health = Jobs.named("health").orElseThrow(() -> new IllegalStateException("There is no job health"));
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0)) {
            kafka.createTopics();
            CpuMeter cpu = CpuMeter.excludingPresentThreads();
            FrameTopic topic = new FrameTopic(kafka.bootstrap(), content);
            topic.fill();
            List<Pace.Rate> raw = new ArrayList<>();
            List<Pace.Rate> discard = new ArrayList<>();
            List<Pace.Rate> full = new ArrayList<>();
            long stateBytes = 0;
            try (EmbeddedFlink flink = EmbeddedFlink.start(folder.resolve("flink"), 0, parallelism, reporting());
                    Progress progress = Progress.of("Measuring", (rounds + 1) * 3L)) {
                for (int round = 0; round <= rounds; round++) {
                    raw.add(topic.poll(cpu, most));
                    progress.at(round * 3L + 1);
                    flink.submit("discard-" + round, discarding(kafka.bootstrap()));
                    discard.add(watch(cpu));
                    flink.cancel("discard-" + round);
                    progress.at(round * 3L + 2);
                    String run = "health-" + round;
                    flink.submit(run, Jobs.graph(health, settings(kafka.bootstrap(), run)));
                    full.add(watch(cpu));
                    flink.stop(run);
                    stateBytes = savepointBytes(run);
                    progress.at(round * 3L + 3);
                }
            }
            return new Result(
                    content,
                    median(raw),
                    median(discard),
                    median(full),
                    (double) stateBytes / content.nodes(),
                    written(kafka.bootstrap(), rounds + 1));
        }
    }

    /** What a round wrote on average: transaction marks are in these offsets, a few for each checkpoint. */
    private static Map<String, Long> written(String bootstrap, int rounds) {
        try (Admin admin = Broker.reach(bootstrap)) {
            Map<String, Catalogue.Held> held = new Catalogue(admin).held();
            Map<String, Long> written = new LinkedHashMap<>();
            for (Topic<?> topic : List.of(Topics.FLEET_STATUS, Topics.ALARMS_EVENTS, Topics.TELEMETRY_REJECTED)) {
                written.put(topic.name(), held.get(topic.name()).records() / rounds);
            }
            return written;
        }
    }

    private JobSettings settings(String bootstrap, String run) {
        return JobSettings.parse(
                "--bootstrap",
                bootstrap,
                "--group-prefix",
                "bench-" + run,
                "--parallelism",
                Integer.toString(parallelism),
                "--checkpoint-interval-millis",
                Long.toString(checkpointMillis));
    }

    private static Map<String, String> reporting() {
        return Map.of(
                "metrics.reporters",
                SourceMeter.NAME,
                "metrics.reporter." + SourceMeter.NAME + ".factory.class",
                SourceMeter.Factory.class.getName());
    }

    private StreamGraph discarding(String bootstrap) {
        StreamExecutionEnvironment env = JobEnvironment.embedded(settings(bootstrap, "discard"));
        Properties fetches = new Properties();
        FrameTopic.LARGE_FETCHES.forEach((name, value) -> fetches.put(name, value.toString()));
        KafkaSource<byte[]> source = KafkaSource.<byte[]>builder()
                .setBootstrapServers(bootstrap)
                .setGroupId("bench-discard")
                .setTopics(Topics.TELEMETRY_FRAMES.name())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setProperties(fetches)
                .setDeserializer(KafkaRecordDeserializationSchema.valueOnly(ByteArrayDeserializer.class))
                .build();
        env.fromSource(source, WatermarkStrategy.noWatermarks(), Topics.TELEMETRY_FRAMES.name())
                .uid("frames")
                .sinkTo(new DiscardingSink<>())
                .uid("nowhere");
        return env.getStreamGraph();
    }

    /** Follows Flink's own counter of what the source handed on. */
    private Pace.Rate watch(CpuMeter cpu) {
        Pace pace = new Pace(content.frames(), cpu, System::nanoTime);
        long until = System.nanoTime() + most.toNanos();
        try {
            while (!pace.at(content.framesIn(SourceMeter.records()))) {
                if (System.nanoTime() > until) {
                    break;
                }
                Thread.sleep(SAMPLE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted while measuring", e);
        }
        return pace.rate();
    }

    private long savepointBytes(String job) {
        Path savepoints = folder.resolve("flink").resolve("savepoints").resolve(job);
        if (!Files.isDirectory(savepoints)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(savepoints)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot measure " + savepoints, e);
        }
    }

    /** The middle by records per second; the first round only warms up. */
    private static Pace.Rate median(List<Pace.Rate> rates) {
        List<Pace.Rate> measured = new ArrayList<>(rates.subList(1, rates.size()));
        measured.sort((a, b) -> Double.compare(a.perSecond(), b.perSecond()));
        return measured.get(measured.size() / 2);
    }

    /**
     * @param content of the topic
     * @param raw bare poll
     * @param discard Flink's source into nothing
     * @param full the health job
     * @param stateBytesPerNode size of a savepoint, by node
     * @param written records that a round of the health job wrote, by topic
     */
    record Result(
            FrameTopic.Content content,
            Pace.Rate raw,
            Pace.Rate discard,
            Pace.Rate full,
            double stateBytesPerNode,
            Map<String, Long> written) {

        double ratio() {
            return full.perSecond() / raw.perSecond();
        }

        double ratioPerCpu() {
            return full.perCpuSecond() / raw.perCpuSecond();
        }
    }
}
