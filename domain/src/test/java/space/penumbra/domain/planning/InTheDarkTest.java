package space.penumbra.domain.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static space.penumbra.domain.planning.TestRegion.NOW;
import static space.penumbra.domain.planning.TestRegion.batch;
import static space.penumbra.domain.planning.TestRegion.in;
import static space.penumbra.domain.planning.TestRegion.only;
import static space.penumbra.domain.planning.TestRegion.workload;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.fleet.Illumination;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.fleet.WorkloadKind;
import space.penumbra.domain.fleet.WorkloadState;
import space.penumbra.domain.hazard.HazardKind;
import space.penumbra.domain.hazard.HazardWindow;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.migration.ActionKind;
import space.penumbra.domain.migration.CommandState;
import space.penumbra.domain.migration.Proposal;

/** What is done inside a shadow, with destinations that are still in one, and how dark half light is. Energies as in {@link LookaheadPlannerTest}. */
class InTheDarkTest {

    private static TestRegion dark(double batteryWattHours) {
        return new TestRegion()
                .node("dark", batteryWattHours)
                .eclipse("dark", 4, 40)
                .workload(batch("w1", "dark"));
    }

    private static NodeStatus status(String id, double charge, Illumination illumination) {
        return TestRegion.status(id, charge, illumination, LimitLevel.IN_LIMITS, false, NOW, 0);
    }

    /** A destination that leaves its own shadow at this minute. */
    private static TestRegion withDestination(TestRegion region, double exitMinute) {
        return region.node("next", 2_000)
                .eclipse("next", -30, exitMinute)
                .status(status("next", 0.5, Illumination.UMBRA));
    }

    @Test
    void keepsRoomAtADestinationThatIsSoonInTheLightButSendsNobodyThereBefore() {
        // In the light in 60 s, seen so 45 s later; the move needs 28 s and must be over in 210 s.
        Plan waiting = withDestination(dark(2_000), 1).plan();
        assertThat(waiting.choices().get("w1").targetNodeId()).isEqualTo("next");
        assertThat(waiting.proposals()).isEmpty();

        Plan lit = dark(2_000).node("next", 2_000, 0.5).plan();
        assertThat(only(lit, ActionKind.MIGRATE).targetNodeId()).isEqualTo("next");
    }

    /** A node 10 minutes into a shadow of 36, with a workload that a command of ours paused. */
    private static TestRegion held(double charge) {
        Proposal pause = dark(2_000).at(in(3)).plan().proposals().get(0);
        return new TestRegion()
                .node("dark", 10_000)
                .eclipse("dark", -10, 26)
                .status(status("dark", charge, Illumination.UMBRA))
                .workload(workload("w1", "dark", WorkloadKind.BATCH, WorkloadState.PAUSED, 4, 1, ""))
                .command(TestRegion.entry(pause, CommandState.COMPLETED, "", in(-9)));
    }

    @Test
    void letsPausedWorkGoOnInTheDarkWhenTheBatteryCarriesItAfterAll() {
        Plan first = held(0.8).plan();
        assertThat(first.choices().get("w1").action()).isEqualTo(ActionKind.RESUME);
        assertThat(first.proposals()).as("two plans must agree").isEmpty();

        Proposal resume = only(held(0.8).previous(first.choices()).plan(), ActionKind.RESUME);
        assertThat(resume.explanation()).contains("Resume w1", "the battery ends it at");
        assertThat(held(0.35).plan().choices().get("w1").action()).isEqualTo(ActionKind.RIDE);
    }

    @Test
    void movesPausedWorkAwayInTheDarkWhenADestinationTurnsUp() {
        TestRegion region = held(0.35).node("lit", 10_000);
        Proposal move = only(region.previous(region.plan().choices()).plan(), ActionKind.MIGRATE);
        assertThat(move.targetNodeId()).isEqualTo("lit");
        // It stands still, so the node's battery sets no deadline: the end of the shadow does.
        assertThat(move.deadline()).isEqualTo(in(26));
    }

    @Test
    void leavesOthersPausesAlone() {
        TestRegion region = new TestRegion()
                .node("dark", 10_000)
                .eclipse("dark", -10, 26)
                .status(status("dark", 0.8, Illumination.UMBRA))
                .workload(workload("w1", "dark", WorkloadKind.BATCH, WorkloadState.PAUSED, 4, 1, ""))
                .node("lit", 10_000);
        assertThat(region.plan().choices()).isEmpty();
    }

    @Test
    void waitsLongestWithMovesWhoseFailureWouldCostLittle() {
        // A pause of one GPU costs 0.6 GPUh, and one move in a hundred fails. Lead 73 s, slack 60 s, a cycle of 30 s.
        TestRegion region = new TestRegion()
                .node("dark", 1_850)
                .eclipse("dark", 4, 40)
                .workload(workload("w1", "dark", WorkloadKind.BATCH, WorkloadState.RUNNING, 1, 1, ""))
                .node("lit", 10_000);
        assertThat(region.plan().choices().get("w1").action()).isEqualTo(ActionKind.MIGRATE);
        assertThat(region.plan().proposals()).isEmpty();
        assertThat(region.at(in(4).minusSeconds(164)).plan().proposals()).isEmpty();
        assertThat(region.at(in(4).minusSeconds(163)).plan().proposals()).hasSize(1);
    }

    private static TestRegion loaded(double watts) {
        NodeStatus seen = status("dark", 0.9, Illumination.SUNLIT);
        return dark(5_500)
                .status(new NodeStatus(
                        "dark",
                        LimitLevel.IN_LIMITS,
                        false,
                        Illumination.SUNLIT,
                        0,
                        0,
                        550,
                        0.9,
                        seen.solarPowerWatts(),
                        watts,
                        Double.NaN,
                        0.9,
                        60,
                        20,
                        0,
                        0,
                        0,
                        0,
                        "",
                        1,
                        in(-0.5)))
                .node("lit", 10_000);
    }

    @Test
    void doesNotTakeTheLoadOfWorkThatJustLeftForUnexplained() {
        // 3,600 W more than the workloads explain leave no energy for w1; it rides if they are those of w2, which has
        // left.
        assertThat(loaded(9_000).plan().choices().get("w1").action()).isNotEqualTo(ActionKind.RIDE);

        Proposal move = only(
                new TestRegion()
                        .node("dark", 2_000)
                        .eclipse("dark", 4, 40)
                        .workload(batch("w2", "dark"))
                        .node("lit", 10_000)
                        .plan(),
                ActionKind.MIGRATE);
        Workload arrived = told(batch("w2", "lit"), WorkloadState.MOVING, NOW);
        TestRegion left =
                loaded(9_000).workload(arrived).command(TestRegion.entry(move, CommandState.RESTORED, "", NOW));
        assertThat(left.plan().choices().get("w1").action()).isEqualTo(ActionKind.RIDE);

        Workload finished = told(batch("w2", "dark"), WorkloadState.FINISHED, NOW);
        assertThat(loaded(9_000).workload(finished).plan().choices().get("w1").action())
                .isEqualTo(ActionKind.RIDE);
    }

    private static Workload told(Workload like, WorkloadState state, Instant time) {
        return new Workload(
                like.workloadId(),
                like.tenant(),
                like.kind(),
                state,
                like.nodeId(),
                like.placementGeneration(),
                like.gpus(),
                like.powerWatts(),
                like.stateGigabytes(),
                like.dirtyGigabytesPerSecond(),
                like.checkpointIntervalSeconds(),
                like.priority(),
                like.stallFactor(),
                like.antiAffinityGroup(),
                like.migratable(),
                like.lastCheckpoint(),
                time);
    }

    @Test
    void countsHalfLightAsWhatTheArrayMakesOfIt() {
        HazardWindow passage = window(HazardKind.PENUMBRA, 4, 40);
        // 120 s of half light; the array rises to 10,800 W and 1,800 W are needed: it feeds the node for 1 - 1/12 of
        // them.
        assertThat(drawnHours(passage, List.of(passage, window(HazardKind.UMBRA, 5, 39))))
                .isCloseTo((2160 - 120 * (1 - 1.0 / 12)) / 3600, within(1e-9));
        assertThat(drawnHours(passage, List.of(passage)))
                .as("nobody knows how dark")
                .isCloseTo(0.6, within(1e-9));
    }

    private static double drawnHours(HazardWindow passage, List<HazardWindow> windows) {
        NodeOutlook node = new NodeOutlook(
                TestRegion.spec("n", 2_000, 8),
                status("n", 0.9, Illumination.SUNLIT),
                windows,
                in(180),
                BatteryEstimate.NONE);
        return Threat.of(node, passage, NOW).drawnHours();
    }

    private static HazardWindow window(HazardKind kind, double start, double end) {
        return new HazardWindow("n/" + kind, kind, in(start), in(end), 0, 0, 1, 0, "");
    }
}
