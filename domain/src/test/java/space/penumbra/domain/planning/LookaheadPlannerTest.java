package space.penumbra.domain.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static space.penumbra.domain.planning.TestRegion.NOW;
import static space.penumbra.domain.planning.TestRegion.batch;
import static space.penumbra.domain.planning.TestRegion.in;
import static space.penumbra.domain.planning.TestRegion.only;
import static space.penumbra.domain.planning.TestRegion.workload;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.fleet.Illumination;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.fleet.WorkloadKind;
import space.penumbra.domain.fleet.WorkloadState;
import space.penumbra.domain.hazard.HazardKind;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.migration.ActionKind;
import space.penumbra.domain.migration.CommandState;
import space.penumbra.domain.migration.MigrationReason;
import space.penumbra.domain.migration.Proposal;
import space.penumbra.domain.wear.WearAdvice;

/**
 * One rule at a time. The eclipse of these tests lasts 36 minutes: rest takes 1,800 W x 0.6 h / 0.96 = 1,125 Wh of the battery, each
 * running workload 3,600 W x 0.6 h / 0.96 = 2,250 Wh, each capped one (2,400 - 400) W x 0.6 h / 0.96 = 1,250 Wh.
 */
class LookaheadPlannerTest {

    private static final String DARK_HAZARD = "dark/PENUMBRA/4.0";

    /** Two workloads on a node that goes dark in 4 minutes; its battery carries this much. */
    private static TestRegion dark(double batteryWattHours) {
        return new TestRegion()
                .node("dark", batteryWattHours)
                .eclipse("dark", 4, 40)
                .workload(batch("w1", "dark"))
                .workload(batch("w2", "dark"));
    }

    @Test
    void ridesWhenTheBatteryCoversTheEclipse() {
        // 0.9 x 9,500 + 1,000 W x 0.96 x 0.067 h = 8,614 Wh at onset; above the floor and its guard (2,300) and rest
        // (1,125) are 5,221,
        // and the two workloads need 4,500.
        Plan plan = dark(10_000).node("lit", 10_000).plan();

        assertThat(plan.proposals()).isEmpty();
        assertThat(plan.riding()).isEqualTo(2);
        assertThat(plan.choices().get("w1").action()).isEqualTo(ActionKind.RIDE);
    }

    /** Both are as near and last as long; whoever needs eight GPUs finds them at the other one. */
    @Test
    void fillsWhatIsFreeBeforeItBreaksAHole() {
        Plan plan = new TestRegion()
                .node("dark", 2_000)
                .eclipse("dark", 4, 40)
                .workload(batch("w1", "dark"))
                .node("lit-a", 10_000)
                .node("lit-b", 10_000)
                .gpus("lit-b", 4)
                .plan();

        assertThat(only(plan, ActionKind.MIGRATE).targetNodeId()).isEqualTo("lit-b");
    }

    @Test
    void movesWhatTheBatteryCannotCarryToALitNode() {
        // 0.9 x 1,900 + 64 = 1,774 Wh at onset, less 440 and 1,125: some 200 Wh carry no workload, not even a capped
        // one.
        Plan plan = dark(2_000).node("lit", 10_000).gpus("lit", 4).plan();

        Proposal move = only(plan, ActionKind.MIGRATE);
        assertThat(move.targetNodeId()).isEqualTo("lit");
        assertThat(move.reason()).isEqualTo(MigrationReason.ECLIPSE_INGRESS);
        assertThat(move.hazardId()).isEqualTo(DARK_HAZARD);
        // 100 GB and a first round's rest of 0.2 GB over 5 GB/s, 3 s to save, 5 s to restore.
        assertThat(move.expectedSeconds()).isCloseTo(100.2 / 5 + 8, within(1e-6));
        // Onset in 240 s less the guard of 30 s.
        assertThat(move.deadline()).isEqualTo(in(3.5));
        assertThat(move.notBefore()).isEqualTo(NOW);
        assertThat(Duration.between(move.notAfter(), move.deadline()).toMillis())
                .isEqualTo(Math.round(move.expectedSeconds() * 1000));
        assertThat(move.marginSeconds()).isCloseTo(210 - move.expectedSeconds(), within(1e-6));
        // Dying would cost 4 GPUs x (0.6 h + 15 min of rollback + 6 min of restart) = 3.8 GPUh.
        assertThat(move.savingGpuHours()).isCloseTo(3.8 - move.costGpuHours(), within(1e-6));
        assertThat(move.alternatives())
                .hasSize(3)
                .isSortedAccordingTo((one, other) -> Double.compare(one.costGpuHours(), other.costGpuHours()));
        assertThat(move.explanation()).contains("w1 (4 GPUs)", "dark", "lit", "eclipse at 2026-11-22T12:04:00Z");
    }

    @Test
    void capsWhenThatIsEnough() {
        // 0.9 x 4,560 + 96 = 4,200 Wh at onset, less 1,104 and 1,125: 1,971 Wh. One can go on capped at 1,250, and
        // there is no target:
        // the other is paused, because two caps need 2,500.
        Plan plan = dark(4_800).plan();

        assertThat(plan.choices().values())
                .extracting(Choice::action)
                .containsExactlyInAnyOrder(ActionKind.POWER_CAP, ActionKind.PAUSE);
    }

    @Test
    void keepsTheDearWorkloadAndPausesTheCheapOne() {
        // 0.9 x 5,225 + 96 = 4,798 Wh at onset, less 1,265 and 1,125: 2,408 Wh let one ride.
        Plan plan = dark(5_500)
                .workload(workload("w2", "dark", WorkloadKind.BATCH, WorkloadState.RUNNING, 4, 10, ""))
                .plan();

        assertThat(plan.choices().get("w2").action()).isEqualTo(ActionKind.RIDE);
        assertThat(plan.choices().get("w1").action()).isEqualTo(ActionKind.PAUSE);
    }

    @Test
    void waitsWithMovesThatNeedNotLeaveYet() {
        // Lead 15 + 28 + 30 s = 73 s: two attempts with a pause of 120 s and a cycle between leave 296 s before onset;
        // here it is 900 s away.
        Plan plan = new TestRegion()
                .node("dark", 2_000)
                .eclipse("dark", 15, 51)
                .workload(batch("w1", "dark"))
                .node("lit", 10_000)
                .plan();

        assertThat(plan.proposals()).isEmpty();
        assertThat(plan.choices().get("w1")).isEqualTo(new Choice(ActionKind.MIGRATE, "lit", "dark/PENUMBRA/15.0"));
    }

    @Test
    void pausesAtTheLastResponsibleMoment() {
        // A pause of batch takes 3 + 3 s and starts 45 s before onset, i.e. 51 s; it leaves 1.5 x 15 s + 30 s before
        // that: at 103.5 s.
        assertThat(dark(2_000).plan().proposals()).isEmpty();

        Plan later = dark(2_000).at(in(4).minusSeconds(103)).plan();

        assertThat(later.proposals()).hasSize(2).allSatisfy(pause -> {
            assertThat(pause.action()).isEqualTo(ActionKind.PAUSE);
            assertThat(pause.notBefore()).isEqualTo(in(4).minusSeconds(51));
            assertThat(pause.notAfter()).isEqualTo(in(4).minusSeconds(6));
            assertThat(pause.deadline()).isEqualTo(in(4));
        });
    }

    @Test
    void refusesTargetsThatWouldNotLast() {
        // Dark again at minute 39, when the source's own eclipse still has a minute to go, with a battery that carries
        // nobody.
        assertNoMoveTo(dark(2_000).node("lit", 1_000).eclipse("lit", 39, 55));
        assertThat(dark(2_000)
                        .node("lit", 10_000)
                        .eclipse("lit", 40, 55)
                        .plan()
                        .choices()
                        .values())
                .anyMatch(choice -> choice.action() == ActionKind.MIGRATE);
        // Dark now.
        assertNoMoveTo(dark(2_000).node("lit", 1_000).eclipse("lit", -10, 3));
        assertNoMoveTo(dark(2_000)
                .node("lit", 10_000)
                .status(TestRegion.status("lit", 0.9, Illumination.UMBRA, LimitLevel.IN_LIMITS, false, NOW, 0)));
        // Itself threatened.
        assertNoMoveTo(dark(2_000).node("lit", 10_000).window("lit", HazardKind.SOLAR_PROTON, 10, 30, 3));
        assertNoMoveTo(dark(2_000).node("lit", 10_000).window("lit", HazardKind.MAINTENANCE, 10, 30, 0));
    }

    @Test
    void refusesTargetsThatAreNotWell() {
        assertNoMoveTo(dark(2_000)
                .node("lit", 10_000)
                .status(TestRegion.status("lit", 0.9, Illumination.SUNLIT, LimitLevel.IN_LIMITS, true, NOW, 0)));
        assertNoMoveTo(dark(2_000)
                .node("lit", 10_000)
                .status(TestRegion.status("lit", 0.9, Illumination.SUNLIT, LimitLevel.WARNING, false, NOW, 0)));
        assertNoMoveTo(dark(2_000)
                .node("lit", 10_000)
                .status(TestRegion.status("lit", 0.9, Illumination.SUNLIT, LimitLevel.IN_LIMITS, false, in(-3), 0)));
        // 0.25 is less than 0.1 above the floor of 0.2.
        assertNoMoveTo(dark(2_000)
                .node("lit", 10_000)
                .status(TestRegion.status("lit", 0.25, Illumination.SUNLIT, LimitLevel.IN_LIMITS, false, NOW, 0)));
    }

    @Test
    void refusesTargetsThatAreWornOutAndSparesWornOnesLongTraining() {
        assertNoMoveTo(dark(2_000).node("lit", 10_000).wear("lit", WearAdvice.RETIRE));
        assertThat(dark(2_000)
                        .node("lit", 10_000)
                        .wear("lit", WearAdvice.AVOID_LONG_JOBS)
                        .plan()
                        .choices()
                        .values())
                .anyMatch(choice -> choice.action() == ActionKind.MIGRATE);
        assertNoMoveTo(new TestRegion()
                .node("dark", 2_000)
                .eclipse("dark", 6, 42)
                .workload(TestRegion.workload("w1", "dark", WorkloadKind.TRAINING, WorkloadState.RUNNING, 4, 1, ""))
                .node("lit", 10_000)
                .wear("lit", WearAdvice.AVOID_LONG_JOBS));
    }

    @Test
    void countsOnLessOfTheFreePowerAndCoolingOfADeratedNode() {
        NodeOutlook node = new NodeOutlook(
                TestRegion.spec("worn", 10_000, 8),
                TestRegion.status("worn", 0.9, Illumination.SUNLIT, LimitLevel.IN_LIMITS, false, NOW, 0),
                List.of(),
                NOW,
                BatteryEstimate.NONE);
        double power = node.headroomWatts(1);
        double cooling = node.coolingHeadroomWatts();
        assertThat(power).isPositive().isLessThan(cooling);

        node.advise(WearAdvice.DERATE);

        assertThat(node.headroomWatts(1)).isEqualTo(0.8 * power);
        assertThat(node.coolingHeadroomWatts()).isEqualTo(0.8 * cooling);
    }

    @Test
    void refusesTargetsThatAreFullOrTooFar() {
        assertNoMoveTo(dark(2_000).node("lit", 10_000).gpus("lit", 3));
        // 115 degrees is the reach.
        assertNoMoveTo(dark(2_000)
                .node("lit", 10_000)
                .status(TestRegion.status("lit", 0.9, Illumination.SUNLIT, LimitLevel.IN_LIMITS, false, NOW, 116)));
        // The array gives 10 kW; rest, one guest and recharging 1,000 Wh / 0.96 within the stay leave no 3,600 W for
        // another.
        assertNoMoveTo(dark(2_000)
                .node("lit", 10_000)
                .gpus("lit", 12)
                .workload(workload("w8", "lit", WorkloadKind.BATCH, WorkloadState.RUNNING, 8, 1, "")));
    }

    @Test
    void keepsMembersOfAGroupApart() {
        Plan plan = dark(2_000)
                .workload(workload("w1", "dark", WorkloadKind.BATCH, WorkloadState.RUNNING, 4, 1, "g"))
                .node("lit", 10_000)
                .workload(workload("w3", "lit", WorkloadKind.BATCH, WorkloadState.RUNNING, 2, 1, "g"))
                .plan();

        assertThat(only(plan, ActionKind.MIGRATE).workloadId()).isEqualTo("w2");
    }

    @Test
    void staysWithinTheTargetsRoomForArrivals() {
        TestRegion region =
                new TestRegion().node("dark", 2_000).eclipse("dark", 4, 40).gpus("dark", 16);
        for (int i = 1; i <= 6; i++) {
            region.workload(workload("w" + i, "dark", WorkloadKind.BATCH, WorkloadState.RUNNING, 1, 1, ""));
        }
        region.node("lit", 10_000, 1);

        assertThat(region.plan().choices().values())
                .filteredOn(choice -> choice.action() == ActionKind.MIGRATE)
                .hasSize(4);
    }

    @Test
    void movesNothingThatMovedMinutesAgo() {
        TestRegion region = dark(2_000).node("lit", 10_000);
        Proposal before = only(dark(2_000).node("lit", 10_000).gpus("lit", 4).plan(), ActionKind.MIGRATE);
        Proposal other = hazard(before, "elsewhere");
        Plan plan = region.command(TestRegion.entry(other, CommandState.COMPLETED, "", in(-14)))
                .plan();

        assertThat(plan.choices().get("w1").action()).isNotEqualTo(ActionKind.MIGRATE);
        assertThat(plan.choices().get("w2").action()).isEqualTo(ActionKind.MIGRATE);
    }

    @Test
    void saysNothingTwice() {
        Plan first = dark(2_000).node("lit", 10_000).gpus("lit", 4).plan();
        Proposal move = only(first, ActionKind.MIGRATE);

        assertThat(dark(2_000)
                        .node("lit", 10_000)
                        .gpus("lit", 4)
                        .pending(move)
                        .plan()
                        .proposals())
                .isEmpty();
        for (CommandState state : CommandState.values()) {
            if (!state.terminal()) {
                Plan again = dark(2_000)
                        .node("lit", 10_000)
                        .gpus("lit", 4)
                        .command(TestRegion.entry(move, state, "", NOW))
                        .plan();
                assertThat(again.proposals()).as("%s", state).isEmpty();
            }
        }
    }

    @Test
    void keepsRoomForMovesUnderWay() {
        TestRegion region = dark(2_000).node("lit", 10_000).gpus("lit", 4);
        Proposal move = only(region.plan(), ActionKind.MIGRATE);
        TestRegion next = dark(2_000).node("lit", 10_000).gpus("lit", 4).pending(move);

        // The 4 GPUs are promised to the first workload, so the second has no target.
        assertThat(next.plan().choices().values()).noneMatch(choice -> choice.action() == ActionKind.MIGRATE);
    }

    @Test
    void triesAgainAfterACoolDownAndElsewhere() {
        Proposal move = only(dark(2_000).node("lit", 10_000).gpus("lit", 4).plan(), ActionKind.MIGRATE);

        TestRegion soon = dark(2_000)
                .node("lit", 10_000)
                .node("other", 10_000)
                .command(TestRegion.entry(move, CommandState.REFUSED, "TARGET_FULL", NOW.minusSeconds(119)));
        assertThat(soon.plan().choices().get("w1").action()).isNotEqualTo(ActionKind.MIGRATE);

        TestRegion later = dark(2_000)
                .node("lit", 10_000)
                .node("other", 10_000)
                .epoch(2)
                .command(TestRegion.entry(move, CommandState.REFUSED, "TARGET_FULL", NOW.minusSeconds(120)));
        Proposal again = later.plan().proposals().stream()
                .filter(proposal -> proposal.workloadId().equals("w1"))
                .findFirst()
                .orElseThrow();
        assertThat(again.targetNodeId()).isEqualTo("other");
        assertThat(again.commandId()).isNotEqualTo(move.commandId());
    }

    @Test
    void doesNotArgueWithAPerson() {
        Proposal move = only(dark(2_000).node("lit", 10_000).gpus("lit", 4).plan(), ActionKind.MIGRATE);

        Plan plan = dark(2_000)
                .node("lit", 10_000)
                .node("other", 10_000)
                .command(TestRegion.entry(move, CommandState.CANCELLED, "CANCEL_REQUESTED", in(-60)))
                .plan();

        assertThat(plan.proposals()).noneMatch(proposal -> proposal.workloadId().equals("w1"));
    }

    @Test
    void keepsItsChoiceWhenAnotherTargetIsHardlyBetter() {
        Choice chosen = new Choice(ActionKind.MIGRATE, "lit-b", DARK_HAZARD);
        TestRegion region = dark(2_000).node("lit-a", 10_000).node("lit-b", 10_000);

        assertThat(region.plan().choices().get("w1").targetNodeId()).isEqualTo("lit-a");
        assertThat(region.previous(Map.of("w1", chosen))
                        .plan()
                        .choices()
                        .get("w1")
                        .targetNodeId())
                .isEqualTo("lit-b");
    }

    @Test
    void rescuesInsideAnEclipseOnlyWhenTwoPlansAgree() {
        // Dark for 10 minutes already, 26 to go; at 0.35 of 10 kWh: 3,325 - 2,100 - 1,800 x 0.4333 / 0.96 = 412 Wh.
        TestRegion region = new TestRegion()
                .node("dark", 10_000)
                .eclipse("dark", -10, 26)
                .status(TestRegion.status("dark", 0.35, Illumination.UMBRA, LimitLevel.WATCH, false, NOW, 0))
                .workload(batch("w1", "dark"));

        Plan first = region.plan();
        assertThat(first.choices().get("w1").action()).isEqualTo(ActionKind.PAUSE);
        assertThat(first.proposals()).isEmpty();

        Proposal pause = only(region.previous(first.choices()).plan(), ActionKind.PAUSE);
        assertThat(pause.notBefore()).isEqualTo(NOW);
    }

    @Test
    void resumesWhatItPausedOnceTheLightIsBack() {
        Proposal pause = dark(2_000).at(in(3)).plan().proposals().get(0);
        Workload paused = workload("w1", "dark", WorkloadKind.BATCH, WorkloadState.PAUSED, 4, 1, "");
        TestRegion region = new TestRegion()
                .node("dark", 2_000, 0.4)
                .eclipse("dark", -40, -2)
                .workload(paused);

        assertThat(region.plan().proposals()).as("somebody else's pause").isEmpty();

        region.command(TestRegion.entry(pause, CommandState.COMPLETED, "", in(-38)));
        Proposal resume = only(region.plan(), ActionKind.RESUME);
        assertThat(resume.reason()).isEqualTo(MigrationReason.HAZARD_OVER);
        assertThat(resume.hazardId()).isEqualTo(pause.hazardId());

        assertThat(region.eclipse("dark", 9, 45).plan().proposals())
                .as("9 minutes of light are not worth it")
                .isEmpty();
    }

    @Test
    void leavesWorkPausedWhileTheNodeIsDarkOrUnwell() {
        Proposal pause = dark(2_000).at(in(3)).plan().proposals().get(0);
        Workload paused = workload("w1", "dark", WorkloadKind.BATCH, WorkloadState.PAUSED, 4, 1, "");
        TestRegion region = new TestRegion()
                .node("dark", 2_000, 0.4)
                .workload(paused)
                .command(TestRegion.entry(pause, CommandState.COMPLETED, "", in(-38)));
        for (LimitLevel level : new LimitLevel[] {LimitLevel.CRITICAL, LimitLevel.SEVERE}) {
            region.status(TestRegion.status("dark", 0.4, Illumination.SUNLIT, level, false, NOW, 0));
            assertThat(region.plan().proposals()).isEmpty();
        }
        region.status(TestRegion.status("dark", 0.4, Illumination.UMBRA, LimitLevel.IN_LIMITS, false, NOW, 0));
        assertThat(region.plan().proposals()).isEmpty();
        region.status(TestRegion.status("dark", 0.4, Illumination.SUNLIT, LimitLevel.IN_LIMITS, true, NOW, 0));
        assertThat(region.plan().proposals()).isEmpty();
    }

    @Test
    void degradesGracefullyWithoutAnyTarget() {
        Plan plan = dark(2_000).at(in(3)).plan();

        assertThat(plan.proposals()).extracting(Proposal::action).containsOnly(ActionKind.PAUSE);
        assertThat(plan.proposals().get(0).alternatives()).anySatisfy(alternative -> {
            assertThat(alternative.action()).isEqualTo(ActionKind.RIDE);
            assertThat(alternative.note()).contains("floor is 20 %");
        });
    }

    @Test
    void decidesNothingOnFactsFromTheFuture() {
        // The topics are read again from their beginning: the clock is 11 minutes behind what is known; 9 could be
        // disorder.
        assertThat(dark(2_000).node("lit", 10_000).at(in(-9)).plan().choices()).isNotEmpty();
        assertThat(dark(2_000).node("lit", 10_000).at(in(-11)).plan().choices()).isEmpty();
    }

    @Test
    void saysNothingThatWouldComeTooLate() {
        // 1,200 s behind the fleet, 1,185 more than the ordinary 15: the eclipse in 240 s cannot be met, a pause can
        // still help in it.
        Plan late = new LookaheadPlanner(TestRegion.SETTINGS.behind(1_200))
                .plan(dark(2_000).node("lit", 10_000).snapshot());
        assertThat(late.choices().values()).noneMatch(choice -> choice.action() == ActionKind.MIGRATE);
        assertThat(late.proposals()).isNotEmpty().allSatisfy(proposal -> {
            assertThat(proposal.action()).isEqualTo(ActionKind.PAUSE);
            assertThat(proposal.notAfter()).isAfter(in(20));
        });

        // 2,600 s behind, the eclipse of minute 4 to 40 is over before anything arrives.
        Plan tooLate = new LookaheadPlanner(TestRegion.SETTINGS.behind(2_600))
                .plan(dark(2_000).node("lit", 10_000).snapshot());
        assertThat(tooLate.proposals()).isEmpty();
    }

    private static void assertNoMoveTo(TestRegion region) {
        assertThat(region.plan().choices().values())
                .isNotEmpty()
                .noneMatch(choice -> choice.action() == ActionKind.MIGRATE);
    }

    private static Proposal hazard(Proposal like, String hazardId) {
        return new Proposal(
                like.commandId(),
                like.workloadId(),
                like.action(),
                like.reason(),
                "elsewhere",
                like.sourceNodeId(),
                like.placementGeneration(),
                like.planEpoch(),
                hazardId,
                like.hazardStart(),
                like.hazardEnd(),
                like.notBefore(),
                like.notAfter(),
                like.deadline(),
                like.expectedSeconds(),
                like.marginSeconds(),
                like.transferGigabytes(),
                like.costGpuHours(),
                like.savingGpuHours(),
                like.alternatives(),
                like.explanation(),
                like.time());
    }
}
