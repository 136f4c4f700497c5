package space.penumbra.domain.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class EnergyKnapsackTest {

    @Test
    void keepsWhatIsDearToStopAndCheapToPower() {
        // Stopping costs 10 or 1; both need 600 Wh; 1,000 Wh carry one of them.
        double[][] cost = {{0, 10}, {0, 1}};
        double[][] wattHours = {{600, 0}, {600, 0}};

        assertThat(EnergyKnapsack.choose(cost, wattHours, 1000)).containsExactly(0, 1);
    }

    @Test
    void capsBothRatherThanStoppingOne() {
        // Ride 600 Wh, cap 400 Wh at cost 1, stop at cost 5: two caps fit 1,000 Wh at cost 2, ride + stop costs 5.
        double[][] cost = {{0, 1, 5}, {0, 1, 5}};
        double[][] wattHours = {{600, 400, 0}, {600, 400, 0}};

        assertThat(EnergyKnapsack.choose(cost, wattHours, 1000)).containsExactly(1, 1);
    }

    @Test
    void drawsNothingFromABatteryThatHasNothing() {
        double[][] cost = {{0, 7}};
        double[][] wattHours = {{1, 0}};

        assertThat(EnergyKnapsack.choose(cost, wattHours, -50)).containsExactly(1);
        assertThat(EnergyKnapsack.choose(cost, wattHours, 0)).containsExactly(1);
    }

    @Test
    void refusesAWorkloadThatCannotStop() {
        double[][] cost = {{0}};
        double[][] wattHours = {{100}};

        assertThatThrownBy(() -> EnergyKnapsack.choose(cost, wattHours, 50))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("50.0 Wh");
    }

    @Test
    void isWithinTheRoundingOfTheBestChoiceAndNeverOverTheBudget() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            int items = 1 + random.nextInt(6);
            double[][] cost = new double[items][];
            double[][] wattHours = new double[items][];
            double total = 0;
            for (int i = 0; i < items; i++) {
                double ride = 100 + random.nextInt(900);
                wattHours[i] = new double[] {ride, 0.6 * ride, 0, 0};
                double pause = random.nextDouble() * 10;
                cost[i] = new double[] {0.01, 0.2 * pause, pause, random.nextDouble() * 10};
                total += ride;
            }
            double budget = total * random.nextDouble();

            int[] picks = EnergyKnapsack.choose(cost, wattHours, budget);

            double used = 0;
            double paid = 0;
            for (int i = 0; i < items; i++) {
                used += wattHours[i][picks[i]];
                paid += cost[i][picks[i]];
            }
            assertThat(used).isLessThanOrEqualTo(budget + 1e-9);
            // Each item is rounded up by less than a level, so the exact best of a budget that is smaller by that is no
            // cheaper.
            double tighter = budget - items * budget / EnergyKnapsack.LEVELS;
            assertThat(paid).isLessThanOrEqualTo(bruteForce(cost, wattHours, tighter, 0) + 1e-9);
            assertThat(paid).isGreaterThanOrEqualTo(bruteForce(cost, wattHours, budget, 0) - 1e-9);
        }
    }

    private static double bruteForce(double[][] cost, double[][] wattHours, double budget, int item) {
        if (item == cost.length) {
            return 0;
        }
        double best = Double.POSITIVE_INFINITY;
        for (int option = 0; option < cost[item].length; option++) {
            double left = budget - wattHours[item][option];
            if (left >= 0 || wattHours[item][option] == 0) {
                best = Math.min(best, cost[item][option] + bruteForce(cost, wattHours, left, item + 1));
            }
        }
        return best;
    }
}
