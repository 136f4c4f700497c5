package space.penumbra.domain.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DailyPatternTest {

    private static final long QUARTER = 15 * 60_000L;

    private final DailyPattern pattern = new DailyPattern();

    @Test
    void isSilentOnTheFirstDay() {
        for (int i = 0; i < 96; i++) {
            assertThat(pattern.distance(i * QUARTER, i % 96, 48)).isZero();
        }
    }

    @Test
    void measuresTheDistanceFromTheUsualValueInErrorsOfThePattern() {
        // Twelve by day and nothing by night, always off by one: the pattern's root mean square error is 1.
        for (int i = 0; i < 20 * 96; i++) {
            double usual = i % 96 < 48 ? 12 : 0;
            pattern.distance(i * QUARTER, usual + (i % 2 == 0 ? 1 : -1), 6);
        }

        assertThat(pattern.distance(20 * 96 * QUARTER, 0, 6)).isCloseTo(12, within(0.01));
    }

    @Test
    void isSilentWhereTheHourExplainsNothing() {
        Random noise = new Random(1);
        for (int i = 0; i < 20 * 96; i++) {
            assertThat(pattern.distance(i * QUARTER, noise.nextGaussian(), 0)).isZero();
        }
    }
}
