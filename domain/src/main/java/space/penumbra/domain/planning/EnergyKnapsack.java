package space.penumbra.domain.planning;

import java.util.Arrays;

/**
 * Chooses one option for each workload of a source so that the energy fits the battery and the cost is least: a multiple-choice
 * knapsack, solved by dynamic programming over {@value #LEVELS} levels of energy. Energy is rounded up to a level, so a choice that fits
 * here fits in truth. Stateless.
 */
final class EnergyKnapsack {

    static final int LEVELS = 192;

    private EnergyKnapsack() {}

    /**
     * The option of each workload.
     *
     * @param cost by workload and option; infinite where it is not feasible
     * @param wattHours by workload and option; each workload has a feasible option of 0 watt-hours
     * @param budgetWattHours what the battery gives; 0 or less allows only options of 0 watt-hours
     * @throws IllegalStateException if a workload has no feasible option that needs no energy
     */
    static int[] choose(double[][] cost, double[][] wattHours, double budgetWattHours) {
        int items = cost.length;
        int levels = budgetWattHours > 0 ? LEVELS : 0;
        double unit = budgetWattHours / LEVELS;
        double[] best = new double[levels + 1];
        int[][] pick = new int[items][levels + 1];
        for (int item = 0; item < items; item++) {
            double[] next = new double[levels + 1];
            Arrays.fill(next, Double.POSITIVE_INFINITY);
            for (int option = 0; option < cost[item].length; option++) {
                int need = levelsOf(wattHours[item][option], unit, levels);
                for (int level = need; level <= levels; level++) {
                    double sum = best[level - need] + cost[item][option];
                    if (sum < next[level]) {
                        next[level] = sum;
                        pick[item][level] = option;
                    }
                }
            }
            best = next;
        }
        if (items > 0 && best[levels] == Double.POSITIVE_INFINITY) {
            throw new IllegalStateException("No choice fits a budget of " + budgetWattHours
                    + " Wh: each workload needs an option without energy, such as a pause");
        }
        return traceBack(wattHours, pick, unit, levels);
    }

    private static int[] traceBack(double[][] wattHours, int[][] pick, double unit, int levels) {
        int[] picks = new int[pick.length];
        int level = levels;
        for (int item = pick.length - 1; item >= 0; item--) {
            picks[item] = pick[item][level];
            level -= levelsOf(wattHours[item][picks[item]], unit, levels);
        }
        return picks;
    }

    private static int levelsOf(double wattHours, double unit, int levels) {
        if (wattHours <= 0) {
            return 0;
        }
        return levels == 0 ? 1 : (int) Math.min(levels + 1.0, Math.ceil(wattHours / unit));
    }
}
