package space.penumbra.domain.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HistoryTest {

    private final History history = new History();

    @Test
    void startsWithPlainMeans() {
        // 1, 2, 6: mean 3, population variance ((1-3)^2 + (2-3)^2 + (6-3)^2) / 3 = 14/3, jumps 0, 1, 4.
        take(1, 2, 6);

        assertThat(history.longMean).isCloseTo(3, within(1e-12));
        assertThat(history.longVariance).isCloseTo(14.0 / 3, within(1e-12));
        assertThat(history.longJump).isCloseTo(5.0 / 3, within(1e-12));
        assertThat(history.jumpRatio).isCloseTo(4 / 0.5, within(1e-12));
    }

    @Test
    void measuresAnExcessInWidthsOfTheRangeBefore() {
        take(0, 10, 15);

        assertThat(history.excess).isCloseTo((15 - 10) / 10.0, within(1e-9));
    }

    @Test
    void countsTheRunOfEqualValues() {
        take(4, 4, 4);
        assertThat(history.flatRun).isEqualTo(2);

        history.take(5);
        assertThat(history.flatRun).isZero();
    }

    @Test
    void takesRoundingOfALargeConstantForNoVariation() {
        for (int i = 0; i < 100; i++) {
            history.take(1e15 + (i % 2) * 0.125);
        }

        assertThat(history.varied()).isFalse();
    }

    @Test
    void closesItsRangeSlowlySoThatAnOldSpikeDoesNotHideTheNext() {
        take(0, 100);
        for (int i = 0; i < 6_000; i++) {
            history.take(i % 2);
        }
        history.take(60);

        assertThat(history.excess).isPositive();
    }

    private void take(double... values) {
        for (double value : values) {
            history.take(value);
        }
    }
}
