package space.penumbra.producers.twin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import space.penumbra.domain.fleet.FleetClock;
import space.penumbra.domain.migration.ActionKind;
import space.penumbra.domain.migration.Command;
import space.penumbra.domain.migration.CommandEvent;
import space.penumbra.domain.migration.CommandStage;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.producers.publish.TopicPublisher;
import space.penumbra.wire.Topic;
import space.penumbra.wire.Topics;

class TwinLoopTest {

    private static final Instant WALL = Instant.parse("2026-11-22T20:00:00Z");
    private static final int NODES = 8;

    private final MockProducer<byte[], byte[]> kafka =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final TopicPublisher publisher = new TopicPublisher(kafka);
    private final TwinOutput output = new TwinOutput(publisher);
    private final Commands commands = new Commands();
    private final TwinSettings settings = TwinSettings.of("localhost:1", NODES, 9, 60);

    /** Commands by hand. */
    private static final class Commands implements CommandSource {
        final Queue<Command> waiting = new ArrayDeque<>();

        @Override
        public void poll(Consumer<Command> taker) {
            while (!waiting.isEmpty()) {
                taker.accept(waiting.remove());
            }
        }

        @Override
        public Map<Integer, Long> positions() {
            return Map.of(0, 4L);
        }

        @Override
        public Map<Integer, Long> frameEnds() {
            return Map.of(0, 100L);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private static long[] none() {
        long[] none = new long[NODES];
        java.util.Arrays.fill(none, -1);
        return none;
    }

    private FleetTwin twin(long[] newest) {
        return twin(newest, Scenario.load("quiet"));
    }

    private FleetTwin twin(long[] newest, Scenario scenario) {
        List<NodeDesign> designs = FleetDesigner.design(settings, FleetMix.ORDINARY, SmallFleet.START);
        FleetTwin twin = new FleetTwin(designs, scenario, 9, 10, SmallFleet.START.toEpochMilli(), output);
        output.nodes(designs, newest);
        return twin;
    }

    private TwinLoop loop(FleetTwin twin, TwinSnapshot snapshot) {
        return new TwinLoop(
                settings,
                twin,
                output,
                publisher,
                commands,
                snapshot,
                "designed",
                SmallFleet.START.toEpochMilli(),
                WALL);
    }

    @Test
    void advancesEventTimeSixtyTimesAsFastAsTheWallClock() {
        FleetTwin twin = twin(none());
        twin.fill();
        TwinLoop loop = loop(twin, null);
        loop.introduce(WALL, List.of());
        loop.turn(WALL.plusMillis(500));
        loop.turn(WALL.plusMillis(1000));

        assertThat(twin.timeMillis()).isEqualTo(SmallFleet.START.toEpochMilli() + 60_000);
        // Six frames of each of eight nodes.
        assertThat(records(Topics.TELEMETRY_FRAMES)).hasSize(48);
        FleetClock clock = last(Topics.FLEET_CLOCK);
        assertThat(clock.eventTimeAt(WALL.plusSeconds(2))).isEqualTo(SmallFleet.START.plusSeconds(120));
        assertThat(records(Topics.FLEET_NODES)).hasSize(NODES);
        assertThat(records(Topics.ORBIT_ELEMENTS)).hasSize(NODES);
        assertThat(records(Topics.FLEET_WORKLOADS)).isNotEmpty();
    }

    @Test
    void setsItsClockAnewInsteadOfHurryingWhenTheMachineSlept() {
        FleetTwin twin = twin(none());
        TwinLoop loop = loop(twin, null);
        loop.introduce(WALL, List.of());
        loop.turn(WALL.plusSeconds(3600));

        assertThat(loop.slips).isEqualTo(1);
        FleetClock clock = last(Topics.FLEET_CLOCK);
        assertThat(clock.eventTimeAt(WALL.plusSeconds(3600)).toEpochMilli()).isEqualTo(twin.timeMillis());
    }

    @Test
    void publishesNoFactBeforeItsSnapshotIsInPlace(@TempDir Path directory) {
        FleetTwin twin = twin(none());
        twin.fill();
        TwinSnapshot snapshot = new TwinSnapshot(directory);
        TwinLoop loop = loop(twin, snapshot);
        loop.introduce(WALL, List.of());
        Job job = twin.board().all().iterator().next();
        commands.waiting.add(pause(twin, job));
        loop.turn(WALL.plusSeconds(1));

        CommandEvent accepted = last(Topics.COMMANDS_EVENTS);
        assertThat(accepted.stage()).isIn(CommandStage.ACCEPTED, CommandStage.CHECKPOINTED, CommandStage.VERIFIED);

        // Killed now: the next process finds the command in the snapshot and does not begin it again.
        FleetTwin again = twin(none());
        TwinSnapshot.Restored restored = snapshot.readInto(again, 9);
        assertThat(restored.positions().commands()).containsEntry(0, 4L);
        assertThat(restored.outbox()).isNotEmpty();
        int known = again.executor().runs().size() + again.executor().ended().size();
        assertThat(known).isEqualTo(1);
    }

    @Test
    void doesNotRepeatFramesThatAreAlreadyInTheTopic() {
        long[] newest = new long[NODES];
        java.util.Arrays.fill(newest, 2);
        FleetTwin twin = twin(newest);
        TwinLoop loop = loop(twin, null);
        loop.introduce(WALL, List.of());
        loop.turn(WALL.plusSeconds(1));

        // Half of the minute was published before.
        assertThat(records(Topics.TELEMETRY_FRAMES)).allSatisfy(bytes -> {
            TelemetryFrame frame = Topics.TELEMETRY_FRAMES.codec().decode(bytes);
            assertThat(frame.sequence()).isGreaterThan(2);
        });
        assertThat(output.framesTotal).isEqualTo(48);
        assertThat(output.framesThisRun).isEqualTo(24);
    }

    @Test
    void losesAndReordersFramesAndSkewsClocksAsTheScenarioSays() {
        FleetTwin twin = twin(
                none(),
                SmallFleet.scenario(
                        "frames.lostPerMillion",
                        "200000",
                        "frames.reorderedPerMillion",
                        "200000",
                        "clock.skewMillis",
                        "1500"));
        TwinLoop loop = loop(twin, null);
        loop.introduce(WALL, List.of());
        for (int second = 1; second <= 10; second++) {
            loop.turn(WALL.plusSeconds(second));
        }
        loop.finish(WALL.plusSeconds(10));

        List<TelemetryFrame> frames = records(Topics.TELEMETRY_FRAMES).stream()
                .map(bytes -> Topics.TELEMETRY_FRAMES.codec().decode(bytes))
                .toList();
        // Of 8 nodes x 60 frames about one in five is lost, none is doubled.
        assertThat(frames).hasSizeBetween(350, 420).hasSize((int) output.framesTotal);
        assertThat(frames.stream()
                        .map(frame -> frame.nodeId() + frame.sequence())
                        .distinct())
                .hasSameSizeAs(frames);
        Map<String, Long> newest = new HashMap<>();
        int backwards = 0;
        for (TelemetryFrame frame : frames) {
            Long before = newest.put(frame.nodeId(), frame.sequence());
            backwards += before != null && before > frame.sequence() ? 1 : 0;
        }
        assertThat(backwards).isBetween(25, 110);
        // Frames come each 10 s on a whole second: what is left of it is the clock's error.
        assertThat(frames.stream()
                        .map(frame -> frame.nodeId() + Math.floorMod(frame.timeMillis(), 1000L))
                        .distinct())
                .hasSize(NODES);
        assertThat(frames).anyMatch(frame -> frame.timeMillis() % 1000 != 0);
    }

    private Command pause(FleetTwin twin, Job job) {
        Instant now = Instant.ofEpochMilli(twin.timeMillis());
        return new Command(
                "c1",
                job.id,
                ActionKind.PAUSE,
                space.penumbra.domain.migration.MigrationReason.POWER_MARGIN,
                twin.designs().get(job.node).spec().nodeId(),
                "",
                1,
                1,
                "h",
                now,
                now.plusSeconds(600),
                now.plusSeconds(600),
                false,
                now);
    }

    private List<byte[]> records(Topic<?> topic) {
        return kafka.history().stream()
                .filter(record -> record.topic().equals(topic.name()))
                .map(record -> record.value())
                .toList();
    }

    private <T> T last(Topic<T> topic) {
        List<byte[]> records = records(topic);
        return topic.codec().decode(records.get(records.size() - 1));
    }
}
