package space.penumbra.domain.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static space.penumbra.domain.planning.TestRegion.batch;
import static space.penumbra.domain.planning.TestRegion.only;

import java.util.List;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.migration.ActionKind;
import space.penumbra.domain.migration.Proposal;
import space.penumbra.domain.migration.WorkloadChoice;

/** Why something is done, why nothing is, and what would have changed that. Energies as in {@link LookaheadPlannerTest}. */
class ExplanationsTest {

    private static TestRegion dark(double batteryWattHours) {
        return new TestRegion()
                .node("dark", batteryWattHours)
                .eclipse("dark", 4, 40)
                .workload(batch("w1", "dark"))
                .workload(batch("w2", "dark"));
    }

    @Test
    void aNonActionSaysWhyAndHowFarItIsFromAnAction() {
        // Some 5,000 Wh above floor, guard and rest; the two workloads need 4,500.
        WorkloadChoice ride = choice(dark(10_000).node("lit", 10_000).plan(), "w1");
        assertThat(ride.action()).isEqualTo(ActionKind.RIDE);
        assertThat(ride.explanation()).contains("w1 (4 GPUs) rides out the eclipse", "on dark", "above its floor");
        assertThat(ride.turningPoints())
                .containsExactly("would not ride if the battery had 0.7 kWh less when it begins");
    }

    @Test
    void anActionSaysWhatWouldHaveMadeItNeedless() {
        // 221 Wh are there, 4,500 are needed.
        Plan plan = dark(2_000).node("lit", 10_000).gpus("lit", 4).plan();
        Proposal move = only(plan, ActionKind.MIGRATE);
        assertThat(move.turningPoints().get(0)).isEqualTo("would ride if the battery had 4.3 kWh more when it begins");
        assertThat(move.turningPoints()).anyMatch(point -> point.startsWith("would be paused if that cost"));
        assertThat(choice(plan, move.workloadId()).turningPoints()).isEqualTo(move.turningPoints());
    }

    @Test
    void aLastResortSaysWhyNothingBetterWasPossible() {
        WorkloadChoice pause = choice(dark(2_000).plan(), "w1");
        assertThat(pause.action()).isEqualTo(ActionKind.PAUSE);
        assertThat(pause.turningPoints()).anyMatch(point -> point.startsWith("could not move: "));
        assertThat(pause.alternatives()).isNotEmpty();
    }

    @Test
    void everyWorkloadUnderAHazardIsExplained() {
        Plan plan = dark(5_500).node("lit", 10_000).plan();
        assertThat(plan.explanations())
                .extracting(WorkloadChoice::workloadId)
                .containsExactlyInAnyOrderElementsOf(plan.choices().keySet());
        assertThat(plan.explanations())
                .allSatisfy(choice -> assertThat(choice.explanation()).isNotBlank())
                .allSatisfy(choice -> assertThat(choice.turningPoints()).isNotEmpty());
    }

    @Test
    void whoDoesNotMoveAlthoughThatCostsLessIsToldWhoHasTheRoom() {
        // Four GPUs are free in the light, each of the two needs four.
        Plan plan = dark(2_000).node("lit", 10_000).gpus("lit", 4).plan();
        String mover = only(plan, ActionKind.MIGRATE).workloadId();
        WorkloadChoice stays = choice(plan, mover.equals("w1") ? "w2" : "w1");
        assertThat(stays.explanation()).contains("; not moved: others have its GPUs");
        assertThat(stays.turningPoints()).contains("could not move to lit: others have its GPUs");
        assertThat(stays.alternatives())
                .filteredOn(alternative -> alternative.action() == ActionKind.MIGRATE)
                .singleElement()
                .satisfies(move -> assertThat(move.note()).startsWith("lasts ").endsWith("; others have its GPUs"));
    }

    @Test
    void whoIsPausedAlthoughACapCostsLessIsToldWhatTheBatteryHasLeft() {
        // Some 1,600 Wh are there; a cap takes 1,350.
        Plan plan = dark(4_500).plan();
        List<WorkloadChoice> choices = List.of(choice(plan, "w1"), choice(plan, "w2"));
        assertThat(choices)
                .extracting(WorkloadChoice::action)
                .containsExactlyInAnyOrder(ActionKind.POWER_CAP, ActionKind.PAUSE);
        assertThat(choices)
                .filteredOn(choice -> choice.action() == ActionKind.PAUSE)
                .singleElement()
                .satisfies(pause -> assertThat(pause.alternatives())
                        .filteredOn(alternative -> alternative.action() == ActionKind.POWER_CAP)
                        .singleElement()
                        .satisfies(cap -> assertThat(cap.note())
                                .matches("goes on with 60 % of its power; that takes 1\\.\\d\\d kWh of the battery"
                                        + " and the others leave it 0\\.\\d\\d")));
    }

    @Test
    void nothingThatCostsLessIsPassedOverInSilence() {
        for (double battery = 1_000; battery < 9_000; battery += 500) {
            Plan plan = dark(battery).node("lit", 10_000).gpus("lit", 4).plan();
            for (WorkloadChoice choice : plan.explanations()) {
                assertThat(choice.alternatives())
                        .filteredOn(other -> other.costGpuHours() < choice.costGpuHours() - 0.005)
                        .allSatisfy(other -> assertThat(other.note()).contains("; "));
            }
        }
    }

    private static WorkloadChoice choice(Plan plan, String workloadId) {
        return plan.explanations().stream()
                .filter(choice -> choice.workloadId().equals(workloadId))
                .findFirst()
                .orElseThrow();
    }
}
