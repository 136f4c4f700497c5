package space.penumbra.jobs.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.fleet.FleetClock;
import space.penumbra.domain.fleet.Illumination;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.fleet.WorkloadKind;
import space.penumbra.domain.fleet.WorkloadState;
import space.penumbra.domain.hazard.HazardKind;
import space.penumbra.domain.hazard.HazardSchedule;
import space.penumbra.domain.hazard.HazardWindow;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.migration.ActionKind;
import space.penumbra.domain.migration.CommandEntry;
import space.penumbra.domain.migration.CommandState;
import space.penumbra.domain.migration.Proposal;

/** One workload on a node without much battery that goes dark in 10 minutes, and a lit node to take it in. */
class RegionPlannerTest {

    private static final Instant NOON = Instant.parse("2026-06-21T12:00:00Z");

    private KeyedOneInputStreamOperatorTestHarness<String, RegionFact, Proposal> harness;

    @BeforeEach
    void open() throws Exception {
        harness = fresh();
        harness.open();
        harness.setProcessingTime(0);
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, RegionFact, Proposal> fresh() throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new RegionPlanner(1)), fact -> MigrationsJob.FLEET, Types.STRING);
    }

    private void fact(RegionFact fact) throws Exception {
        harness.processElement(fact, NOON.toEpochMilli());
    }

    private void time(double minutes) throws Exception {
        harness.processWatermark(NOON.toEpochMilli() + Math.round(minutes * 60_000));
    }

    private List<Proposal> proposals() {
        return harness.extractOutputValues();
    }

    private static Instant in(double minutes) {
        return NOON.plusMillis(Math.round(minutes * 60_000));
    }

    private void region() throws Exception {
        for (String id : List.of("dark", "lit")) {
            fact(RegionFact.of(new NodeSpec(
                    id, "twin", "test", "i53", 0, 8, 80, 100, 1000, 1000, 12_000, 2_000, 0.2, 15_000, 100, 30,
                    "default", false, in(-60))));
            fact(RegionFact.of(status(id, 2.5)));
        }
        HazardWindow eclipse = new HazardWindow("h1", HazardKind.PENUMBRA, in(7.9), in(43.9), 1, 1, 1, 0, "");
        fact(RegionFact.of(new HazardSchedule("dark", 1, List.of(eclipse), in(180), in(-60), in(0))));
        fact(RegionFact.of(new HazardSchedule("lit", 1, List.of(), in(180), in(-60), in(0))));
        fact(RegionFact.of(workload(1, "dark")));
    }

    private static NodeStatus status(String id, double minute) {
        return new NodeStatus(
                id,
                LimitLevel.IN_LIMITS,
                false,
                Illumination.SUNLIT,
                0,
                0,
                550,
                0.9,
                10_000,
                id.equals("dark") ? 5_400 : 1_800,
                4_000,
                0.9,
                60,
                20,
                0,
                0,
                0,
                0,
                "",
                1,
                in(minute));
    }

    private static Workload workload(long generation, String node) {
        return new Workload(
                "w1",
                "acme",
                WorkloadKind.BATCH,
                WorkloadState.RUNNING,
                node,
                generation,
                4,
                4_000,
                100,
                0.01,
                1800,
                1,
                1,
                "",
                true,
                in(-10),
                in(-60));
    }

    private static CommandEntry entry(Proposal proposal, CommandState state, double minute) {
        return new CommandEntry(proposal, state, "", List.of(), Double.NaN, 1, in(minute));
    }

    /** Reads the topics for so long that the first plan may be made, and makes it. */
    private Proposal firstProposal() throws Exception {
        region();
        harness.setProcessingTime(RegionPlanner.GRACE_MILLIS);
        time(3);
        assertThat(proposals()).hasSize(1);
        return proposals().get(0);
    }

    @Test
    void movesWorkAwayBeforeTheEclipse() throws Exception {
        Proposal move = firstProposal();

        assertThat(move.action()).isEqualTo(ActionKind.MIGRATE);
        assertThat(move.sourceNodeId()).isEqualTo("dark");
        assertThat(move.targetNodeId()).isEqualTo("lit");
        assertThat(move.time()).isEqualTo(in(3));
    }

    @Test
    void plansNothingBeforeTheTopicsAreRead() throws Exception {
        region();
        harness.setProcessingTime(RegionPlanner.GRACE_MILLIS - 1);
        time(3);

        assertThat(proposals()).isEmpty();
    }

    @Test
    void oldFactsThatComeAfterNewerOnesChangeNothing() throws Exception {
        region();
        fact(RegionFact.of(workload(2, "lit")));
        fact(RegionFact.of(workload(1, "dark")));
        fact(RegionFact.of(status("dark", -30)));
        harness.setProcessingTime(RegionPlanner.GRACE_MILLIS);
        time(3);
        assertThat(proposals()).as("it is on lit").isEmpty();

        fact(RegionFact.of(workload(3, "dark")));
        time(3.6);
        assertThat(proposals()).hasSize(1);
    }

    @Test
    void proposesOnceAndWaitsForTheLedger() throws Exception {
        Proposal move = firstProposal();
        fact(RegionFact.of(status("dark", 3.5)));
        time(3.6);
        fact(RegionFact.of(entry(move, CommandState.ISSUED, 4)));
        time(4.6);
        fact(RegionFact.of(entry(move, CommandState.COMPLETED, 5)));
        fact(RegionFact.of(workload(2, "lit")));
        time(6);

        assertThat(proposals()).containsExactly(move);
    }

    @Test
    void proposesAnewAfterARefusalHasCooledDown() throws Exception {
        Proposal move = firstProposal();
        fact(RegionFact.of(
                new CommandEntry(move, CommandState.REFUSED, "TARGET_HAZARD", List.of(), Double.NaN, 0, in(3.1))));
        time(3.6);
        assertThat(proposals()).hasSize(1);

        // The refused target is shunned; another node has come.
        fact(RegionFact.of(new NodeSpec(
                "other", "twin", "test", "i53", 0, 8, 80, 100, 1000, 1000, 12_000, 2_000, 0.2, 15_000, 100, 30,
                "default", false, in(-60))));
        fact(RegionFact.of(status("other", 4)));
        fact(RegionFact.of(new HazardSchedule("other", 1, List.of(), in(180), in(-60), in(0))));
        time(5.6);

        assertThat(proposals()).hasSize(2);
        Proposal again = proposals().get(1);
        assertThat(again.targetNodeId()).isEqualTo("other");
        assertThat(again.planEpoch()).isGreaterThan(move.planEpoch());
        assertThat(again.commandId()).isNotEqualTo(move.commandId());
    }

    @Test
    void numbersItsPlansByTheClockAtLeast() throws Exception {
        assertThat(firstProposal().planEpoch()).isEqualTo(in(3).getEpochSecond());
    }

    @Test
    void remembersAcrossARestartWhatItProposed() throws Exception {
        Proposal move = firstProposal();
        OperatorSubtaskState state = harness.snapshot(1, 1);
        harness.close();

        harness = fresh();
        harness.initializeState(state);
        harness.open();
        harness.setProcessingTime(1_000_000);
        fact(RegionFact.of(status("dark", 4)));
        time(4);
        assertThat(proposals()).isEmpty();

        // The gate never saw it: once its latest start has passed for good, something else is done.
        fact(RegionFact.of(status("dark", 12)));
        time(move.notAfter().getEpochSecond() / 60.0 - NOON.getEpochSecond() / 60.0 + 1.6);
        fact(RegionFact.of(status("dark", 12)));
        time(13);
        assertThat(proposals())
                .isNotEmpty()
                .allSatisfy(proposal -> assertThat(proposal.planEpoch()).isGreaterThan(move.planEpoch()));
    }

    @Test
    void allowsMoreTimeForCommandsInAFastFleet() throws Exception {
        // At 60 times speed a commit takes minutes of event time: 60 x (2 x 1 s + 1 s) = 180 s. The move of 28 s then
        // leaves
        // 2.5 x (180 + 28 + 30) + 300 s = 895 s before onset instead of 483: at once, 600 s before.
        fact(RegionFact.of(new FleetClock(NOON, NOON, 60)));
        region();
        harness.setProcessingTime(RegionPlanner.GRACE_MILLIS);
        time(0.1);

        assertThat(proposals()).hasSize(1);
    }

    @Test
    void holdsItsTongueWhileItCatchesUp() throws Exception {
        // The fleet is at minute 60 already: the eclipse of minute 10 to 46 is over.
        harness.setProcessingTime(NOON.toEpochMilli());
        fact(RegionFact.of(new FleetClock(NOON, in(60), 1)));
        region();
        harness.setProcessingTime(NOON.toEpochMilli() + RegionPlanner.GRACE_MILLIS);
        time(3);

        assertThat(proposals()).isEmpty();
    }

    @Test
    void sleepsWhileNothingChanges() throws Exception {
        region();
        harness.setProcessingTime(RegionPlanner.GRACE_MILLIS);
        time(1);
        time(3);

        // The first plan was made at minute 1, when it was too early to move; no fact came since.
        assertThat(proposals()).isEmpty();
        fact(RegionFact.of(status("lit", 3)));
        time(4);
        assertThat(proposals()).hasSize(1);
    }
}
