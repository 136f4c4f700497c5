package space.penumbra.domain.planning.engine;

import java.util.SplittableRandom;

/**
 * Picks for workloads of one source together: the best move of each that still fits, then the energy knapsack over moves and stays. Where
 * two of them want the same room, the one that would be dearer to pause gets it and the rest is chosen again. One per thread.
 */
final class SourcePlacer {

    private final Assignment plan;
    /** What each move pays for what others want too, by move. */
    private final float[] price;

    private final EnergyChoice knapsack = new EnergyChoice(1e-3);
    private int[] open = new int[64];
    private int[] move = new int[64];

    SourcePlacer(Assignment plan, float[] price) {
        this.plan = plan;
        this.price = price;
    }

    /**
     * Gives every listed workload a pick.
     *
     * @param source their source
     * @param workloads those without a pick, from an index on
     * @param weight how much prices count, 0 to look at costs alone
     * @param blinks chance to overlook a move, so that searches differ; 0 for none
     */
    void place(
            int source, int[] workloads, int from, int count, double weight, double blinks, SplittableRandom random) {
        if (count > open.length) {
            open = new int[count * 2];
            move = new int[count * 2];
        }
        System.arraycopy(workloads, from, open, 0, count);
        int left = count;
        while (left > 0) {
            knapsack.begin(left);
            for (int i = 0; i < left; i++) {
                offer(i, open[i], weight, blinks, random);
            }
            knapsack.solve(plan.energyLeft[source]);
            int conflicts = putMoves(left);
            if (conflicts == 0) {
                putStays(left);
                return;
            }
            left = keepUnplaced(left);
        }
    }

    private void offer(int item, int workload, double weight, double blinks, SplittableRandom random) {
        Problem p = plan.problem;
        for (int way = 0; way < Way.STAYS; way++) {
            double cost = p.stayCost[workload * Way.STAYS + way];
            if (cost < Double.POSITIVE_INFINITY) {
                knapsack.set(item, way, cost, p.stayWh[workload * Way.STAYS + way]);
            }
        }
        double pause = p.stayCost[workload * Way.STAYS + Way.PAUSE.ordinal()];
        int first = p.moveStart[workload];
        int chosen = -1;
        double least = pause;
        for (int at = first, end = p.moveStart[workload + 1]; at < end && p.moveCost[at] < least; at++) {
            double cost = p.moveCost[at];
            if (weight > 0) {
                cost += weight * price[at];
            }
            if (cost < least && (blinks == 0 || random.nextDouble() >= blinks) && plan.fits(workload, at - first)) {
                least = cost;
                chosen = at - first;
            }
        }
        move[item] = chosen;
        if (chosen >= 0) {
            knapsack.set(item, Way.STAYS, least, 0);
        }
    }

    /** Puts the moves that were chosen, the dearest to pause first; returns how many found their room taken. */
    private int putMoves(int count) {
        int conflicts = 0;
        Problem p = plan.problem;
        for (int done = 0; done < count; done++) {
            int next = -1;
            double dearest = -1;
            for (int i = 0; i < count; i++) {
                double pause = p.stayCost[open[i] * Way.STAYS + Way.PAUSE.ordinal()];
                if (knapsack.chosen(i) == Way.STAYS && move[i] >= 0 && pause > dearest) {
                    dearest = pause;
                    next = i;
                }
            }
            if (next < 0) {
                break;
            }
            if (plan.fits(open[next], move[next])) {
                plan.put(open[next], Way.STAYS + move[next]);
            } else {
                conflicts++;
            }
            move[next] = -1;
        }
        return conflicts;
    }

    private void putStays(int count) {
        for (int i = 0; i < count; i++) {
            if (plan.pick[open[i]] == Assignment.NONE) {
                plan.put(open[i], knapsack.chosen(i));
            }
        }
    }

    private int keepUnplaced(int count) {
        int left = 0;
        for (int i = 0; i < count; i++) {
            if (plan.pick[open[i]] == Assignment.NONE) {
                open[left++] = open[i];
            }
        }
        return left;
    }
}
