package space.penumbra.cli.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** A battery of 10 kWh, a node that draws 4 kW without the workload, which draws 2 kW: 6 kW and some for the way out of the battery. */
class MoveReplayTest {

    private static final double CAPACITY = 10_000;
    private static final long HOUR = 3_600_000;

    /** The dark for so many minutes, minute by minute. */
    private static MoveReplay dark(double chargeRatio, int minutes) {
        MoveReplay replay = new MoveReplay(2_000, 0.30, chargeRatio, minutes * 60_000L);
        for (int minute = 1; minute <= minutes; minute++) {
            replay.step(minute * 60_000L, 60, 0, 4_000, CAPACITY);
        }
        return replay;
    }

    @Test
    void aMoveIsNeedlessIfTheBatteryWouldHaveCarriedTheWorkThroughTheHazard() {
        // 30 minutes take some 31 % with the losses on the way out, from 90 to 59 %.
        MoveReplay replay = dark(0.90, 30);
        assertThat(replay.needless()).isTrue();
        assertThat(replay.leastAboveFloor()).isCloseTo(0.29, within(0.01));
    }

    @Test
    void itWasNeededIfTheNodeWouldHavePausedWorkBeforeTheEnd() {
        // From 60 % to 32 %, where nodes begin to guard themselves, it takes less than half an hour.
        MoveReplay replay = dark(0.60, 30);
        assertThat(replay.over()).isTrue();
        assertThat(replay.needless()).isFalse();
    }

    @Test
    void nothingIsSaidBeforeTheHazardIsOver() {
        MoveReplay replay = new MoveReplay(2_000, 0.30, 0.9, HOUR);
        replay.step(60_000, 60, 0, 4_000, CAPACITY);
        assertThat(replay.over()).isFalse();
        assertThat(replay.needless()).isFalse();
    }

    @Test
    void aLowBatteryThatIsBeingChargedStopsNobody() {
        MoveReplay replay = new MoveReplay(2_000, 0.30, 0.31, 60_000);
        replay.step(60_000, 60, 9_000, 4_000, CAPACITY);
        assertThat(replay.needless()).isTrue();
    }
}
