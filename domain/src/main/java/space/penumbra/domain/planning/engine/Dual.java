package space.penumbra.domain.planning.engine;

import java.util.Arrays;

/**
 * The Lagrangian dual of a region: what all sources together compete for has a price, and each source chooses for itself under its exact
 * energy knapsack. Every set of prices gives a lower bound of what any plan costs. Prices climb by Polyak's step (Polyak 1969) along a
 * deflected subgradient (Camerini, Fratta and Maffioli 1975). One per thread.
 *
 * <p>Anti-affinity and the number of arrivals are left out, which can only lower the bound.
 */
final class Dual {

    /** Units of the three kinds of goods, so that a step means the same for all: one GPU with its power and its state. */
    private static final double GPU_UNIT = 1;

    private static final double WATT_UNIT = 1300;
    private static final double MEGABYTE_UNIT = 60_000;

    private static final double DEFLECTION = 0.5;
    private static final int BAD_STEPS = 4;

    private final Problem problem;
    private final Prices prices;
    private final Prices best;
    private final EnergyChoice knapsack = new EnergyChoice();
    private final int[] move;
    private final boolean[] settled;
    private final double settledCost;
    private final Goods gpus;
    private final Goods watts;
    private final Goods megabytes;
    private double bound = Double.NEGATIVE_INFINITY;
    private double theta = 1;
    private int bad;

    /** Picks of the newest prices, by workload. */
    final int[] pick;

    Dual(Problem problem) {
        this.problem = problem;
        prices = new Prices(problem);
        best = new Prices(problem);
        pick = new int[problem.workloads];
        move = new int[mostWorkloads(problem)];
        settled = new boolean[problem.sources];
        settledCost = settle();
        gpus = new Goods(problem.freeGpus, prices.gpu, GPU_UNIT);
        watts = new Goods(problem.freeWatts, prices.watt, WATT_UNIT);
        megabytes = new Goods(problem.linkMegabytes, prices.link, MEGABYTE_UNIT);
    }

    private static int mostWorkloads(Problem problem) {
        int most = 0;
        for (int s = 0; s < problem.sources; s++) {
            most = Math.max(most, problem.workloadStart[s + 1] - problem.workloadStart[s]);
        }
        return most;
    }

    /** Sources whose workloads all ride at the least of all costs need no price, ever. */
    private double settle() {
        double sum = 0;
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
            sum += settled[s] ? cost : 0;
        }
        return sum;
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

    /** The best bound so far. */
    double bound() {
        return bound;
    }

    /** The prices of the best bound, ready for use. */
    Prices bestPrices() {
        best.refresh();
        return best;
    }

    /**
     * One round: every source chooses under the prices, the bound is taken, the prices move.
     *
     * @param planCost cost of the best plan so far, which says how long the step may be
     */
    void step(double planCost) {
        prices.refresh();
        gpus.clear();
        watts.clear();
        megabytes.clear();
        double sum = settledCost;
        double size = settledCost;
        for (int s = 0; s < problem.sources; s++) {
            if (!settled[s]) {
                double value = choose(s);
                sum += value;
                size += Math.abs(value);
            }
        }
        double paid = gpus.worth() + watts.worth() + megabytes.worth();
        // Far more than the sums can have lost to rounding, far less than anybody looks at.
        double value = sum - paid - 1e-9 * (size + paid);
        judge(value);
        double norm = gpus.norm() + watts.norm() + megabytes.norm();
        if (norm > 0 && planCost > value) {
            double length = theta * (planCost - value) / norm;
            gpus.move(length);
            watts.move(length);
            megabytes.move(length);
        }
    }

    private void judge(double value) {
        if (value > bound) {
            bound = value;
            best.copyFrom(prices);
            bad = 0;
        } else if (++bad >= BAD_STEPS) {
            bad = 0;
            theta /= 2;
            prices.copyFrom(best);
            gpus.forget();
            watts.forget();
            megabytes.forget();
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
            if (way == Way.STAYS) {
                use(first + i, move[i], p.bucket[source]);
            }
        }
        return value;
    }

    private void use(int workload, int at, int bucket) {
        Problem p = problem;
        int route = p.moveRoute[at];
        gpus.use(p.routeTarget[route], p.gpus[workload]);
        watts.use(p.routeTarget[route], p.watts[workload]);
        for (int i = p.pathStart[route], end = p.pathStart[route + 1]; i < end; i++) {
            for (int b = bucket; b < Problem.BUCKETS; b++) {
                megabytes.use(p.pathLink[i] * Problem.BUCKETS + b, p.moveMegabytes[at]);
            }
        }
    }

    /** One kind of goods: what there is, what is wanted, its prices and the way they were moving. */
    private static final class Goods {

        private final double[] capacity;
        private final double[] wanted;
        private final double[] price;
        private final double[] direction;
        private final double unit;

        Goods(int[] capacity, double[] price, double unit) {
            this(Arrays.stream(capacity).asDoubleStream().toArray(), price, unit);
        }

        Goods(long[] capacity, double[] price, double unit) {
            this(Arrays.stream(capacity).asDoubleStream().toArray(), price, unit);
        }

        private Goods(double[] capacity, double[] price, double unit) {
            this.capacity = capacity;
            this.price = price;
            this.unit = unit;
            wanted = new double[capacity.length];
            direction = new double[capacity.length];
        }

        void clear() {
            Arrays.fill(wanted, 0);
        }

        void forget() {
            Arrays.fill(direction, 0);
        }

        void use(int index, double amount) {
            wanted[index] += amount;
        }

        /** What everything there is would earn at these prices. */
        double worth() {
            double sum = 0;
            for (int i = 0; i < price.length; i++) {
                sum += price[i] * capacity[i];
            }
            return sum;
        }

        /** Turns the direction and returns the square of its length, in units; prices that would fall below zero do not count. */
        double norm() {
            double sum = 0;
            for (int i = 0; i < price.length; i++) {
                double excess = (wanted[i] - capacity[i]) / unit;
                if (excess < 0 && price[i] == 0) {
                    direction[i] = 0;
                } else {
                    direction[i] = excess + DEFLECTION * direction[i];
                    sum += direction[i] * direction[i];
                }
            }
            return sum;
        }

        void move(double length) {
            for (int i = 0; i < price.length; i++) {
                if (direction[i] != 0) {
                    price[i] = Math.max(0, price[i] + length * direction[i] / unit);
                }
            }
        }
    }
}
