package space.penumbra.producers.twin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import space.penumbra.domain.fleet.WorkloadState;
import space.penumbra.domain.telemetry.Counter;
import space.penumbra.domain.telemetry.NodeMode;
import space.penumbra.domain.telemetry.Reading;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.wire.FrameCodec;

class FleetTwinTest {

    @Test
    void givesTheSameFramesForTheSameSeed() {
        assertThat(bytes(frames(3))).isEqualTo(bytes(frames(3)));
        assertThat(bytes(frames(3))).isNotEqualTo(bytes(frames(4)));
    }

    private static List<TelemetryFrame> frames(long seed) {
        SmallFleet fleet = new SmallFleet(10, seed, Scenario.load("degraded"));
        fleet.advance(Duration.ofMinutes(10));
        return fleet.said.frames;
    }

    private static List<String> bytes(List<TelemetryFrame> frames) {
        return frames.stream()
                .map(frame -> java.util.HexFormat.of().formatHex(FrameCodec.INSTANCE.encode(frame)))
                .toList();
    }

    @Test
    void reportsEachNodeOnceInEachIntervalWithPlausibleReadings() {
        SmallFleet fleet = SmallFleet.quiet(20);
        fleet.advance(Duration.ofMinutes(5));

        // 5 minutes at one frame each 10 s are 30 frames of each of 20 nodes.
        assertThat(fleet.said.frames).hasSize(600);
        Map<String, TelemetryFrame> last = new HashMap<>();
        for (TelemetryFrame frame : fleet.said.frames) {
            TelemetryFrame before = last.put(frame.nodeId(), frame);
            if (before != null) {
                assertThat(frame.timeMillis() - before.timeMillis()).isEqualTo(10_000);
                assertThat(frame.sequence()).isEqualTo(before.sequence() + 1);
            }
            for (Reading reading : Reading.values()) {
                assertThat(frame.get(reading)).as(reading.field()).isNotNaN();
                assertThat(reading.plausible(frame.get(reading)))
                        .as("%s %s", reading.field(), frame.get(reading))
                        .isTrue();
            }
            assertThat(frame.gpuPowerWatts()).hasSize(frame.gpuUtilisationRatio().length);
        }
        assertThat(last).hasSize(20);
    }

    @Test
    void keepsTheFleetBusyAndItsEnergyInBalance() {
        SmallFleet fleet = SmallFleet.quiet(60);
        fleet.advance(Duration.ofHours(2));

        List<TelemetryFrame> frames = fleet.said.frames;
        double utilisation = mean(frames, Reading.GPU_UTILISATION);
        assertThat(utilisation).isBetween(0.68, 0.85);
        for (TelemetryFrame frame : frames) {
            // Whatever the array does not give comes from the battery, within the noise of three sensors.
            double missing = frame.get(Reading.LOAD_POWER) - frame.get(Reading.SOLAR_POWER);
            if (frame.get(Reading.BATTERY_CHARGE) < 0.99) {
                assertThat((double) frame.get(Reading.BATTERY_POWER)).isBetween(missing - 80, missing + 80);
            }
            // A node whose work is paused through an eclipse cools: its radiator is built for all of its work.
            assertThat(frame.get(Reading.GPU_TEMPERATURE_MAX)).isBetween(-40f, 95f);
        }
    }

    @Test
    void drainsBatteriesInTheUmbraAndLetsTheGuardPauseWork() {
        SmallFleet fleet = SmallFleet.quiet(60);
        fleet.advance(Duration.ofHours(3));

        List<TelemetryFrame> dark = fleet.said.frames.stream()
                .filter(frame -> frame.get(Reading.SUN_SENSOR) == 0)
                .toList();
        assertThat(dark).isNotEmpty().allSatisfy(frame -> {
            assertThat(frame.get(Reading.SOLAR_POWER)).isLessThan(40);
            assertThat(frame.get(Reading.BATTERY_POWER)).isPositive();
        });
        assertThat(dark).anyMatch(frame -> frame.mode() == NodeMode.POWER_SAVE);
        assertThat(fleet.said.workloads).anyMatch(workload -> workload.state() == WorkloadState.PAUSED);
        // Back in the Sun the guard lets the work go on: nobody stays paused for two revolutions.
        long paused = fleet.twin.board().all().stream()
                .filter(job -> job.pausedByGuard)
                .count();
        assertThat(paused).isLessThan(fleet.twin.board().count() / 4);
    }

    @Test
    void countsUpsetsMostlyOverTheSouthAtlantic() {
        SmallFleet fleet = SmallFleet.quiet(40);
        Map<String, Long> before = new HashMap<>();
        long total = 0;
        long inAnomaly = 0;
        fleet.advance(Duration.ofHours(6));
        for (TelemetryFrame frame : fleet.said.frames) {
            long now = frame.get(Counter.CORRECTED_ERRORS);
            long more = now - before.getOrDefault(frame.nodeId(), 0L);
            before.put(frame.nodeId(), now);
            total += more;
            double latitude = frame.get(Reading.LATITUDE);
            double longitude = frame.get(Reading.LONGITUDE);
            if (latitude < 10 && latitude > -55 && longitude > -110 && longitude < 40) {
                inAnomaly += more;
            }
        }
        assertThat(total).isGreaterThan(50);
        assertThat((double) inAnomaly / total).isGreaterThan(0.8);
    }

    @Test
    void runsHotWhenTheCoolingLoopDegrades() {
        SmallFleet fleet = new SmallFleet(
                20,
                7,
                Scenario.of(
                        "hot",
                        properties(
                                "cooling.perNodeDay",
                                "12",
                                "fault.mildPercent",
                                "0",
                                "fault.moderatePercent",
                                "0",
                                "fault.minutes",
                                "60")));
        fleet.advance(Duration.ofHours(2));
        double hottest = fleet.said.frames.stream()
                .mapToDouble(frame -> frame.get(Reading.GPU_TEMPERATURE_MAX))
                .max()
                .orElse(0);
        assertThat(hottest).isBetween(90.0, 125.0);
    }

    @Test
    void spoilsFramesOnlyAsTheScenarioSays() {
        SmallFleet fleet = new SmallFleet(20, 7, SmallFleet.scenario("frames.corruptPerMillion", 100_000));
        fleet.advance(Duration.ofMinutes(30));
        long corrupt = fleet.said.flaws.stream()
                .filter(flaw -> flaw == FrameFlaw.CORRUPT)
                .count();
        // One in ten of 20 nodes x 180 frames.
        assertThat(corrupt).isBetween(280L, 440L);
        assertThat(fleet.said.flaws).containsOnly(FrameFlaw.NONE, FrameFlaw.CORRUPT);
    }

    @Test
    void goesOnAfterARestartAsIfItHadNotStopped(@TempDir Path directory) {
        Scenario scenario = Scenario.load("quiet");
        SmallFleet whole = new SmallFleet(10, 5, scenario);
        whole.advance(Duration.ofMinutes(20));
        TwinSnapshot snapshot = new TwinSnapshot(directory);
        snapshot.write(
                new TwinSnapshot.Header(5, 10, "designed", SmallFleet.START.toEpochMilli(), whole.twin.timeMillis(), 3),
                whole.twin,
                TwinPositions.NONE,
                whole.said.workloads.isEmpty()
                        ? List.of()
                        : List.of(new OutgoingRecord("t", new byte[1], new byte[2])));
        whole.said.frames.clear();
        whole.advance(Duration.ofMinutes(10));

        SmallFleet again = new SmallFleet(10, 5, scenario, false);
        TwinSnapshot.Restored restored = snapshot.readInto(again.twin, 5);
        again.advance(Duration.ofMinutes(10));

        assertThat(restored.outbox()).hasSize(1);
        assertThat(again.said.frames).hasSameSizeAs(whole.said.frames);
        for (int i = 0; i < again.said.frames.size(); i++) {
            TelemetryFrame one = whole.said.frames.get(i);
            TelemetryFrame other = again.said.frames.get(i);
            assertThat(other.nodeId()).isEqualTo(one.nodeId());
            assertThat(other.sequence()).isEqualTo(one.sequence());
            assertThat(other.get(Counter.CORRECTED_ERRORS)).isEqualTo(one.get(Counter.CORRECTED_ERRORS));
            assertThat(other.get(Reading.SOLAR_POWER)).isEqualTo(one.get(Reading.SOLAR_POWER));
        }
    }

    private static java.util.Properties properties(String... pairs) {
        java.util.Properties properties = new java.util.Properties();
        for (int i = 0; i < pairs.length; i += 2) {
            properties.setProperty(pairs[i], pairs[i + 1]);
        }
        return properties;
    }

    private static double mean(List<TelemetryFrame> frames, Reading reading) {
        return frames.stream()
                .mapToDouble(frame -> frame.get(reading))
                .average()
                .orElse(Double.NaN);
    }
}
