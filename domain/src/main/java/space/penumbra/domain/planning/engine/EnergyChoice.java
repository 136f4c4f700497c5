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
    private double energyPrice;
    private double bestCost;
    private int steps;

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
     * @return a lower bound of the cost of any choice: the cost of the choice itself, unless the search ran out of steps
     */
    double solve(long budget) {
        if (cheapestFits(budget)) {
            return bestCost;
        }
        double relaxed = relax(budget);
        sortByRegret();
        restReduced[items] = 0;
        for (int i = items - 1; i >= 0; i--) {
            restReduced[i] = restReduced[i + 1] + leastReduced(order[i]);
        }
        steps = 0;
        descend(0, 0, 0, budget);
        return steps < MOST_STEPS ? bestCost : Math.min(bestCost, relaxed);
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

    /** Items whose choice matters most come first, so that wrong ones are left early. */
    private void sortByRegret() {
        for (int i = 0; i < items; i++) {
            double regret = regret(i);
            int at = i;
            while (at > 0 && segmentSlope[at - 1] < regret) {
                segmentSlope[at] = segmentSlope[at - 1];
                order[at] = order[at - 1];
                at--;
            }
            segmentSlope[at] = regret;
            order[at] = i;
        }
    }

    private double regret(int item) {
        double least = Double.POSITIVE_INFINITY;
        double second = Double.POSITIVE_INFINITY;
        for (int k = 0; k < WAYS; k++) {
            double reduced = reduced(item, k);
            if (reduced < least) {
                second = least;
                least = reduced;
            } else if (reduced < second) {
                second = reduced;
            }
        }
        return second == Double.POSITIVE_INFINITY ? 1e300 : second - least;
    }

    private double reduced(int item, int way) {
        return cost[item * WAYS + way] + energyPrice * energy[item * WAYS + way];
    }

    private double leastReduced(int item) {
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < WAYS; k++) {
            least = Math.min(least, reduced(item, k));
        }
        return least;
    }

    private void descend(int depth, double spent, long used, long budget) {
        if (depth == items) {
            if (spent < bestCost) {
                bestCost = spent;
                for (int i = 0; i < items; i++) {
                    best[order[i]] = trial[i];
                }
            }
            return;
        }
        int item = order[depth];
        int tried = 0;
        for (int n = 0; n < WAYS; n++) {
            int way = -1;
            double least = Double.POSITIVE_INFINITY;
            for (int k = 0; k < WAYS; k++) {
                double reduced = reduced(item, k);
                if ((tried & 1 << k) == 0 && reduced < least) {
                    least = reduced;
                    way = k;
                }
            }
            if (way < 0 || steps++ >= MOST_STEPS) {
                return;
            }
            tried |= 1 << way;
            long nowUsed = used + energy[item * WAYS + way];
            double bound = spent + energyPrice * (used - budget) + least + restReduced[depth + 1];
            if (bound >= bestCost - 1e-12 * Math.abs(bestCost)) {
                return;
            }
            if (nowUsed <= budget) {
                trial[depth] = way;
                descend(depth + 1, spent + cost[item * WAYS + way], nowUsed, budget);
            }
        }
    }
}
