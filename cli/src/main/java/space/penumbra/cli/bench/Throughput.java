package space.penumbra.cli.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
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
import space.penumbra.cli.embedded.CheckpointCost;
import space.penumbra.cli.embedded.EmbeddedFlink;
import space.penumbra.cli.embedded.EmbeddedKafka;
import space.penumbra.cli.terminal.Progress;
import space.penumbra.cli.terminal.UserError;
import space.penumbra.cli.topics.Broker;
import space.penumbra.cli.topics.Catalogue;
import space.penumbra.domain.Nullable;
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
    private static final Duration SAVEPOINT = Duration.ofMinutes(2);
    private static final String KNOWN = "health-known";
    private static final int MOST_WARM_UPS = 4;
    private static final double WARM_WITHIN = 1.1;

    private final Path folder;
    private final FrameTopic.Content content;
    private final Setup setup;
    private final Duration most;

    Throughput(Path folder, FrameTopic.Content content, Setup setup, Duration most) {
        this.folder = folder;
        this.content = content;
        this.setup = setup;
        this.most = most;
    }

    /**
     * How the job runs.
     *
     * @param parallelism parallel tasks
     * @param checkpointMillis time between checkpoints
     * @param backend where Flink keeps state: {@code hashmap} or {@code rocksdb}
     */
    record Setup(int parallelism, long checkpointMillis, String backend) {}

    /**
     * Fills the topic, runs until the cost of a frame no longer falls, and takes the median of so many further rounds; a last pass is taken apart by
     * stages.
     */
    ThroughputResult run(int rounds) {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0)) {
            kafka.createTopics();
            CpuMeter cpu = CpuMeter.excludingPresentThreads();
            FrameTopic topic = new FrameTopic(kafka.bootstrap(), content);
            topic.introduce();
            List<Pace.Rate> raw = new ArrayList<>();
            List<Pace.Rate> discard = new ArrayList<>();
            List<HealthPass> full = new ArrayList<>();
            try (EmbeddedFlink flink =
                            EmbeddedFlink.start(folder.resolve("flink"), 0, setup.parallelism(), furtherSettings());
                    Progress progress = Progress.of("Measuring", (rounds + MOST_WARM_UPS) * 3L + 2)) {
                know(flink, kafka.bootstrap());
                topic.fill();
                long step = 0;
                int warmUps = 1;
                for (int round = 0; round < warmUps + rounds; round++) {
                    raw.add(topic.poll(cpu, most));
                    progress.at(++step);
                    discard.add(discard(flink, kafka.bootstrap(), cpu, round));
                    progress.at(++step);
                    full.add(health(flink, kafka.bootstrap(), cpu, "health-" + round, false));
                    progress.at(++step);
                    if (round == warmUps - 1 && warmUps < MOST_WARM_UPS && !warm(full)) {
                        warmUps++;
                    }
                }
                // The first pass with a profiler is one in which the virtual machine compiles much anew.
                health(flink, kafka.bootstrap(), cpu, "health-apart-first", true);
                progress.at(++step);
                HealthPass apart = health(flink, kafka.bootstrap(), cpu, "health-apart", true);
                progress.at(++step);
                return new ThroughputResult(
                        content,
                        setup,
                        warmUps,
                        median(raw.subList(warmUps, raw.size()), rate -> rate),
                        median(discard.subList(warmUps, discard.size()), rate -> rate),
                        median(full.subList(warmUps, full.size()), HealthPass::rate),
                        apart,
                        written(kafka.bootstrap(), full.size() + 2, content.nodes()));
            }
        }
    }

    /** Whether the last pass cost about as much CPU time as the one before: by then the virtual machine has compiled what matters. */
    private static boolean warm(List<HealthPass> passes) {
        if (passes.size() < 2) {
            return false;
        }
        double before = passes.get(passes.size() - 2).rate().perCpuSecond();
        return passes.get(passes.size() - 1).rate().perCpuSecond() < before * WARM_WITHIN;
    }

    private Pace.Rate discard(EmbeddedFlink flink, String bootstrap, CpuMeter cpu, int round) {
        String run = "discard-" + round;
        flink.submit(run, discarding(bootstrap));
        Pace pace = content.pace(cpu);
        watch(() -> pace.at(content.framesIn(JobMeter.Count.FRAME_RECORDS.now())));
        flink.cancel(run);
        return pace.rate();
    }

    /** Lets the job take in what the nodes are and their first frames, and keeps what it then knows. */
    private void know(EmbeddedFlink flink, String bootstrap) {
        flink.submit(KNOWN, graph(bootstrap, KNOWN));
        watch(() -> JobMeter.Count.NODES.now() >= content.nodes() && JobMeter.Count.ACCEPTED.now() >= content.nodes());
        if (JobMeter.Count.ACCEPTED.now() < content.nodes()) {
            throw new UserError("the health job took only " + JobMeter.Count.ACCEPTED.now() + " first frames of "
                    + content.nodes() + " nodes in " + most.toSeconds() + " s: give it more with --seconds");
        }
        flink.stop(KNOWN, SAVEPOINT);
    }

    /**
     * One pass of the whole job over all further frames, by a job that knows every node, as it is most of the time.
     *
     * @param apart whether to profile it
     */
    private HealthPass health(EmbeddedFlink flink, String bootstrap, CpuMeter cpu, String run, boolean apart) {
        try (StageProfile profile = apart ? new StageProfile() : null) {
            return health(flink, bootstrap, cpu, run, profile);
        }
    }

    private HealthPass health(
            EmbeddedFlink flink, String bootstrap, CpuMeter cpu, String run, @Nullable StageProfile profile) {
        long submitted = System.nanoTime();
        flink.submitFrom(KNOWN, run, graph(bootstrap, run));
        watch(() -> JobMeter.Count.ACCEPTED.now() > 0);
        double restored = (System.nanoTime() - submitted) / 1e9;
        Pace pace = new Pace(content.further() / 10, content.further(), cpu, System::nanoTime);
        watch(() -> {
            boolean before = pace.begun();
            boolean done = pace.at(JobMeter.Count.ACCEPTED.now() + JobMeter.Count.REJECTED.now());
            if (profile != null && pace.begun() && !before) {
                profile.begin();
            }
            return done;
        });
        Map<String, Long> stages = profile == null ? Map.of() : profile.end(folder);
        long rejected = JobMeter.Count.REJECTED.now();
        CheckpointCost checkpoints = flink.checkpoints(run);
        long held = profile == null ? 0 : HeapInUse.atLeast();
        flink.stop(run, SAVEPOINT);
        long freed = profile == null ? 0 : Math.max(0, held - HeapInUse.atLeast());
        return new HealthPass(
                pace.rate(), pace.measured(), rejected, stages, checkpoints, savepointBytes(run), freed, restored);
    }

    private StreamGraph graph(String bootstrap, String run) {
        Job health = Jobs.named("health").orElseThrow(() -> new IllegalStateException("There is no job health"));
        return Jobs.graph(health, settings(bootstrap, run));
    }

    /** What a pass wrote on average; transaction marks are in these offsets, a few for each checkpoint. */
    private static Map<String, Long> written(String bootstrap, int passes, long introduced) {
        try (Admin admin = Broker.reach(bootstrap)) {
            Map<String, Catalogue.Held> held = new Catalogue(admin).held();
            Map<String, Long> written = new LinkedHashMap<>();
            for (Topic<?> topic : List.of(Topics.FLEET_STATUS, Topics.ALARMS_EVENTS, Topics.TELEMETRY_REJECTED)) {
                // Every node has a status at its first frame, before the passes.
                long before = topic == Topics.FLEET_STATUS ? introduced : 0;
                written.put(topic.name(), (held.get(topic.name()).records() - before) / passes);
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
                Integer.toString(setup.parallelism()),
                "--checkpoint-interval-millis",
                Long.toString(setup.checkpointMillis()));
    }

    private Map<String, String> furtherSettings() {
        Map<String, String> settings = new HashMap<>(JobMeter.settings());
        settings.put("state.backend.type", setup.backend());
        settings.put("execution.checkpointing.incremental", "true");
        return settings;
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

    /** Looks again and again whether something is done, until it is or the time is up. */
    private void watch(BooleanSupplier done) {
        long until = System.nanoTime() + most.toNanos();
        try {
            while (!done.getAsBoolean() && System.nanoTime() < until) {
                Thread.sleep(SAMPLE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted while measuring", e);
        }
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

    /** The middle by records per second. */
    private static <T> T median(List<T> rounds, Function<T, Pace.Rate> rate) {
        List<T> measured = new ArrayList<>(rounds);
        measured.sort(Comparator.comparingDouble(round -> rate.apply(round).perSecond()));
        return measured.get(measured.size() / 2);
    }
}
