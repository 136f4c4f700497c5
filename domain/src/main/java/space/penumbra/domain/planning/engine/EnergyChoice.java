package space.penumbra.domain.planning.engine;

import java.util.Arrays;

/**
 * The exact knapsack of one source: one way for each of its workloads, the cheapest together within the energy. Multiple-choice
 * knapsack by depth-first branch and bound under the price of energy from its linear relaxation (Sinha and Zoltners 1979; Kellerer,
 * Pferschy and Pisinger, Knapsack Problems, 2004, chapter 11). Quick because a node holds few workloads. Reused; one per thread.
 */
final class EnergyChoice {

    /** Ways for each item: the stays and the best move. */
    static final int WAYS = Way.STAYS + 1;

    /** More steps than this were never seen with up to 16 workloads; then the relaxation bounds and the best so far is taken. */
    private static final int MOST_STEPS = 20_000;

    private double[] cost = new double[64 * WAYS];
    private long[] energy = new long[64 * WAYS];
    private int[] best = new int[64];
    private int[] trial = new int[64];
    private int[] order = new int[64];
    private double[] restReduced = new double[65];
    private double[] segmentSlope = new double[64 * WAYS];
    private int[] segmentItem = new int[64 * WAYS];
    private int[] segmentWay = new int[64 * WAYS];
    private int items;
    private double[] sortedReduced = new double[64 * WAYS];
    private int[] sortedWay = new int[64 * WAYS];
    private final double slackRatio;
    private double energyPrice;
    private double bestCost;
    private double goal;
    private int steps;

    /** @param slackRatio a choice that is dearer by no more than this share of its cost will do, 0 for the very best */
    EnergyChoice(double slackRatio) {
        this.slackRatio = slackRatio;
    }

    /** Begins a knapsack of so many items; all ways are closed until set. */
    void begin(int count) {
        items = count;
        if (count > best.length) {
            int size = Math.max(count, best.length * 2);
            cost = new double[size * WAYS];
            energy = new long[size * WAYS];
            best = new int[size];
            trial = new int[size];
            order = new int[size];
            restReduced = new double[size + 1];
            segmentSlope = new double[size * WAYS];
            segmentItem = new int[size * WAYS];
            segmentWay = new int[size * WAYS];
            sortedReduced = new double[size * WAYS];
            sortedWay = new int[size * WAYS];
        }
        Arrays.fill(cost, 0, count * WAYS, Double.POSITIVE_INFINITY);
    }

    void set(int item, int way, double wayCost, long wayEnergy) {
        cost[item * WAYS + way] = wayCost;
        energy[item * WAYS + way] = wayEnergy;
    }

    /** The way chosen for an item, after {@link #solve}. */
    int chosen(int item) {
        return best[item];
    }

    double costOf(int item, int way) {
        return cost[item * WAYS + way];
    }

    /**
     * Chooses. Every item needs a way without energy.
     *
     * @return a lower bound of the cost of any choice: the cost of the choice itself less the slack, or the relaxation's if the search ran out of steps
     */
    double solve(long budget) {
        if (cheapestFits(budget)) {
            return bestCost;
        }
        double relaxed = relax(budget);
        fill(budget);
        sort();
        steps = 0;
        goal = bestCost - slackRatio * Math.abs(bestCost);
        if (relaxed < goal) {
            descend(0, 0, budget);
        }
        return steps < MOST_STEPS ? Math.min(bestCost, goal) : Math.min(bestCost, relaxed);
    }

    private boolean cheapestFits(long budget) {
        long used = 0;
        bestCost = 0;
        for (int i = 0; i < items; i++) {
            int way = 0;
            for (int k = 1; k < WAYS; k++) {
                double difference = cost[i * WAYS + k] - cost[i * WAYS + way];
                if (difference < 0 || difference == 0 && energy[i * WAYS + k] < energy[i * WAYS + way]) {
                    way = k;
                }
            }
            best[i] = way;
            used += energy[i * WAYS + way];
            bestCost += cost[i * WAYS + way];
        }
        return used <= budget;
    }

    /**
     * From the cheapest ways, gives energy back along the lower hulls where it costs least, until the rest fits. Leaves a feasible choice in
     * {@link #best} and the price of energy; returns the value of the linear relaxation.
     */
    private double relax(long budget) {
        long used = 0;
        int segments = 0;
        for (int i = 0; i < items; i++) {
            used += energy[i * WAYS + best[i]];
            segments = hull(i, segments);
        }
        double relaxed = bestCost;
        long excess = used - budget;
        energyPrice = 0;
        for (int n = 0; n < segments && excess > 0; n++) {
            int item = segmentItem[n];
            int from = item * WAYS + best[item];
            int to = item * WAYS + segmentWay[n];
            long given = energy[from] - energy[to];
            double rise = cost[to] - cost[from];
            energyPrice = segmentSlope[n];
            relaxed += excess >= given ? rise : energyPrice * excess;
            bestCost += rise;
            excess -= given;
            best[item] = segmentWay[n];
        }
        return relaxed;
    }

    /** Adds the segments of an item's lower hull, from its cheapest way to one without energy, sorted among all by slope. */
    private int hull(int item, int segments) {
        int from = best[item];
        int count = segments;
        while (energy[item * WAYS + from] > 0) {
            int next = -1;
            double least = Double.POSITIVE_INFINITY;
            for (int k = 0; k < WAYS; k++) {
                long given = energy[item * WAYS + from] - energy[item * WAYS + k];
                if (given > 0 && cost[item * WAYS + k] < Double.POSITIVE_INFINITY) {
                    double slope = (cost[item * WAYS + k] - cost[item * WAYS + from]) / given;
                    if (slope < least || slope == least && energy[item * WAYS + k] < energy[item * WAYS + next]) {
                        least = slope;
                        next = k;
                    }
                }
            }
            if (next < 0) {
                throw new IllegalStateException("A workload has no way without energy: each needs a pause");
            }
            int at = count++;
            while (at > 0 && segmentSlope[at - 1] > least) {
                segmentSlope[at] = segmentSlope[at - 1];
                segmentItem[at] = segmentItem[at - 1];
                segmentWay[at] = segmentWay[at - 1];
                at--;
            }
            segmentSlope[at] = least;
            segmentItem[at] = item;
            segmentWay[at] = next;
            from = next;
        }
        return count;
    }

    /** Spends what the relaxation's choice leaves, the largest saving first: a better start leaves more of the search undone. */
    private void fill(long budget) {
        long left = budget;
        for (int i = 0; i < items; i++) {
            left -= energy[i * WAYS + best[i]];
        }
        while (true) {
            double most = 0;
            int item = -1;
            int to = -1;
            for (int i = 0; i < items; i++) {
                int from = i * WAYS + best[i];
                for (int k = i * WAYS; k < (i + 1) * WAYS; k++) {
                    if (cost[from] - cost[k] > most && energy[k] - energy[from] <= left) {
                        most = cost[from] - cost[k];
                        item = i;
                        to = k;
                    }
                }
            }
            if (item < 0) {
                return;
            }
            left -= energy[to] - energy[item * WAYS + best[item]];
            best[item] = to - item * WAYS;
            bestCost -= most;
        }
    }

    /** Sorts each item's ways by reduced cost, and the items by what the second best way costs more: wrong ones are left early. */
    private void sort() {
        for (int i = 0; i < items; i++) {
            int first = i * WAYS;
            for (int k = 0; k < WAYS; k++) {
                double reduced = cost[first + k] + energyPrice * energy[first + k];
                int at = first + k;
                while (at > first && sortedReduced[at - 1] > reduced) {
                    sortedReduced[at] = sortedReduced[at - 1];
                    sortedWay[at] = sortedWay[at - 1];
                    at--;
                }
                sortedReduced[at] = reduced;
                sortedWay[at] = k;
            }
            double regret = sortedReduced[first + 1] == Double.POSITIVE_INFINITY
                    ? Double.MAX_VALUE
                    : sortedReduced[first + 1] - sortedReduced[first];
            int at = i;
            while (at > 0 && segmentSlope[at - 1] < regret) {
                segmentSlope[at] = segmentSlope[at - 1];
                order[at] = order[at - 1];
                at--;
            }
            segmentSlope[at] = regret;
            order[at] = i;
        }
        restReduced[items] = 0;
        for (int i = items - 1; i >= 0; i--) {
            restReduced[i] = restReduced[i + 1] + sortedReduced[order[i] * WAYS];
        }
    }

    private void descend(int depth, double spent, long left) {
        if (depth == items) {
            bestCost = spent;
            for (int i = 0; i < items; i++) {
                best[order[i]] = trial[i];
            }
            goal = bestCost - slackRatio * Math.abs(bestCost);
            return;
        }
        int first = order[depth] * WAYS;
        double base = spent - energyPrice * left + restReduced[depth + 1];
        for (int n = first; n < first + WAYS; n++) {
            if (base + sortedReduced[n] >= goal || steps++ >= MOST_STEPS) {
                return;
            }
            int way = sortedWay[n];
            long nowLeft = left - energy[first + way];
            double nowSpent = spent + cost[first + way];
            // At the end the bound is the cost itself, but for rounding.
            if (nowLeft >= 0 && (depth + 1 < items || nowSpent < bestCost)) {
                trial[depth] = way;
                descend(depth + 1, nowSpent, nowLeft);
            }
        }
    }
}
