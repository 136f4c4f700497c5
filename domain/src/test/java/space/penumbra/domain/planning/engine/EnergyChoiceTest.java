package space.penumbra.domain.planning.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The knapsack of a source against every choice there is. */
class EnergyChoiceTest {

    @Test
    void findsTheCheapestOfAllChoices() {
        SplittableRandom random = new SplittableRandom(5);
        EnergyChoice knapsack = new EnergyChoice(0);
        for (int round = 0; round < 2_000; round++) {
            int items = 1 + random.nextInt(6);
            double[][] cost = new double[items][EnergyChoice.WAYS];
            long[][] energy = new long[items][EnergyChoice.WAYS];
            fill(knapsack, cost, energy, random);
            long budget = random.nextInt(4_000);
            double value = knapsack.solve(budget);
            double best = best(cost, energy, 0, budget);
            assertThat(value).isCloseTo(best, within(1e-9));
            long used = 0;
            double sum = 0;
            for (int i = 0; i < items; i++) {
                used += energy[i][knapsack.chosen(i)];
                sum += cost[i][knapsack.chosen(i)];
            }
            assertThat(used).isLessThanOrEqualTo(budget);
            assertThat(sum).isCloseTo(best, within(1e-9));
        }
    }

    @Test
    void withSlackItsValueStillBoundsEveryChoice() {
        SplittableRandom random = new SplittableRandom(6);
        EnergyChoice knapsack = new EnergyChoice(0.05);
        for (int round = 0; round < 2_000; round++) {
            int items = 1 + random.nextInt(5);
            double[][] cost = new double[items][EnergyChoice.WAYS];
            long[][] energy = new long[items][EnergyChoice.WAYS];
            fill(knapsack, cost, energy, random);
            long budget = random.nextInt(3_000);
            assertThat(knapsack.solve(budget)).isLessThanOrEqualTo(best(cost, energy, 0, budget) + 1e-12);
        }
    }

    @Test
    void aWorkloadWithoutAPauseIsNamedAsTheMistake() {
        EnergyChoice knapsack = new EnergyChoice(0);
        knapsack.begin(1);
        knapsack.set(0, 0, 1, 100);
        assertThatThrownBy(() -> knapsack.solve(50))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("pause");
    }

    private static void fill(EnergyChoice knapsack, double[][] cost, long[][] energy, SplittableRandom random) {
        knapsack.begin(cost.length);
        for (int i = 0; i < cost.length; i++) {
            for (int k = 0; k < EnergyChoice.WAYS; k++) {
                boolean pause = k == Way.PAUSE.ordinal();
                boolean open = pause || random.nextInt(4) > 0;
                energy[i][k] = pause || k == Way.STAYS ? 0 : random.nextInt(1_500);
                cost[i][k] = open ? random.nextDouble(0, 3) + (pause ? 2 : 0) : Double.POSITIVE_INFINITY;
                if (open) {
                    knapsack.set(i, k, cost[i][k], energy[i][k]);
                }
            }
        }
    }

    private static double best(double[][] cost, long[][] energy, int item, long left) {
        if (item == cost.length) {
            return 0;
        }
        double best = Double.POSITIVE_INFINITY;
        for (int k = 0; k < EnergyChoice.WAYS; k++) {
            if (energy[item][k] <= left && cost[item][k] < Double.POSITIVE_INFINITY) {
                best = Math.min(best, cost[item][k] + best(cost, energy, item + 1, left - energy[item][k]));
            }
        }
        return best;
    }
}
