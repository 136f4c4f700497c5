package space.penumbra.producers.prometheus;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import space.penumbra.producers.live.FleetTime;
import space.penumbra.producers.live.IngestStatistics;
import space.penumbra.producers.live.LiveIngest;
import space.penumbra.producers.publish.TopicPublisher;

/** Scrapes Prometheus exporters: every target is a node of the fleet. {@link #run} blocks; {@link #stop} from any thread ends it. */
public final class PrometheusIngest implements AutoCloseable {

    private final Targets targets;
    private final LiveIngest ingest;

    /**
     * Joins the fleet of a cluster, on its event time.
     *
     * @throws IllegalArgumentException if the mapping or the file of targets cannot be used
     * @throws IllegalStateException if the cluster cannot be read
     */
    public PrometheusIngest(PrometheusSettings settings, Clock clock) {
        this(
                settings,
                clock,
                MetricMapping.load(settings.mapping()),
                FleetTime.following(settings.bootstrap()),
                new TopicPublisher(settings.bootstrap(), "penumbra-prometheus"));
    }

    PrometheusIngest(
            PrometheusSettings settings, Clock clock, MetricMapping mapping, FleetTime time, TopicPublisher publisher) {
        Duration timeout = Duration.ofMillis((long) (settings.timeoutSeconds() * 1000));
        HttpClient http = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        TargetsFile file = settings.targetsFile() == null ? null : new TargetsFile(settings.targetsFile());
        targets = new Targets(
                settings.targets(),
                file,
                (name, pages) -> new PrometheusTarget(name, pages, http, timeout, mapping, clock));
        ingest = new LiveIngest(targets, publisher, time, clock, settings.intervalSeconds());
    }

    /** Scrapes until stopped. */
    public void run() {
        ingest.run();
    }

    /** Scrapes every target once. */
    void round() {
        ingest.round();
    }

    /** Ends {@link #run}. */
    public void stop() {
        ingest.stop();
    }

    /** What was done so far. */
    public IngestStatistics statistics() {
        IngestStatistics of = ingest.statistics();
        long malformed = targets.malformed();
        return new IngestStatistics(of.sources(), of.framesPublished(), of.readsFailed(), malformed, of.sendsFailed());
    }

    @Override
    public void close() {
        ingest.close();
    }
}
