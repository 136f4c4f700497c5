package space.penumbra.domain.residual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FalseAlarmBudgetTest {

    @Test
    void makesThresholdsLooserWithTheBudget() {
        // A run of 4320 x 1000 x 30 = 1.30e8 samples: exp(2 b) = 2.59e8, b = 9.69, less 1.166.
        assertThat(new FalseAlarmBudget(1).cusumThreshold(4320)).isCloseTo(8.52, within(0.02));
        assertThat(new FalseAlarmBudget(100).cusumThreshold(4320)).isCloseTo(6.22, within(0.02));
        assertThat(new FalseAlarmBudget(1).likelihoodThreshold(4320)).isCloseTo(18.68, within(0.01));
    }

    @Test
    void countsErrorsAndNotFramesWhereASampleIsAnError() {
        // 100 errors a day at least: ln(100 x 1000 x 30) = 14.9, and 2.5 for the best of all ratios.
        assertThat(new FalseAlarmBudget(1).shareThreshold(0)).isCloseTo(17.41, within(0.01));
        assertThat(new FalseAlarmBudget(1).shareThreshold(100)).isCloseTo(17.41, within(0.01));
        assertThat(new FalseAlarmBudget(1).shareThreshold(10_000)).isCloseTo(22.02, within(0.01));
    }

    @Test
    void isKeptByTheCusumItIsMadeFor() {
        // A budget so wide that false alarms come by the hundred: one for each 2000 samples or so.
        double samplesPerDay = 2000.0 / 30;
        FalseAlarmBudget budget = new FalseAlarmBudget(1000);
        double limit = budget.cusumThreshold(samplesPerDay);
        SplittableRandom dice = new SplittableRandom(5);
        double score = 0;
        int alarms = 0;
        for (int i = 0; i < 1_000_000; i++) {
            double u = dice.nextDouble();
            double normal = Math.sqrt(-2 * Math.log(1 - u)) * Math.cos(2 * Math.PI * dice.nextDouble());
            score = Math.max(0, score + normal - FalseAlarmBudget.REFERENCE);
            if (score > limit) {
                alarms++;
                score = 0;
            }
        }
        assertThat(1_000_000.0 / alarms).isBetween(1600.0, 2600.0);
    }

    @Test
    void mustNotBeZero() {
        assertThatThrownBy(() -> new FalseAlarmBudget(0)).hasMessageContaining("must be above 0");
    }
}
