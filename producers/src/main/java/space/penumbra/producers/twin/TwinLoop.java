package space.penumbra.producers.twin;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.fleet.FleetClock;
import space.penumbra.producers.publish.TopicPublisher;
import space.penumbra.wire.Topics;

/**
 * One turn after the other: take commands, advance the fleet to where its clock says, store, publish. The wall clock is a parameter of each turn.
 * Used by one thread.
 *
 * <p>Order of a store: frames are flushed, the ends of their topic noted, the snapshot put in place, and only then are the facts published that it
 * contains. So every published fact survives a kill, and no frame below the noted ends has to be looked at again.
 */
final class TwinLoop {

    /** Behind the clock by more than this, the fleet's clock is set anew instead of hurrying after. */
    private static final Duration MOST_BEHIND = Duration.ofSeconds(2);

    private static final long BEAT_NANOS = 1_000_000_000L;
    /** A store may take at most this share of the time. */
    private static final int STORE_PAUSE = 10;
    /** Event time advanced in one turn at most, so that commands are looked at in between. */
    private static final long MOST_MILLIS_A_TURN = 60_000;

    private final TwinSettings settings;
    private final FleetTwin twin;
    private final TwinOutput output;
    private final TopicPublisher publisher;
    private final CommandSource commands;

    @Nullable
    private final TwinSnapshot snapshot;

    private final String origin;
    private final long designMillis;

    private FleetClock clock;
    private Instant lastBeat = Instant.MIN;
    private Instant lastStore = Instant.MIN;
    private long storeNanos;
    volatile long commandsTaken;
    volatile long slips;

    TwinLoop(
            TwinSettings settings,
            FleetTwin twin,
            TwinOutput output,
            TopicPublisher publisher,
            CommandSource commands,
            @Nullable TwinSnapshot snapshot,
            String origin,
            long designMillis,
            Instant wallNow) {
        this.settings = settings;
        this.twin = twin;
        this.output = output;
        this.publisher = publisher;
        this.commands = commands;
        this.snapshot = snapshot;
        this.origin = origin;
        this.designMillis = designMillis;
        this.clock = new FleetClock(wallNow, Instant.ofEpochMilli(twin.timeMillis()), settings.speed());
    }

    /** Tells the cluster what the fleet is, before its first frame. */
    void introduce(Instant wallNow, List<OutgoingRecord> stored) {
        publisher.send(Topics.FLEET_CLOCK, "fleet", clock);
        lastBeat = wallNow;
        for (NodeDesign design : twin.designs()) {
            publisher.send(Topics.FLEET_NODES, design.spec().nodeId(), design.spec());
            publisher.send(Topics.ORBIT_ELEMENTS, design.spec().nodeId(), design.elements());
        }
        output.resend(stored);
        publisher.flush();
        store(wallNow);
    }

    /** One turn; returns whether the fleet has caught up with its clock. */
    boolean turn(Instant wallNow) {
        commands.poll(command -> {
            commandsTaken++;
            twin.executor().take(command, twin.timeMillis());
        });
        long due = clock.eventTimeAt(wallNow).toEpochMilli();
        long reach = Math.min(due, twin.timeMillis() + MOST_MILLIS_A_TURN);
        twin.advanceTo(reach);
        publisher.reportFailure();
        beat(wallNow, due);
        boolean caughtUp = reach == due;
        long waited = Duration.between(lastStore, wallNow).toNanos();
        boolean factsWait = !output.outbox().isEmpty() && waited >= storeNanos * STORE_PAUSE;
        if (factsWait || waited >= BEAT_NANOS) {
            store(wallNow);
        }
        return caughtUp;
    }

    /** Stores and publishes what is left; the last turn. */
    void finish(Instant wallNow) {
        store(wallNow);
        publisher.flush();
    }

    private void beat(Instant wallNow, long dueMillis) {
        double behindSeconds = (dueMillis - twin.timeMillis()) / 1000.0 / settings.speed();
        if (behindSeconds * 1000 > MOST_BEHIND.toMillis()) {
            slips++;
            clock = new FleetClock(wallNow, Instant.ofEpochMilli(twin.timeMillis()), settings.speed());
            publisher.send(Topics.FLEET_CLOCK, "fleet", clock);
        } else if (Duration.between(lastBeat, wallNow).toNanos() >= BEAT_NANOS) {
            lastBeat = wallNow;
            publisher.send(
                    Topics.FLEET_CLOCK, "fleet", new FleetClock(wallNow, clock.eventTimeAt(wallNow), settings.speed()));
        }
    }

    private void store(Instant wallNow) {
        long begin = System.nanoTime();
        lastStore = wallNow;
        output.sendHeldBack();
        if (snapshot != null) {
            publisher.flush();
            TwinPositions positions = new TwinPositions(commands.positions(), commands.frameEnds());
            snapshot.write(
                    new TwinSnapshot.Header(
                            settings.seed(),
                            settings.nodes(),
                            origin,
                            designMillis,
                            twin.timeMillis(),
                            output.framesTotal),
                    twin,
                    positions,
                    output.outbox());
        }
        output.sendOutbox();
        storeNanos = System.nanoTime() - begin;
    }
}
