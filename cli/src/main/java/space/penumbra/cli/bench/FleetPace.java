package space.penumbra.cli.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import space.penumbra.cli.terminal.UserError;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.migration.CommandEvent;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.producers.publish.TopicPublisher;
import space.penumbra.producers.twin.FleetLoad;
import space.penumbra.producers.twin.FrameFlaw;
import space.penumbra.producers.twin.TwinSink;
import space.penumbra.wire.FramePack;
import space.penumbra.wire.Topics;

/**
 * How fast a simulated fleet gets into Kafka: threads take shards in turn, advance each by a pack of reports and publish a record for each node. The
 * same threads can make the records without publishing them, or publish records that were made before: the two ceilings.
 */
final class FleetPace {

    /** Records kept to be published again: enough that compression has to work for each. */
    private static final int KEPT_RECORDS = 20_000;

    private final FleetLoad load;
    private final int pack;
    private final int threads;
    private final String compression;
    private final Queue<Kept> kept = new ConcurrentLinkedQueue<>();
    private final AtomicInteger keeping = new AtomicInteger();

    private record Kept(byte[] key, byte[] value) {}

    /** @param compression what records are compressed with, as Kafka names it */
    FleetPace(FleetLoad load, int pack, int threads, String compression) {
        this.load = load;
        this.pack = pack;
        this.threads = threads;
        this.compression = compression;
    }

    /**
     * What was reached.
     *
     * @param frames made or published, all confirmed by the broker
     * @param bytes of their records before compression
     * @param seconds of wall clock
     * @param cpuSeconds of the threads that made and handed over the frames
     * @param allCpuSeconds of the whole process, with the producers' own threads, the broker, and the collector of garbage
     */
    record Reached(long frames, long bytes, double seconds, double cpuSeconds, double allCpuSeconds) {

        double perSecond() {
            return frames / seconds;
        }

        double perCpuSecond() {
            return frames / cpuSeconds;
        }

        double perCpuSecondOfAll() {
            return frames / allCpuSeconds;
        }
    }

    /** Makes frames and their records, and drops them. */
    Reached make(double seconds) {
        return run(seconds, null, this::work);
    }

    /** Makes and publishes. */
    Reached publish(double seconds, String bootstrap) {
        return run(seconds, bootstrap, this::work);
    }

    /** Publishes records that were made before, as fast as the same threads can. */
    Reached publishAgain(double seconds, String bootstrap) {
        return run(seconds, bootstrap, this::workAgain);
    }

    private interface Work {
        void go(int thread, long untilNanos, TopicPublisher publisher, AtomicLong frames, AtomicLong bytes);
    }

    private Reached run(double seconds, String bootstrap, Work work) {
        AtomicLong frames = new AtomicLong();
        AtomicLong bytes = new AtomicLong();
        AtomicLong cpuNanos = new AtomicLong();
        AtomicReference<RuntimeException> failure = new AtomicReference<>();
        List<Thread> workers = new ArrayList<>();
        CpuMeter all = CpuMeter.ofProcess();
        long cpuBegan = all.nanos();
        long began = System.nanoTime();
        long until = began + (long) (seconds * 1e9);
        for (int i = 0; i < threads; i++) {
            int own = i;
            Thread worker = new Thread(
                    () -> {
                        try (TopicPublisher publisher = bootstrap == null
                                ? null
                                : new TopicPublisher(bootstrap, "penumbra-bench-" + own, compression)) {
                            work.go(own, until, publisher, frames, bytes);
                            if (publisher != null) {
                                publisher.flush();
                            }
                            cpuNanos.addAndGet(new CpuClock().nanos());
                        } catch (RuntimeException e) {
                            failure.compareAndSet(null, e);
                        }
                    },
                    "bench-fleet-" + i);
            worker.start();
            workers.add(worker);
        }
        try {
            for (Thread worker : workers) {
                worker.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted while measuring", e);
        }
        if (failure.get() != null) {
            throw new UserError("could not measure: " + failure.get().getMessage(), failure.get());
        }
        double wall = (System.nanoTime() - began) / 1e9;
        return new Reached(frames.get(), bytes.get(), wall, cpuNanos.get() / 1e9, (all.nanos() - cpuBegan) / 1e9);
    }

    private void work(int thread, long untilNanos, TopicPublisher publisher, AtomicLong frames, AtomicLong bytes) {
        List<FleetLoad.Shard> shards = load.shards();
        Packer packer = new Packer(publisher);
        while (System.nanoTime() < untilNanos) {
            for (int i = thread; i < shards.size() && System.nanoTime() < untilNanos; i += threads) {
                packer.begin(shards.get(i));
                shards.get(i).advance(pack, packer);
                packer.finish();
                frames.addAndGet(packer.frames);
                bytes.addAndGet(packer.bytes);
            }
        }
    }

    private void workAgain(int thread, long untilNanos, TopicPublisher publisher, AtomicLong frames, AtomicLong bytes) {
        List<Kept> records = List.copyOf(kept);
        for (int i = thread; System.nanoTime() < untilNanos; i++) {
            Kept record = records.get(i % records.size());
            publisher.sendBytes(Topics.TELEMETRY_FRAMES.name(), record.key, record.value);
            frames.addAndGet(pack);
            bytes.addAndGet(record.value.length);
        }
    }

    /** Collects the frames of each node of a shard in one record; goes from shard to shard, so that its packs stay in the cache. */
    private final class Packer implements TwinSink {

        private final TopicPublisher publisher;
        private FramePack[] packs = {};
        private int nodes;
        private long frames;
        private long bytes;

        Packer(TopicPublisher publisher) {
            this.publisher = publisher;
        }

        private void begin(FleetLoad.Shard shard) {
            int had = packs.length;
            nodes = shard.nodes();
            packs = had < nodes ? Arrays.copyOf(packs, nodes) : packs;
            for (int node = 0; node < nodes; node++) {
                String id = shard.spec(node).nodeId();
                if (node < had) {
                    packs[node].startOver(id);
                } else {
                    packs[node] = new FramePack(id);
                }
            }
            frames = 0;
            bytes = 0;
        }

        @Override
        public void frame(int node, TelemetryFrame frame, FrameFlaw flaw) {
            FramePack to = packs[node];
            to.add(frame);
            frames++;
            if (to.size() == pack) {
                send(node);
            }
        }

        private void send(int node) {
            byte[] record = packs[node].take();
            bytes += record.length;
            byte[] key = packs[node].nodeId().getBytes(StandardCharsets.UTF_8);
            if (publisher != null) {
                publisher.sendBytes(Topics.TELEMETRY_FRAMES.name(), key, record);
            }
            if (keeping.get() < KEPT_RECORDS) {
                keeping.incrementAndGet();
                kept.add(new Kept(key, record));
            }
        }

        private void finish() {
            for (int node = 0; node < nodes; node++) {
                if (packs[node].size() > 0) {
                    send(node);
                }
            }
        }

        @Override
        public void workload(Workload workload) {
            // Facts of workloads are few; only frames are measured.
        }

        @Override
        public void event(CommandEvent event) {
            // No commands are given.
        }
    }
}
