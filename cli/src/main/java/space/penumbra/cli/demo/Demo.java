package space.penumbra.cli.demo;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import space.penumbra.cli.embedded.EmbeddedFlink;
import space.penumbra.cli.embedded.EmbeddedHistory;
import space.penumbra.cli.embedded.EmbeddedKafka;
import space.penumbra.cli.embedded.Ports;
import space.penumbra.cli.reckoning.Drain;
import space.penumbra.cli.terminal.UserError;
import space.penumbra.control.FleetControl;
import space.penumbra.control.FleetControlSettings;
import space.penumbra.control.history.HistoryKind;
import space.penumbra.jobs.InfluxApi;
import space.penumbra.jobs.Job;
import space.penumbra.jobs.JobSettings;
import space.penumbra.jobs.Jobs;
import space.penumbra.producers.twin.TwinRunner;
import space.penumbra.producers.twin.TwinSettings;
import space.penumbra.producers.twin.TwinStatistics;
import space.penumbra.webhooks.AlertWebhooks;
import space.penumbra.webhooks.EndpointsFile;
import space.penumbra.webhooks.WebhookSettings;

/**
 * Everything in one process, joined through Kafka alone, as on a cluster: broker, history store, jobs, fleet control, webhooks and, last, the
 * simulated fleet. Stopped in the opposite order, so that nothing is published that nobody takes. Not thread-safe.
 */
public final class Demo implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
    private static final long CHECKPOINT_MILLIS = 1000;
    /** One point for each node and minute of event time. */
    private static final int HISTORY_SECONDS = 60;

    private final DemoSettings settings;
    private final DataFolder folder;
    private final Deque<Part> parts = new ArrayDeque<>();
    private EmbeddedKafka kafka;
    private EmbeddedFlink flink;
    private TwinRunner twin;
    private int httpPort;
    private boolean goesOn;

    private Demo(DemoSettings settings, DataFolder folder) {
        this.settings = settings;
        this.folder = folder;
    }

    /**
     * Starts everything, telling each step before it begins.
     *
     * @throws UserError if something cannot start; what was started is stopped again
     */
    public static Demo start(DemoSettings settings, Consumer<String> step) {
        Demo demo = new Demo(settings, DataFolder.take(settings.dataDir().orElse(null), "demo"));
        try {
            demo.open(step);
            return demo;
        } catch (RuntimeException e) {
            demo.close();
            throw e;
        }
    }

    private void open(Consumer<String> step) {
        Path data = folder.path();
        Ports.free(settings.kafkaPort(), "Kafka", "--kafka-port");
        Ports.free(settings.flinkPort(), "the Flink web interface", "--flink-port");
        httpPort = Ports.free(settings.httpPort(), "the console", "--http-port");

        step.accept("starting Kafka");
        kafka = keep("Kafka", EmbeddedKafka.start(data.resolve("kafka"), settings.kafkaPort()));
        kafka.createTopics();
        step.accept("starting the history store");
        EmbeddedHistory history = keep("history store", EmbeddedHistory.start(data.resolve("history"), 0));
        step.accept("starting Flink");
        flink = keep(
                "Flink",
                EmbeddedFlink.start(
                        data.resolve("flink"),
                        settings.flinkPort(),
                        Math.max(1, Jobs.all().size())));
        JobSettings jobs = JobSettings.at(kafka.bootstrap())
                .withParallelism(1)
                .withCheckpointIntervalMillis(CHECKPOINT_MILLIS)
                .withHistory(history.url().toString(), InfluxApi.V2, "penumbra", "", HISTORY_SECONDS);
        for (Job job : Jobs.all()) {
            step.accept("starting the job " + job.name());
            goesOn |= flink.submit(job.name(), Jobs.graph(job, jobs)).isPresent();
        }
        step.accept("starting fleet control");
        FleetControl control = keep(
                "fleet control",
                FleetControl.start(FleetControlSettings.of(kafka.bootstrap(), data.resolve("control"))
                        .withHttp("127.0.0.1", httpPort)
                        .withHistory(HistoryKind.QUESTDB, history.url().toString(), "penumbra", "")));
        httpPort = control.port();
        settings.webhooks().ifPresent(file -> {
            step.accept("starting webhooks");
            keep(
                    "webhooks",
                    AlertWebhooks.start(
                            WebhookSettings.of(kafka.bootstrap(), EndpointsFile.read(file, System::getenv))));
        });
        step.accept("starting a fleet of " + settings.nodes() + " nodes");
        twin = new TwinRunner(twinSettings(data), Clock.systemUTC()).start();
        keep("fleet", twin);
    }

    private TwinSettings twinSettings(Path data) {
        TwinSettings usual = TwinSettings.of(kafka.bootstrap(), settings.nodes(), settings.seed(), settings.speed());
        return new TwinSettings(
                usual.bootstrap(),
                usual.nodes(),
                usual.seed(),
                usual.speed(),
                usual.reportIntervalSeconds(),
                settings.scenario(),
                settings.orbits().orElse(null),
                data,
                null);
    }

    /** Whether state of an earlier run was taken up. */
    public boolean goesOn() {
        return goesOn;
    }

    public String bootstrap() {
        return kafka.bootstrap();
    }

    public String consoleUrl() {
        return "http://127.0.0.1:" + httpPort;
    }

    public String flinkUrl() {
        return flink.webAddress().toString();
    }

    public TwinStatistics fleet() {
        return twin.statistics();
    }

    /** Why the demo cannot go on: the fleet died or a job failed for good. */
    public Optional<String> failure() {
        if (twin.failure() != null) {
            return Optional.of(
                    "the simulated fleet has stopped: " + twin.failure().getMessage());
        }
        return flink.status().entrySet().stream()
                .filter(job -> job.getValue() == JobStatus.FAILED)
                .map(job -> "the job " + job.getKey() + " failed: see the log")
                .findFirst();
    }

    /** What each job is doing. */
    public Map<String, JobStatus> jobs() {
        return flink.status();
    }

    /** Stops the fleet: from here on nothing new is published. */
    public void stopFleet(Consumer<String> step) {
        step.accept("stopping the fleet");
        closeUntil("fleet");
    }

    /** Waits until everything that the fleet published is dealt with. */
    public void drain(Consumer<String> step) {
        step.accept("finishing what is under way");
        new Drain(kafka.bootstrap()).await();
    }

    /** Stops everything but the broker, whose topics can then be counted in peace. */
    public void stopApplications(Consumer<String> step) {
        step.accept("saving the jobs");
        closeUntil("Flink");
    }

    /** Stops whatever still runs, the latest first. */
    @Override
    public void close() {
        closeUntil("");
        folder.close();
    }

    private <T extends AutoCloseable> T keep(String name, T part) {
        parts.push(new Part(name, part));
        return part;
    }

    /** Stops parts, the latest first, up to and including the one of this name. */
    private void closeUntil(String name) {
        if (!name.isEmpty() && parts.stream().noneMatch(part -> part.name.equals(name))) {
            return;
        }
        while (!parts.isEmpty()) {
            Part part = parts.pop();
            long began = System.nanoTime();
            try {
                part.closeable.close();
                LOG.info("stopped part={} millis={}", part.name, (System.nanoTime() - began) / 1_000_000);
            } catch (Exception e) {
                LOG.warn("part did not stop cleanly part={}", part.name, e);
            }
            if (part.name.equals(name)) {
                return;
            }
        }
    }

    private record Part(String name, AutoCloseable closeable) {}
}
