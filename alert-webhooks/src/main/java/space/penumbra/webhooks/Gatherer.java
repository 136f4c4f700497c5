package space.penumbra.webhooks;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Takes from a lane's queue what one request, or a few, shall tell of: a single message, or all that came within the wait of the
 * endpoint's grouping, by group. The order of events is kept within a group. Used by one thread.
 */
final class Gatherer {

    /** Events in one request at most: a receiver has bounds too. */
    static final int MOST = 200;

    private static final Duration GLANCE = Duration.ofMillis(100);

    private final BlockingQueue<Job> queue;
    private final Endpoint endpoint;
    private final Clock clock;

    Gatherer(BlockingQueue<Job> queue, Endpoint endpoint, Clock clock) {
        this.queue = queue;
        this.endpoint = endpoint;
        this.clock = clock;
    }

    /**
     * The next messages by the requests they go in; empty if there are none for a moment.
     *
     * @param hurry true once nobody shall be waited for
     */
    List<List<Job>> next(BooleanSupplier hurry) throws InterruptedException {
        Job first = queue.poll(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
        if (first == null) {
            return List.of();
        }
        if (!endpoint.grouping().groups()) {
            return List.of(List.of(first));
        }
        List<Job> gathered = new ArrayList<>(List.of(first));
        long deadline = System.nanoTime() + endpoint.grouping().patience().toNanos();
        while (gathered.size() < MOST && !hurry.getAsBoolean()) {
            long left = Math.min(deadline - System.nanoTime(), GLANCE.toNanos());
            Job more = queue.poll(Math.max(0, left), TimeUnit.NANOSECONDS);
            if (more != null) {
                gathered.add(more);
            } else if (deadline - System.nanoTime() <= 0) {
                break;
            }
        }
        Map<Map<String, String>, List<Job>> groups = new LinkedHashMap<>();
        for (Job job : gathered) {
            groups.computeIfAbsent(endpoint.grouping().key(job.message()), key -> new ArrayList<>())
                    .add(job);
        }
        return List.copyOf(groups.values());
    }

    /** What a request for these says. */
    Parcel parcel(List<Job> jobs) {
        List<Message> messages = jobs.stream().map(Job::message).toList();
        Map<String, String> group =
                endpoint.grouping().groups() ? endpoint.grouping().key(messages.get(0)) : Map.of();
        return new Parcel(messages, endpoint.name(), group, endpoint.console(), clock.instant());
    }
}
