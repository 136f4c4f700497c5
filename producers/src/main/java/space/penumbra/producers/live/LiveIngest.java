package space.penumbra.producers.live;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import space.penumbra.producers.publish.TopicPublisher;

/**
 * Reads hosts at an interval of the wall clock and publishes what they say. A host that does not answer costs a line in the log and a missing frame,
 * and delays no other. Run by one thread; {@link #stop} and {@link #statistics} may be called from any.
 */
public final class LiveIngest implements AutoCloseable {

    private static final int MOST_READERS = 16;

    private final Supplier<? extends List<? extends HostSource>> hosts;
    private final TopicPublisher publisher;
    private final FleetTime time;
    private final Clock clock;
    private final double intervalSeconds;
    // Of every host that was ever read: what was published is not forgotten with it.
    private final List<LiveNode> known = new CopyOnWriteArrayList<>();
    private final Map<HostSource, LiveNode> present = new LinkedHashMap<>();
    private volatile int hostCount;
    private final ExecutorService readers;
    private volatile boolean stopping;
    private volatile Thread runner;

    /**
     * An ingest that has not started.
     *
     * @param hosts asked for the hosts before every read; one that is gone is retired, one that is new is read from then on
     * @param publisher closed with this ingest
     * @param time closed with this ingest
     * @param clock the wall clock
     * @param intervalSeconds wall time between two reads of a host, 0.1 to 3600
     */
    public LiveIngest(
            Supplier<? extends List<? extends HostSource>> hosts,
            TopicPublisher publisher,
            FleetTime time,
            Clock clock,
            double intervalSeconds) {
        if (!(intervalSeconds >= 0.1 && intervalSeconds <= 3600)) {
            throw new IllegalArgumentException("Interval " + intervalSeconds + " s: use 0.1 to 3600");
        }
        this.hosts = hosts;
        this.publisher = publisher;
        this.time = time;
        this.clock = clock;
        this.intervalSeconds = intervalSeconds;
        this.readers = Executors.newFixedThreadPool(MOST_READERS, task -> {
            Thread thread = new Thread(task, "penumbra-ingest");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Reads until stopped.
     *
     * @throws space.penumbra.producers.publish.PublishException if Kafka gave up on a record
     */
    public void run() {
        runner = Thread.currentThread();
        long intervalNanos = (long) (intervalSeconds * 1e9);
        long next = System.nanoTime();
        while (!stopping) {
            round();
            next += intervalNanos;
            long wait = next - System.nanoTime();
            if (wait < 0) {
                next = System.nanoTime();
            }
            while (!stopping && wait > 0) {
                LockSupport.parkNanos(wait);
                wait = next - System.nanoTime();
            }
        }
        publisher.flush();
    }

    /** One read of every host; returns when all have answered or failed. */
    public void round() {
        time.refresh();
        meet(hosts.get());
        List<Future<?>> reads = new ArrayList<>();
        for (LiveNode node : present.values()) {
            reads.add(readers.submit(node::readOnce));
        }
        for (Future<?> read : reads) {
            await(read);
        }
        publisher.reportFailure();
    }

    private void meet(List<? extends HostSource> now) {
        present.entrySet().removeIf(entry -> {
            boolean gone = !now.contains(entry.getKey());
            if (gone) {
                entry.getValue().retire();
            }
            return gone;
        });
        for (HostSource host : now) {
            if (!present.containsKey(host)) {
                LiveNode node = new LiveNode(host, publisher, time, clock, intervalSeconds);
                present.put(host, node);
                known.add(node);
            }
        }
        hostCount = present.size();
    }

    private static void await(Future<?> read) {
        try {
            read.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while hosts were read", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new IllegalStateException("A host could not be read: " + e.getCause(), e);
        }
    }

    /** Ends {@link #run} after the read that is under way. */
    public void stop() {
        stopping = true;
        Thread running = runner;
        if (running != null) {
            LockSupport.unpark(running);
        }
    }

    /** What was done so far; malformed lines are counted by the sources and are 0 here. */
    public IngestStatistics statistics() {
        return new IngestStatistics(
                hostCount,
                known.stream().mapToLong(LiveNode::published).sum(),
                known.stream().mapToLong(LiveNode::failed).sum(),
                0,
                publisher.failed());
    }

    @Override
    public void close() {
        stop();
        readers.shutdownNow();
        try {
            readers.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            time.close();
            publisher.close();
        }
    }
}
