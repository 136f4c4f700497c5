package space.penumbra.producers.nvidiasmi;

import java.time.Clock;
import java.util.List;
import space.penumbra.producers.live.FleetTime;
import space.penumbra.producers.live.IngestStatistics;
import space.penumbra.producers.live.LiveIngest;
import space.penumbra.producers.publish.TopicPublisher;

/** Brings this machine's GPUs into the fleet. {@link #run} blocks; {@link #stop} from any thread ends it. */
public final class SmiIngest implements AutoCloseable {

    private final LiveIngest ingest;

    /**
     * Joins the fleet of a cluster, on its event time.
     *
     * @throws IllegalStateException if the cluster cannot be read
     */
    public SmiIngest(SmiSettings settings, Clock clock) {
        this(
                settings,
                clock,
                FleetTime.following(settings.bootstrap()),
                new TopicPublisher(settings.bootstrap(), "penumbra-nvidia-smi"));
    }

    SmiIngest(SmiSettings settings, Clock clock, FleetTime time, TopicPublisher publisher) {
        List<SmiHost> self = List.of(new SmiHost(settings));
        ingest = new LiveIngest(() -> self, publisher, time, clock, settings.intervalSeconds());
    }

    /** Reads until stopped. */
    public void run() {
        ingest.run();
    }

    /** Reads once. */
    void round() {
        ingest.round();
    }

    /** Ends {@link #run}. */
    public void stop() {
        ingest.stop();
    }

    /** What was done so far. */
    public IngestStatistics statistics() {
        return ingest.statistics();
    }

    @Override
    public void close() {
        ingest.close();
    }
}
