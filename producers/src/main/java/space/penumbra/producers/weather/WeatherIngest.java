package space.penumbra.producers.weather;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import space.penumbra.domain.weather.SpaceWeather;
import space.penumbra.producers.publish.TopicPublisher;
import space.penumbra.wire.Topics;

/**
 * Publishes space weather, each observation once. A source that fails while others are polled is logged and asked again; when only looked at once, it
 * is an error. Run by one thread; {@link #stop} may be called from any.
 */
public final class WeatherIngest implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WeatherIngest.class);
    private static final int MOST_REJECTED_KEPT = 1000;

    private final WeatherSettings settings;
    private final TopicPublisher publisher;
    private final FeedFetcher fetcher = new FeedFetcher();
    private final Set<String> seen = new HashSet<>();
    private final List<String> rejected = new ArrayList<>();
    private long published;
    private long repeated;
    private volatile boolean stopping;
    private volatile Thread runner;

    /** Connects to a cluster. */
    public WeatherIngest(WeatherSettings settings) {
        this(settings, new TopicPublisher(settings.bootstrap(), "penumbra-space-weather"));
    }

    WeatherIngest(WeatherSettings settings, TopicPublisher publisher) {
        this.settings = settings;
        this.publisher = publisher;
    }

    /**
     * Looks at every source once, or again and again until stopped.
     *
     * @throws IllegalArgumentException if a source that is looked at once cannot be read or is no such feed
     */
    public WeatherResult run() {
        runner = Thread.currentThread();
        look(settings.pollSeconds() == 0);
        long next = System.nanoTime();
        while (settings.pollSeconds() > 0 && !stopping) {
            next += (long) (settings.pollSeconds() * 1e9);
            while (!stopping && System.nanoTime() < next) {
                LockSupport.parkNanos(next - System.nanoTime());
            }
            if (!stopping) {
                look(false);
            }
        }
        return new WeatherResult(published, repeated, List.copyOf(rejected));
    }

    void look(boolean strict) {
        for (String source : settings.sources()) {
            try {
                fetcher.fetch(source).ifPresent(text -> publish(source, text));
            } catch (IllegalArgumentException e) {
                if (strict) {
                    throw e;
                }
                LOG.warn("{}", e.getMessage());
            }
        }
        publisher.flush();
    }

    private void publish(String source, String text) {
        WeatherReading reading = SwpcJson.read(source, text);
        for (String row : reading.rejected()) {
            if (rejected.size() < MOST_REJECTED_KEPT) {
                rejected.add(source + " " + row);
            }
        }
        if (!reading.rejected().isEmpty()) {
            LOG.warn(
                    "{}: {} rows cannot be used, the first is {}",
                    source,
                    reading.rejected().size(),
                    reading.rejected().get(0));
        }
        for (SpaceWeather record : reading.records()) {
            // A value that was revised is news; the same one is not.
            if (seen.add(record.feed() + record.identity() + record.time() + record.value())) {
                publisher.send(Topics.SPACE_WEATHER, record.feed(), record);
                published++;
            } else {
                repeated++;
            }
        }
    }

    /** Ends {@link #run}. */
    public void stop() {
        stopping = true;
        Thread running = runner;
        if (running != null) {
            LockSupport.unpark(running);
        }
    }

    @Override
    public void close() {
        stop();
        publisher.close();
    }
}
