package space.penumbra.producers.twin;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.fleet.FleetClock;
import space.penumbra.producers.publish.TopicPublisher;
import space.penumbra.producers.publish.TopicReader;

/**
 * Runs a simulated fleet against a cluster: one thread that paces the core, publishes what it makes and hands it the commands that were issued.
 *
 * <p>With a data directory the fleet goes on where it was after a stop or a kill: nothing that was published is contradicted, no frame is published
 * twice, and commands are taken from where the stored state left them. Methods are thread-safe.
 */
public final class TwinRunner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TwinRunner.class);
    private static final long TURN_NANOS = 40_000_000;
    private static final long STOP_MILLIS = 15_000;

    private final TwinSettings settings;
    private final Clock clock;
    private final Thread thread = new Thread(this::run, "penumbra-twin");
    private volatile boolean stopping;
    private volatile RuntimeException failure;

    private TopicPublisher publisher;
    private KafkaCommandSource commands;
    private FleetTwin twin;
    private TwinOutput output;
    private TwinLoop loop;

    /**
     * A fleet that has not started.
     *
     * @param settings what to run
     * @param clock the wall clock that paces it
     */
    public TwinRunner(TwinSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Designs or restores the fleet, publishes what it is, and starts its thread. Returns when nodes, elements and workloads are in their topics.
     *
     * @throws IllegalArgumentException if the orbits or the scenario cannot be used, or the stored fleet is another one
     * @throws IllegalStateException if the cluster cannot be read
     */
    public synchronized TwinRunner start() {
        Scenario scenario = Scenario.load(settings.scenario());
        publisher = new TopicPublisher(settings.bootstrap(), "penumbra-twin");
        try {
            commands = new KafkaCommandSource(settings.bootstrap());
            output = new TwinOutput(publisher);
            prepare(scenario);
        } catch (RuntimeException e) {
            closeQuietly();
            throw e;
        }
        thread.start();
        return this;
    }

    private void prepare(Scenario scenario) {
        TwinSnapshot snapshot = settings.dataDirectory() == null
                ? null
                : new TwinSnapshot(settings.dataDirectory().resolve("twin"));
        String origin = settings.orbits() == null
                ? "designed"
                : Path.of(settings.orbits().toString()).getFileName().toString();
        Instant wall = clock.instant();
        List<OutgoingRecord> stored = List.of();
        long designMillis;
        if (snapshot != null && snapshot.exists()) {
            TwinSnapshot.Header header = snapshot.readHeader();
            requireSame(header, origin);
            designMillis = header.designMillis();
            twin = twinAt(designMillis, scenario);
            TwinSnapshot.Restored restored = snapshot.readInto(twin, settings.seed());
            stored = restored.outbox();
            output.framesTotal = header.framesPublished();
            commands.startAt(restored.positions().commands());
            goOn(restored.positions());
            LOG.info("The fleet goes on at {}", Instant.ofEpochMilli(twin.timeMillis()));
        } else {
            designMillis =
                    Math.floorDiv(begin(wall, scenario).toEpochMilli(), FleetTwin.STEP_MILLIS) * FleetTwin.STEP_MILLIS;
            twin = twinAt(designMillis, scenario);
            long[] none = new long[twin.designs().size()];
            Arrays.fill(none, -1);
            output.nodes(twin.designs(), none);
            commands.startAtEnd();
            twin.fill();
        }
        loop = new TwinLoop(
                settings, twin, output, publisher, commands, snapshot, origin, designMillis, clock.instant());
        loop.introduce(clock.instant(), stored);
    }

    private FleetTwin twinAt(long designMillis, Scenario scenario) {
        List<NodeDesign> designs = FleetDesigner.design(settings, scenario.fleet(), Instant.ofEpochMilli(designMillis));
        return new FleetTwin(
                designs, scenario, settings.seed(), settings.reportIntervalSeconds(), designMillis, output);
    }

    /** Event time of a new fleet: as asked, else now, but never before what this cluster's clock already showed. */
    private Instant begin(Instant wall, Scenario scenario) {
        Instant chosen = settings.start() == null ? scenario.start() : settings.start();
        Instant wanted = chosen == null ? wall : chosen;
        Optional<FleetClock> earlier = TopicReader.latestClock(settings.bootstrap(), "penumbra-twin-clock");
        Instant earliest = earlier.map(
                        fleet -> fleet.eventTime().plusMillis((long) (5_000 * fleet.speed()) + FleetTwin.STEP_MILLIS))
                .orElse(wanted);
        return earliest.isAfter(wanted) ? earliest : wanted;
    }

    private void goOn(TwinPositions positions) {
        Map<String, Integer> index = new HashMap<>();
        for (int node = 0; node < twin.designs().size(); node++) {
            index.put(twin.designs().get(node).spec().nodeId(), node);
        }
        // The last frame of each node that the stored state knows of was published before the state was stored.
        long[] newest =
                Arrays.stream(twin.bank().sequence).map(next -> next - 1).toArray();
        try (KafkaCommandSource frames = new KafkaCommandSource(settings.bootstrap())) {
            frames.newestFrames(positions.frames(), index, newest);
        }
        output.nodes(twin.designs(), newest);
    }

    private void requireSame(TwinSnapshot.Header header, String origin) {
        if (header.seed() != settings.seed()
                || header.nodes() != settings.nodes()
                || !header.origin().equals(origin)) {
            throw new IllegalArgumentException("The data directory " + settings.dataDirectory() + " has a fleet of "
                    + header.nodes() + " nodes with seed " + header.seed() + " (" + header.origin()
                    + "), asked for are "
                    + settings.nodes() + " with seed " + settings.seed() + " (" + origin
                    + "): ask for the same, or use another --data-dir");
        }
    }

    private void run() {
        try {
            while (!stopping) {
                if (loop.turn(clock.instant())) {
                    LockSupport.parkNanos(TURN_NANOS);
                }
            }
            loop.finish(clock.instant());
        } catch (RuntimeException e) {
            if (stopping) {
                LOG.warn("The fleet stopped without storing its last second: {}", e.getMessage());
            } else {
                LOG.error("The simulated fleet has stopped: {}", e.getMessage());
            }
            failure = e;
        }
    }

    /** Why the fleet stopped by itself, or null while it runs. */
    @Nullable
    public RuntimeException failure() {
        return failure;
    }

    /** What the fleet has done so far; may be called while it runs. */
    public TwinStatistics statistics() {
        return new TwinStatistics(
                twin.designs().size(),
                output.framesTotal,
                output.framesThisRun,
                output.framesFlawed,
                twin.board().count(),
                (double) twin.board().gpusHeld() / twin.board().gpus(),
                loop.commandsTaken,
                output.events,
                publisher.failed(),
                loop.slips,
                Instant.ofEpochMilli(twin.timeMillis()));
    }

    /** Stops the thread, stores the state and publishes what is left. */
    @Override
    public synchronized void close() {
        stopping = true;
        LockSupport.unpark(thread);
        try {
            thread.join(STOP_MILLIS);
            if (thread.isAlive()) {
                LOG.warn(
                        "The fleet did not stop in {} s: it will go on from its last stored second",
                        STOP_MILLIS / 1000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closeQuietly();
    }

    private void closeQuietly() {
        try {
            if (commands != null) {
                commands.close();
            }
        } finally {
            publisher.close();
        }
    }
}
