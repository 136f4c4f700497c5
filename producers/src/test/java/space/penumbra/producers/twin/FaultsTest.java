package space.penumbra.producers.twin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import space.penumbra.domain.fault.FaultKind;
import space.penumbra.domain.fault.FaultLabel;
import space.penumbra.domain.fault.FaultSeverity;
import space.penumbra.domain.migration.ActionKind;
import space.penumbra.domain.telemetry.Reading;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.wire.FrameCodec;

/** Each fault beside the same node without it: the same seed, so that every other number is the same. */
class FaultsTest {

    private static final Duration LENGTH = Duration.ofHours(4);

    private static Scenario only(FaultKind kind, FaultSeverity severity) {
        return Scenario.load("quiet").with(FaultMix.only(kind, severity, 8, 60));
    }

    private static SmallFleet run(long seed, Scenario scenario) {
        SmallFleet fleet = new SmallFleet(1, seed, scenario);
        fleet.advance(LENGTH);
        return fleet;
    }

    /** The latest that was said of each fault. */
    private static List<FaultLabel> latest(SmallFleet fleet) {
        Map<String, FaultLabel> latest = new LinkedHashMap<>();
        fleet.said.labels.forEach(label -> latest.put(label.labelId(), label));
        return List.copyOf(latest.values());
    }

    private static Map<Long, String> bySequence(SmallFleet fleet) {
        Map<Long, String> frames = new LinkedHashMap<>();
        fleet.said.frames.forEach(
                frame -> frames.put(frame.sequence(), HexFormat.of().formatHex(FrameCodec.INSTANCE.encode(frame))));
        return frames;
    }

    @ParameterizedTest
    @EnumSource(FaultKind.class)
    void changesTheNodeFromItsLabelledBeginOnAndNothingBefore(FaultKind kind) {
        int observed = 0;
        for (long seed = 1; seed <= 4; seed++) {
            for (FaultSeverity severity : FaultSeverity.values()) {
                SmallFleet sound = run(seed, Scenario.load("quiet"));
                SmallFleet ill = run(seed, only(kind, severity));
                List<FaultLabel> labels = latest(ill);
                assertThat(labels).allSatisfy(label -> {
                    assertThat(label.kind()).isEqualTo(kind);
                    assertThat(label.severity()).isEqualTo(severity);
                    assertThat(label.end()).isAfter(label.start());
                });
                observed += compare(sound, ill, labels);
            }
        }
        assertThat(observed).isGreaterThanOrEqualTo(3);
    }

    private static int compare(SmallFleet sound, SmallFleet ill, List<FaultLabel> labels) {
        long begin = labels.stream()
                .mapToLong(label -> label.start().toEpochMilli())
                .min()
                .orElse(Long.MAX_VALUE);
        Map<Long, String> others = bySequence(ill);
        Map<Long, Long> shown = new LinkedHashMap<>();
        labels.stream()
                .filter(label -> label.firstObservable() != null)
                .limit(1)
                .forEach(label -> shown.put(
                        label.firstObservable().toEpochMilli(), label.start().toEpochMilli()));
        int observed = 0;
        for (Map.Entry<Long, String> frame : bySequence(sound).entrySet()) {
            TelemetryFrame healthy = FrameCodec.INSTANCE.decode(HexFormat.of().parseHex(frame.getValue()));
            String other = others.get(frame.getKey());
            if (healthy.timeMillis() < begin) {
                assertThat(other).isEqualTo(frame.getValue());
            }
            if (shown.containsKey(healthy.timeMillis())) {
                assertThat(healthy.timeMillis()).isGreaterThanOrEqualTo(shown.get(healthy.timeMillis()));
                assertThat(other).isNotEqualTo(frame.getValue());
                observed++;
            }
        }
        return observed;
    }

    @Test
    void comesNoOftenerAndLastsNoLongerThanTheScenarioSays() {
        FaultMix mix = FaultMix.only(FaultKind.ARRAY_STRINGS, FaultSeverity.MILD, 0.5, 120);
        FaultSchedule schedule = new FaultSchedule(3, mix);
        List<Fault> faults = new ArrayList<>();
        for (int node = 0; node < 100; node++) {
            for (long hour = 0; hour < 240; hour++) {
                for (Fault fault : schedule.during(node, hour)) {
                    if (fault.startMillis() / FaultSchedule.HOUR_MILLIS == hour) {
                        faults.add(fault);
                    }
                }
            }
        }
        // 100 nodes for 10 days at 0.5 a day are 500, less the few that an earlier one keeps away.
        assertThat(faults)
                .hasSizeBetween(430, 530)
                .allSatisfy(fault ->
                        assertThat(fault.endMillis() - fault.startMillis()).isBetween(3_600_000L, 10_800_000L));
        assertThat(faults.stream()
                        .mapToLong(fault -> fault.endMillis() - fault.startMillis())
                        .average()
                        .orElse(0))
                .isBetween(6_900_000.0, 7_500_000.0);
    }

    @Test
    void freezesAStuckSensorAndShiftsADriftingOne() {
        SmallFleet stuck = run(2, only(FaultKind.STUCK_SENSOR, FaultSeverity.MODERATE));
        FaultLabel label = latest(stuck).get(0);
        Reading reading = Reading.ofField(label.subject());
        assertThat(stuck.said.frames.stream()
                        .filter(frame -> during(label, frame))
                        .map(frame -> frame.get(reading))
                        .distinct())
                .hasSize(1);

        SmallFleet drifting = run(2, only(FaultKind.DRIFTING_SENSOR, FaultSeverity.SEVERE));
        SmallFleet sound = run(2, Scenario.load("quiet"));
        FaultLabel drift = latest(drifting).get(0);
        Reading drifted = Reading.ofField(drift.subject());
        double worst = 0;
        for (int i = 0; i < sound.said.frames.size(); i++) {
            TelemetryFrame frame = drifting.said.frames.get(i);
            if (during(drift, frame)) {
                worst = Math.max(
                        worst,
                        Math.abs(frame.get(drifted) - sound.said.frames.get(i).get(drifted)));
            }
        }
        assertThat(worst).isBetween(0.9 * drift.magnitude(), 1.1 * drift.magnitude());
    }

    private static boolean during(FaultLabel label, TelemetryFrame frame) {
        return frame.timeMillis() >= label.start().toEpochMilli()
                && frame.timeMillis() < label.end().toEpochMilli();
    }

    @Test
    void leavesCommandsToATimeOutOnADeafNode() {
        SmallFleet fleet = new SmallFleet(6, 4, only(FaultKind.NODE_SILENCE, FaultSeverity.SEVERE));
        FaultLabel deaf = null;
        while (deaf == null) {
            fleet.advance(Duration.ofMinutes(1));
            deaf = latest(fleet).stream()
                    .filter(label -> label.end().isAfter(fleet.now())
                            && fleet.twin.board().all().stream()
                                    .anyMatch(job -> fleet.nodeId(job.node).equals(label.nodeId())))
                    .findFirst()
                    .orElse(null);
        }
        String node = deaf.nodeId();
        Job job = fleet.twin.board().all().stream()
                .filter(each -> fleet.nodeId(each.node).equals(node))
                .findFirst()
                .orElseThrow();
        fleet.take(fleet.command("c1", job, ActionKind.PAUSE));
        assertThat(fleet.said.events).isEmpty();
        assertThat(job.pausedByCommand).isFalse();
    }

    @Test
    void remembersItsFaultsOverARestart(@TempDir Path directory) {
        Scenario scenario = Scenario.load("degraded");
        SmallFleet whole = new SmallFleet(20, 5, scenario);
        whole.advance(Duration.ofHours(3));
        TwinSnapshot snapshot = new TwinSnapshot(directory);
        snapshot.write(
                new TwinSnapshot.Header(5, 20, "designed", SmallFleet.START.toEpochMilli(), whole.twin.timeMillis(), 3),
                whole.twin,
                TwinPositions.NONE,
                List.of());
        assertThat(whole.said.labels).isNotEmpty();
        whole.said.labels.clear();
        whole.advance(Duration.ofHours(2));

        SmallFleet again = new SmallFleet(20, 5, scenario, false);
        snapshot.readInto(again.twin, 5);
        again.advance(Duration.ofHours(2));

        assertThat(again.said.labels).isEqualTo(whole.said.labels).isNotEmpty();
    }
}
