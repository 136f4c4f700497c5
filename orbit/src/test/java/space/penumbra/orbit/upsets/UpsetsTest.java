package space.penumbra.orbit.upsets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpsetsTest {

    private static final double YEAR_SECONDS = 365.25 * 86_400;

    @Test
    void aYearAt650KilometresMatchesThePublishedDoses() {
        UpsetSensitivity chip = UpsetSensitivity.accelerator(32);
        // 52.2 protons/cm2/s make 165 rad a year; one SDC per 17 rad is 9.7, one DBE per 44 is 3.7, one SEFI per 5000
        // is 0.033.
        double fluence = 52.2 * YEAR_SECONDS;
        assertThat(chip.expected(UpsetKind.SILENT_CORRUPTION, fluence)).isCloseTo(9.7, within(0.1));
        assertThat(chip.expected(UpsetKind.DOUBLE_BIT, fluence)).isCloseTo(3.74, within(0.05));
        assertThat(chip.expected(UpsetKind.FUNCTIONAL_INTERRUPT, fluence)).isCloseTo(0.033, within(0.001));
        // 2.75e11 bits x 3e-19 cm2 = 8.2e-8 cm2.
        assertThat(chip.cm2(UpsetKind.SINGLE_BIT)).isCloseTo(8.2e-8, within(0.1e-8));
        assertThat(chip.ratePerSecond(UpsetKind.SINGLE_BIT, 2900) * 600).isCloseTo(0.14, within(0.01));
    }

    @Test
    void shieldingScalesEverything() {
        UpsetSensitivity chip = UpsetSensitivity.accelerator(80);
        for (UpsetKind kind : UpsetKind.values()) {
            assertThat(chip.times(0.25).cm2(kind)).isEqualTo(chip.cm2(kind) / 4);
        }
        assertThatThrownBy(() -> chip.times(-1)).hasMessageContaining("cross section");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.7, 5, 59, 61, 400})
    void poissonCountsHaveTheirMeanAndVariance(double mean) {
        SplittableRandom random = new SplittableRandom(11);
        int draws = 200_000;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < draws; i++) {
            int count = Poisson.count(mean, random.nextDouble());
            sum += count;
            squares += (double) count * count;
        }
        double average = sum / draws;
        double variance = squares / draws - average * average;
        // Five standard errors of the mean; of the variance a fiftieth, and the grain of rare events.
        assertThat(average).isCloseTo(mean, within(5 * Math.sqrt(mean / draws) + 0.001 * mean));
        assertThat(variance).isCloseTo(mean, within(0.02 * mean + 0.001));
    }

    @Test
    void poissonIsMonotoneAndSafeAtItsEnds() {
        assertThat(Poisson.count(0, 0.999)).isZero();
        assertThat(Poisson.count(-1, 0.5)).isZero();
        assertThat(Poisson.count(Double.NaN, 0.5)).isZero();
        assertThat(Poisson.count(3, 0)).isZero();
        assertThat(Poisson.count(3, Math.nextDown(1.0))).isBetween(10, 200);
        int last = 0;
        for (double u = 0; u < 1; u += 0.001) {
            int count = Poisson.count(20, u);
            assertThat(count).isGreaterThanOrEqualTo(last);
            last = count;
        }
    }

    @Test
    void chanceOfAnEventIsExactForRareOnes() {
        assertThat(Poisson.atLeastOne(1e-12)).isCloseTo(1e-12, within(1e-20));
        assertThat(Poisson.atLeastOne(1)).isCloseTo(0.632, within(0.001));
    }
}
