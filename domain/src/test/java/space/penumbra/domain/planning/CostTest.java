package space.penumbra.domain.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import space.penumbra.domain.fleet.Workload;

class CostTest {

    private static final Workload FOUR_GPUS = TestRegion.batch("w", "n");

    @Test
    void breaksNoHoleWhereItTakesAllThatIsFree() {
        assertThat(Cost.brokenHole(FOUR_GPUS, 4)).isZero();
    }

    /** 4 x 4 of at most 8 x 8 / 4: a hole of eight is cut in two halves, the worst that can be done to it. */
    @Test
    void paysMostWhereItLeavesHalf() {
        assertThat(Cost.brokenHole(FOUR_GPUS, 8)).isCloseTo(Assumptions.BROKEN_HOLE_GPU_HOURS, within(1e-12));
        // 4 x 2 of at most 6 x 6 / 4.
        assertThat(Cost.brokenHole(FOUR_GPUS, 6)).isCloseTo(Assumptions.BROKEN_HOLE_GPU_HOURS * 8 / 9, within(1e-12));
    }

    @Test
    void isAPriceEvenWhereThereIsNoRoomAtAll() {
        assertThat(Cost.brokenHole(FOUR_GPUS, 0)).isZero();
        assertThat(Cost.brokenHole(FOUR_GPUS, 2)).isZero();
    }
}
