package space.penumbra.cli.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import space.penumbra.cli.embedded.EmbeddedFlink;
import space.penumbra.cli.embedded.EmbeddedHistory;
import space.penumbra.cli.embedded.EmbeddedKafka;
import space.penumbra.cli.terminal.Progress;
import space.penumbra.cli.terminal.UserError;
import space.penumbra.jobs.JobSettings;
import space.penumbra.jobs.Jobs;

/**
 * How many points a second each history store takes from the real history job: every frame becomes its nine points, in the job's batches, with
 * its retries, and with checkpoints that wait for the store.
 */
final class StoreBench {

    private static final Duration SAMPLE = Duration.ofMillis(20);

    private final Path folder;
    private final FrameTopic.Content content;
    private final Duration each;

    /**
     * @param content frames to store
     * @param each how long a store is measured at most
     */
    StoreBench(Path folder, FrameTopic.Content content, Duration each) {
        this.folder = folder;
        this.content = content;
        this.each = each;
    }

    /** Points a second by store. */
    Map<String, Figure> run() {
        Map<String, Figure> figures = new LinkedHashMap<>();
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0)) {
            kafka.createTopics();
            CpuMeter cpu = CpuMeter.excludingPresentThreads();
            FrameTopic topic = new FrameTopic(kafka.bootstrap(), content);
            topic.introduce();
            topic.fill();
            try (EmbeddedFlink flink = EmbeddedFlink.start(folder.resolve("flink"), 0, 2, JobMeter.settings())) {
                Optional<Path> influxd = InfluxProgram.find();
                if (influxd.isPresent()) {
                    try (InfluxProgram influx = InfluxProgram.start(influxd.get(), folder.resolve("influxd"))) {
                        figures.put("influxd", measure(flink, cpu, kafka.bootstrap(), "influxd", influx.url(), "v1"));
                    }
                }
                try (EmbeddedHistory history = EmbeddedHistory.start(folder.resolve("questdb"), 0)) {
                    String url = history.url().toString();
                    figures.put("questdb", measure(flink, cpu, kafka.bootstrap(), "questdb", url, "v2"));
                }
            }
        }
        return figures;
    }

    private Figure measure(
            EmbeddedFlink flink, CpuMeter cpu, String bootstrap, String store, String url, String version) {
        List<String> settings = new ArrayList<>(List.of("--bootstrap", bootstrap, "--group-prefix", "bench-" + store));
        settings.addAll(List.of("--parallelism", "2", "--checkpoint-interval-millis", "10000"));
        settings.addAll(List.of("--history-interval-seconds", "0", "--influx-url", url, "--influx-api", version));
        String run = "history-" + store;
        flink.submit(
                run,
                Jobs.graph(Jobs.named("history").orElseThrow(), JobSettings.parse(settings.toArray(String[]::new))));
        long total = content.frames() * (FrameLoad.GPUS + 1);
        // The first tenth warms up.
        Pace pace = new Pace(total / 10, total, cpu, System::nanoTime);
        long until = System.nanoTime() + each.toNanos();
        try (Progress progress = Progress.of("Storing in " + store, total)) {
            long points = 0;
            while (!pace.at(points) && System.nanoTime() < until) {
                Thread.sleep(SAMPLE.toMillis());
                points = JobMeter.Count.POINTS.now();
                progress.at(points);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted while measuring", e);
        }
        long refused = JobMeter.Count.REFUSED_POINTS.now();
        flink.cancel(run);
        if (pace.measured() == 0) {
            throw new UserError(store + " took less than a tenth of " + total + " points in " + each.toSeconds()
                    + " s: give it more with --seconds, or fewer with --frames");
        }
        return new Figure(pace.rate(), refused);
    }

    /**
     * @param rate of points; CPU without the broker's, and without that of a store in another process
     * @param refused points that the store did not take
     */
    record Figure(Pace.Rate rate, long refused) {}
}
