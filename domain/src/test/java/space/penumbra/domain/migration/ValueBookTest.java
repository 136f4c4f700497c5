package space.penumbra.domain.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static space.penumbra.domain.migration.GateRig.at;
import static space.penumbra.domain.migration.GateRig.move;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.fleet.WorkloadKind;
import space.penumbra.domain.fleet.WorkloadState;
import space.penumbra.domain.limits.LimitLevel;

/** A battery of 10 kWh with its floor at 30 %, an umbra from 1000 s to 3000 s, workloads of 2 kW. */
class ValueBookTest {

    private final GateRig rig = new GateRig(GateLimits.STANDARD);
    private final ValueBook book = new ValueBook();

    @Test
    void anActionWasNeedlessIfTheBatteryWouldHaveLasted() {
        // 2 kW for 2000 s through 0.96: 1157 Wh, 11.6 % of the battery.
        watch(completed(move("w1", "n0", "n2", 1), 220), 2000);
        charge(1500, 0.45);
        charge(2900, 0.42);
        ActionValue value = over();
        assertThat(value.drawRatio()).isCloseTo(0.1157, within(0.0005));
        assertThat(value.needless()).isTrue(); // 42 % - 11.6 % is above 30 %
        assertThat(value.savedGpuHours()).isEqualTo(-0.2);
    }

    @Test
    void theLowestChargeOfTheWholeHazardCounts() {
        watch(completed(move("w1", "n0", "n2", 1), 220), 2000);
        charge(1500, 0.35); // 35 % - 11.6 % is below the floor
        charge(2900, 0.80);
        ActionValue value = over();
        assertThat(value.needless()).isFalse();
        assertThat(value.savedGpuHours()).isEqualTo(3.5);
        assertThat(value.why()).contains("fell to 35.0 %", "23.4 %", "floor is 30 %");
    }

    @Test
    void ofSeveralOnlyAsManyWereNeedlessAsCouldHaveStayedTogether() {
        watch(completed(move("w1", "n0", "n2", 1), 220), 2000);
        watch(completed(move("w2", "n0", "n3", 1), 220), 2000);
        charge(2000, 0.45); // room for one of them above the floor, not for both
        assertThat(settled()).extracting(ActionValue::needless).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void aMoveFromRadiationWasNeedlessIfNoErrorCame() {
        watch(completed(GateRig.because(MigrationReason.SAA_TRANSIT, "saa", move("w1", "n0", "n2", 1)), 220), 2000);
        charge(2000, 0.9);
        assertThat(over().needless()).isTrue();
        watch(completed(GateRig.because(MigrationReason.MAINTENANCE, "m", move("w2", "n0", "n3", 1)), 220), 2000);
        assertThat(over().needless()).isFalse();
    }

    @Test
    void aNodeThatWasNotHeardOfCountsAsNeeded() {
        watch(completed(move("w1", "n0", "n2", 1), 220), 2000);
        assertThat(over().needless()).isFalse();
    }

    @Test
    void whatDidNotCompleteOrOnlyResumedIsNotWatched() {
        Proposal move = move("w1", "n0", "n2", 1);
        CommandEntry failed = new CommandEntry(move, CommandState.FAILED, "", List.of(), Double.NaN, 1, at(220));
        assertThat(book.ended(failed, workload(2000), rig)).isEmpty();
    }

    @Test
    void aCrashForgetsNothing() {
        ActionValue begun = watch(completed(move("w1", "n0", "n2", 1), 220), 2000);
        rig.status("n0", LimitLevel.IN_LIMITS, false, 0.35, 1500);
        List<ActionValue> lows = book.observe(rig, at(1500));
        assertThat(lows)
                .singleElement()
                .satisfies(low -> assertThat(low.settled()).isFalse());
        ValueBook again = new ValueBook();
        again.restore(lows.get(0));
        rig.status("n0", LimitLevel.IN_LIMITS, false, 0.9, 2900);
        assertThat(again.observe(rig, at(3000)))
                .singleElement()
                .satisfies(value -> assertThat(value.lowestChargeRatio()).isEqualTo(0.35));
        assertThat(begun.settled()).isFalse();
        assertThat(again.watched()).isEmpty();
    }

    private ActionValue watch(CommandEntry entry, double watts) {
        return book.ended(entry, workload(watts), rig).orElseThrow();
    }

    private void charge(double seconds, double ratio) {
        rig.status("n0", LimitLevel.IN_LIMITS, false, ratio, seconds);
        book.observe(rig, at(seconds));
    }

    private ActionValue over() {
        return settled().get(0);
    }

    private List<ActionValue> settled() {
        assertThat(book.observe(rig, at(2999))).noneMatch(ActionValue::settled);
        return book.observe(rig, at(3000)).stream().filter(ActionValue::settled).toList();
    }

    private static CommandEntry completed(Proposal proposal, double seconds) {
        return new CommandEntry(proposal, CommandState.COMPLETED, "", List.of(), 780, 1, at(seconds));
    }

    private static Workload workload(double watts) {
        Instant start = at(0);
        return new Workload(
                "w",
                "t",
                WorkloadKind.BATCH,
                WorkloadState.RUNNING,
                "n2",
                2,
                4,
                watts,
                100,
                0.1,
                600,
                1,
                1,
                "",
                true,
                start,
                start);
    }
}
