package space.penumbra.domain.planning.engine;

import java.util.Arrays;

/**
 * The Lagrangian dual of a region: what all sources together compete for has a price, and each source chooses for itself under its exact
 * energy knapsack. Every set of prices gives a lower bound of what any plan costs, so the bound holds whatever way prices move. One per
 * thread.
 *
 * <p>Anti-affinity and the number of arrivals are left out, which can only lower the bound.
 */
final class Dual {

    private static final double WATT_UNIT = 1300;
    private static final double MEGABYTE_UNIT = 120_000;

    /** First step of a GPU's price, as a share of what its pause costs on average; later steps are shorter. */
    private static final double FIRST_STEP_RATIO = 0.04;

    private static final double STEPS_TO_HALF = 8;

    private final Problem problem;
    private final Prices prices;
    private final Prices best;
    private final EnergyChoice knapsack = new EnergyChoice(1e-4);
    private final int[] move;
    private final boolean[] settled;
    private final int[] unsettled;
    private final Goods gpus;
    private final Goods watts;
    private final Goods megabytes;

    /** By link times bucket: wanted by moves due in the bucket alone. */
    private final double[] due;

    private final int[] dueLinks;
    private final boolean[] isDue;
    private final double firstStep;
    private double settledCost;
    private double bound = Double.NEGATIVE_INFINITY;
    private int steps;

    /** Picks of the newest prices, by workload. */
    final int[] pick;

    Dual(Problem problem) {
        this.problem = problem;
        prices = new Prices(problem);
        best = new Prices(problem);
        pick = new int[problem.workloads];
        move = new int[mostWorkloads(problem)];
        settled = new boolean[problem.sources];
        unsettled = settle();
        gpus = new Goods(Arrays.stream(problem.freeGpus).asDoubleStream().toArray(), prices.gpu, 1);
        watts = new Goods(Arrays.stream(problem.freeWatts).asDoubleStream().toArray(), prices.watt, WATT_UNIT);
        megabytes =
                new Goods(Arrays.stream(problem.linkMegabytes).asDoubleStream().toArray(), prices.link, MEGABYTE_UNIT);
        due = new double[problem.links * Problem.BUCKETS];
        dueLinks = new int[problem.links];
        isDue = new boolean[problem.links];
        long atStake = 1;
        for (int gpu : problem.gpus) {
            atStake += gpu;
        }
        firstStep = FIRST_STEP_RATIO * problem.costOfPausingAll() / atStake;
    }

    private static int mostWorkloads(Problem problem) {
        int most = 0;
        for (int s = 0; s < problem.sources; s++) {
            most = Math.max(most, problem.workloadStart[s + 1] - problem.workloadStart[s]);
        }
        return most;
    }

    /** Sources whose workloads all stay at the least of all costs need no price, ever. Returns the others. */
    private int[] settle() {
        Numbers others = new Numbers();
        for (int s = 0; s < problem.sources; s++) {
            long left = problem.energyWh[s];
            double cost = 0;
            boolean clear = true;
            for (int w = problem.workloadStart[s]; w < problem.workloadStart[s + 1]; w++) {
                int way = cheapestStay(w);
                double least = problem.stayCost[w * Way.STAYS + way];
                clear &= problem.moves(w) == 0 || problem.moveCost[problem.moveStart[w]] >= least;
                left -= problem.stayWh[w * Way.STAYS + way];
                cost += least;
                pick[w] = way;
            }
            settled[s] = clear && left >= 0;
            settledCost += settled[s] ? cost : 0;
            if (!settled[s]) {
                others.add(s);
            }
        }
        return others.toArray();
    }

    private int cheapestStay(int workload) {
        int way = 0;
        for (int k = 1; k < Way.STAYS; k++) {
            if (problem.stayCost[workload * Way.STAYS + k] < problem.stayCost[workload * Way.STAYS + way]) {
                way = k;
            }
        }
        return way;
    }

    boolean settled(int source) {
        return settled[source];
    }

    /** Sources that have something to decide. */
    int[] unsettled() {
        return unsettled;
    }

    /** The best bound so far; before the first step, what the settled sources cost, as if the others cost nothing. */
    double bound() {
        return bound == Double.NEGATIVE_INFINITY ? settledCost - 1e-9 * Math.abs(settledCost) : bound;
    }

    /** The prices of the best bound, ready for use. */
    Prices bestPrices() {
        best.refresh();
        return best;
    }

    /** One round: every source chooses under the prices, the bound is taken, the prices move. */
    void step() {
        gpus.clear();
        watts.clear();
        megabytes.clear();
        double sum = settledCost;
        double size = Math.abs(settledCost);
        int links = 0;
        for (int s : unsettled) {
            prices.refreshRoutes(s);
            double value = choose(s);
            sum += value;
            size += Math.abs(value);
            links = use(s, links);
        }
        cumulate(links);
        double paid = gpus.worth() + watts.worth() + megabytes.worth();
        // Far more than the sums can have lost to rounding, far less than anybody looks at.
        double value = sum - paid - 1e-9 * (size + paid);
        if (value > bound) {
            bound = value;
            best.copyFrom(prices);
        }
        double step = firstStep / (1 + steps++ / STEPS_TO_HALF);
        gpus.move(step);
        watts.move(step);
        megabytes.move(step);
        for (int n = 0; n < megabytes.count(); n++) {
            prices.refreshLink(megabytes.get(n) / Problem.BUCKETS);
        }
    }

    private double choose(int source) {
        Problem p = problem;
        int first = p.workloadStart[source];
        int count = p.workloadStart[source + 1] - first;
        knapsack.begin(count);
        for (int i = 0; i < count; i++) {
            int w = first + i;
            for (int way = 0; way < Way.STAYS; way++) {
                knapsack.set(i, way, p.stayCost[w * Way.STAYS + way], p.stayWh[w * Way.STAYS + way]);
            }
            double least = p.stayCost[w * Way.STAYS + Way.PAUSE.ordinal()];
            int chosen = -1;
            for (int at = p.moveStart[w], end = p.moveStart[w + 1]; at < end && p.moveCost[at] < least; at++) {
                double cost = p.moveCost[at] + prices.of(w, at);
                if (cost < least) {
                    least = cost;
                    chosen = at;
                }
            }
            move[i] = chosen;
            if (chosen >= 0) {
                knapsack.set(i, Way.STAYS, least, 0);
            }
        }
        double value = knapsack.solve(p.energyWh[source]);
        for (int i = 0; i < count; i++) {
            int way = knapsack.chosen(i);
            pick[first + i] = way < Way.STAYS ? way : Way.STAYS + move[i] - p.moveStart[first + i];
        }
        return value;
    }

    private int use(int source, int linksBefore) {
        Problem p = problem;
        int links = linksBefore;
        for (int w = p.workloadStart[source]; w < p.workloadStart[source + 1]; w++) {
            if (pick[w] < Way.STAYS) {
                continue;
            }
            int at = p.moveStart[w] + pick[w] - Way.STAYS;
            int route = p.moveRoute[at];
            gpus.use(p.routeTarget[route], p.gpus[w]);
            watts.use(p.routeTarget[route], p.watts[w]);
            for (int i = p.pathStart[route], end = p.pathStart[route + 1]; i < end; i++) {
                int link = p.pathLink[i];
                due[link * Problem.BUCKETS + p.bucket[source]] += p.moveMegabytes[at];
                if (!isDue[link]) {
                    isDue[link] = true;
                    dueLinks[links++] = link;
                }
            }
        }
        return links;
    }

    /** A move counts in its own bucket and in all later ones. */
    private void cumulate(int links) {
        for (int n = 0; n < links; n++) {
            int link = dueLinks[n];
            double sum = 0;
            for (int at = link * Problem.BUCKETS; at < (link + 1) * Problem.BUCKETS; at++) {
                sum += due[at];
                due[at] = 0;
                if (sum > 0) {
                    megabytes.use(at, sum);
                }
            }
            isDue[link] = false;
        }
    }
}
