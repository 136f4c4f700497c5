package space.penumbra.domain.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static space.penumbra.domain.planning.TestRegion.NOW;
import static space.penumbra.domain.planning.TestRegion.batch;
import static space.penumbra.domain.planning.TestRegion.in;
import static space.penumbra.domain.planning.TestRegion.only;
import static space.penumbra.domain.planning.TestRegion.workload;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import space.penumbra.domain.fleet.Illumination;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.fleet.WorkloadKind;
import space.penumbra.domain.fleet.WorkloadState;
import space.penumbra.domain.hazard.HazardKind;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.migration.ActionKind;
import space.penumbra.domain.migration.CommandState;
import space.penumbra.domain.migration.Proposal;

/** Facts that cannot be true, come late or come twice: a plan is made all the same, and a sane one. */
class BadInputTest {

    private static TestRegion dark(double batteryWattHours) {
        return new TestRegion()
                .node("dark", batteryWattHours)
                .eclipse("dark", 4, 40)
                .workload(batch("w1", "dark"));
    }

    @Test
    void commandsOfUnknownWorkloadsAndWorkloadsOnUnknownNodesAreLeftAlone() {
        Proposal stranger = only(dark(2_000).node("lit", 10_000).plan(), ActionKind.MIGRATE);
        TestRegion region = new TestRegion()
                .node("dark", 2_000)
                .eclipse("dark", 4, 40)
                .node("lit", 10_000)
                .gpus("lit", 4)
                .workload(batch("w2", "dark"))
                .workload(batch("w3", "nowhere"))
                .command(TestRegion.entry(stranger, CommandState.ISSUED, "", NOW));

        assertThat(only(region.plan(), ActionKind.MIGRATE).workloadId()).isEqualTo("w2");
        assertThat(region.plan().choices()).doesNotContainKey("w3");
    }

    @Test
    void ofTwoPlacementsOfOneWorkloadTheNewerCounts() {
        TestRegion region = dark(2_000).node("lit", 10_000);
        RegionSnapshot snapshot = region.snapshot();
        for (boolean newerFirst : new boolean[] {true, false}) {
            List<Workload> told = new ArrayList<>(List.of(placed("w1", "lit", 2), placed("w1", "dark", 1)));
            if (!newerFirst) {
                Collections.reverse(told);
            }
            Plan plan = new LookaheadPlanner(TestRegion.SETTINGS).plan(with(snapshot, snapshot.nodes(), told));
            assertThat(plan.choices())
                    .as("it is on lit, which nothing threatens")
                    .isEmpty();
        }
    }

    @Test
    void aNodeThatHoldsMoreWorkThanItHasGpusTakesNobodyIn() {
        Plan plan = dark(2_000)
                .node("lit", 10_000)
                .workload(workload("w8", "lit", WorkloadKind.BATCH, WorkloadState.RUNNING, 8, 1, ""))
                .workload(workload("w9", "lit", WorkloadKind.BATCH, WorkloadState.RUNNING, 8, 1, ""))
                .plan();
        assertThat(plan.choices().get("w1").action()).isEqualTo(ActionKind.PAUSE);
    }

    @Test
    void aWorkloadOfLessThanNoGpusMakesNoRoom() {
        Plan plan = dark(2_000)
                .node("lit", 10_000)
                .gpus("lit", 3)
                .workload(workload("w9", "lit", WorkloadKind.BATCH, WorkloadState.RUNNING, -8, 1, ""))
                .plan();
        assertThat(plan.choices().get("w1").action()).isEqualTo(ActionKind.PAUSE);
    }

    @Test
    void hazardsThatAreOverOrEndBeforeTheyBeginThreatenNobody() {
        Plan plan = new TestRegion()
                .node("dark", 2_000)
                .eclipse("dark", -60, -20)
                .eclipse("dark", 20, 10)
                .window("dark", HazardKind.SAA, 9, 5, 3000)
                .workload(batch("w1", "dark"))
                .plan();
        assertThat(plan.threatened()).isZero();
        assertThat(plan.proposals()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN})
    void withoutALinkNobodyMoves(double gigabits) {
        RegionSnapshot snapshot = dark(2_000).node("lit", 10_000).snapshot();
        List<NodeSpec> nodes =
                snapshot.nodes().stream().map(node -> linked(node, gigabits)).toList();
        Plan plan = new LookaheadPlanner(TestRegion.SETTINGS).plan(with(snapshot, nodes, snapshot.workloads()));
        assertThat(plan.choices().get("w1").action()).isEqualTo(ActionKind.PAUSE);
    }

    @Test
    void withoutASafeDestinationWorkIsCappedThenPausedTheLeastValuableFirstAndSaysSo() {
        // Some 1,900 Wh carry one capped workload at 1,250 Wh, not two.
        Plan plan = dark(4_800)
                .workload(workload("w2", "dark", WorkloadKind.BATCH, WorkloadState.RUNNING, 4, 3, ""))
                .at(in(3))
                .plan();
        assertThat(plan.choices().get("w2").action()).isEqualTo(ActionKind.POWER_CAP);
        assertThat(plan.choices().get("w1").action()).isEqualTo(ActionKind.PAUSE);
        assertThat(plan.proposals())
                .hasSize(2)
                .allSatisfy(
                        proposal -> assertThat(proposal.explanation()).contains("not moved: " + Texts.NO_DESTINATION));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -3, 1e300})
    void anImpossiblePriorityOrStallFactorSpoilsNoPrice(double impossible) {
        assertThat(Cost.perHour(worth(impossible, 1))).isFinite().isNotNegative();
        assertThat(Cost.perHour(worth(1, impossible))).isFinite().isPositive();

        Plan plan = dark(2_000)
                .workload(worth(impossible, impossible))
                .node("lit", 10_000)
                .plan();
        assertThat(plan.costGpuHours()).isFinite();
        assertThat(plan.choices()).containsOnlyKeys("w1", "w2");
    }

    @Test
    void aClockThatIsMinutesAheadOrBehindDoesNotSpoilThePlan() {
        // The destination's clock is 5 minutes ahead: its readings are young. 5 minutes behind: they are too old to go
        // by.
        TestRegion ahead = dark(2_000)
                .node("lit", 10_000)
                .status(TestRegion.status("lit", 0.9, Illumination.SUNLIT, LimitLevel.IN_LIMITS, false, in(5), 0));
        assertThat(ahead.plan().choices().get("w1").action()).isEqualTo(ActionKind.MIGRATE);
        TestRegion behind = dark(2_000)
                .node("lit", 10_000)
                .status(TestRegion.status("lit", 0.9, Illumination.SUNLIT, LimitLevel.IN_LIMITS, false, in(-5), 0));
        assertThat(behind.plan().choices().get("w1").action()).isEqualTo(ActionKind.PAUSE);
    }

    @Test
    void theSameFactsTwiceAndInAnotherOrderGiveTheSamePlan() {
        TestRegion region = dark(2_000).node("lit", 10_000).workload(batch("w2", "dark"));
        RegionSnapshot snapshot = region.snapshot();
        List<NodeSpec> nodes = new ArrayList<>(snapshot.nodes());
        nodes.addAll(snapshot.nodes());
        List<Workload> workloads = new ArrayList<>(snapshot.workloads());
        workloads.addAll(snapshot.workloads());
        Collections.reverse(nodes);
        Collections.reverse(workloads);
        assertThat(new LookaheadPlanner(TestRegion.SETTINGS).plan(with(snapshot, nodes, workloads)))
                .isEqualTo(region.plan());
    }

    private static Workload worth(double priority, double stallFactor) {
        Workload like = batch("w2", "dark");
        return new Workload(
                like.workloadId(),
                like.tenant(),
                like.kind(),
                like.state(),
                like.nodeId(),
                like.placementGeneration(),
                like.gpus(),
                like.powerWatts(),
                like.stateGigabytes(),
                like.dirtyGigabytesPerSecond(),
                like.checkpointIntervalSeconds(),
                priority,
                stallFactor,
                like.antiAffinityGroup(),
                like.migratable(),
                like.lastCheckpoint(),
                like.time());
    }

    private static Workload placed(String id, String nodeId, long generation) {
        Workload like = batch(id, nodeId);
        return new Workload(
                id,
                like.tenant(),
                like.kind(),
                like.state(),
                nodeId,
                generation,
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
                like.time());
    }

    private static NodeSpec linked(NodeSpec spec, double gigabits) {
        return new NodeSpec(
                spec.nodeId(),
                spec.source(),
                spec.hardware(),
                spec.shell(),
                spec.plane(),
                spec.gpuCount(),
                spec.gpuMemoryGigabytes(),
                spec.gpuIdleWatts(),
                spec.gpuMaxWatts(),
                spec.busWatts(),
                spec.solarPeakWatts(),
                spec.batteryWattHours(),
                spec.batteryFloorRatio(),
                spec.coolingWatts(),
                gigabits,
                spec.reportIntervalSeconds(),
                spec.limitsProfile(),
                spec.retired(),
                spec.time());
    }

    private static RegionSnapshot with(RegionSnapshot like, List<NodeSpec> nodes, List<Workload> workloads) {
        return new RegionSnapshot(
                like.time(),
                like.epoch(),
                nodes,
                like.statuses(),
                like.hazards(),
                workloads,
                like.commands(),
                like.pending(),
                like.previous());
    }
}
