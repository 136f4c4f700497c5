package space.penumbra.domain.planning.engine;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Ruin and recreate (Shaw 1998; Schrimpf and others 2000): takes back the picks of a source that still pays much, of neighbours and of
 * whoever holds room at its targets, lets the sources pick again in another order, and keeps what is not dearer. One per thread.
 */
final class Search {

    /** A source that pays less has nothing to gain, in weighted GPU-hours above the least it could pay. */
    private static final double WORTH_LOOKING = 0.02;

    private static final int MOST_RUINED = 48;
    private static final double BLINKS = 0.06;

    private final Problem problem;
    private final Assignment plan;
    private final Dual dual;
    private final SourcePlacer placer;
    private final SplittableRandom random;
    private final int[] sources;
    private final double[] leastCost;
    private final int[] touched = new int[MOST_RUINED];
    private final int[] mark;
    private int[] ruined = new int[1024];
    private int[] before = new int[1024];
    private int round;
    private int sourceCount;
    private int ruinedCount;

    /** @param price what each move pays for what others want too, by move */
    Search(Assignment plan, Dual dual, float[] price, long seed) {
        this.problem = plan.problem;
        this.plan = plan;
        this.dual = dual;
        sources = dual.unsettled();
        placer = new SourcePlacer(plan, price);
        random = new SplittableRandom(seed);
        mark = new int[problem.workloads];
        leastCost = new double[problem.workloads];
        for (int w = 0; w < problem.workloads; w++) {
            double least = problem.moves(w) > 0 ? problem.moveCost[problem.moveStart[w]] : Double.POSITIVE_INFINITY;
            for (int way = 0; way < Way.STAYS; way++) {
                least = Math.min(least, problem.stayCost[w * Way.STAYS + way]);
            }
            leastCost[w] = least;
        }
    }

    /** Fills the plan: every workload without a pick gets one, source by source. */
    void complete(double weight) {
        for (int s : byDeadline()) {
            ruinedCount = 0;
            for (int w = problem.workloadStart[s]; w < problem.workloadStart[s + 1]; w++) {
                if (plan.pick[w] == Assignment.NONE) {
                    ruin(w);
                }
            }
            if (ruinedCount > 0) {
                placer.place(s, ruined, 0, ruinedCount, weight, 0, random);
            }
        }
    }

    private int[] byDeadline() {
        int[] order = new int[problem.sources];
        int at = 0;
        for (int bucket = -1; bucket < Problem.BUCKETS; bucket++) {
            for (int s = 0; s < problem.sources; s++) {
                if (problem.bucket[s] == bucket) {
                    order[at++] = s;
                }
            }
        }
        return order;
    }

    /** One round; returns by how much the plan became cheaper, 0 or more. */
    double round() {
        int source = sources[random.nextInt(sources.length)];
        if (excess(source) < WORTH_LOOKING) {
            return 0;
        }
        round++;
        sourceCount = 0;
        ruinedCount = 0;
        ruinSource(source);
        int neighbours = random.nextInt(4);
        for (int n = 0; n < neighbours; n++) {
            int other = source + random.nextInt(-4, 5);
            if (other >= 0 && other < problem.sources && !dual.settled(other)) {
                ruinSource(other);
            }
        }
        ruinRivals(source);
        double old = 0;
        for (int i = 0; i < ruinedCount; i++) {
            before[i] = plan.pick[ruined[i]];
            old += problem.cost(ruined[i], before[i]);
        }
        for (int i = 0; i < ruinedCount; i++) {
            plan.take(ruined[i]);
        }
        recreate();
        double now = 0;
        for (int i = 0; i < ruinedCount; i++) {
            now += problem.cost(ruined[i], plan.pick[ruined[i]]);
        }
        if (now <= old) {
            return old - now;
        }
        for (int i = 0; i < ruinedCount; i++) {
            plan.take(ruined[i]);
        }
        for (int i = 0; i < ruinedCount; i++) {
            plan.put(ruined[i], before[i]);
        }
        return 0;
    }

    private double excess(int source) {
        double sum = 0;
        for (int w = problem.workloadStart[source]; w < problem.workloadStart[source + 1]; w++) {
            sum += problem.cost(w, plan.pick[w]) - leastCost[w];
        }
        return sum;
    }

    private void ruinSource(int source) {
        for (int w = problem.workloadStart[source]; w < problem.workloadStart[source + 1]; w++) {
            ruin(w);
        }
    }

    private void ruin(int workload) {
        if (ruinedCount > 0 && round > 0 && mark[workload] == round) {
            return;
        }
        if (ruinedCount == ruined.length) {
            ruined = Arrays.copyOf(ruined, ruinedCount * 2);
            before = Arrays.copyOf(before, ruinedCount * 2);
        }
        mark[workload] = round;
        ruined[ruinedCount++] = workload;
    }

    /** Also takes back who holds room at targets that the source would like. */
    private void ruinRivals(int source) {
        int routes = problem.routeStart[source + 1] - problem.routeStart[source];
        if (routes == 0) {
            return;
        }
        int looks = 1 + random.nextInt(4);
        for (int n = 0; n < looks && ruinedCount < MOST_RUINED; n++) {
            int target = problem.routeTarget[problem.routeStart[source] + random.nextInt(routes)];
            for (int w = plan.firstArrival[target];
                    w != Assignment.NONE && ruinedCount < MOST_RUINED;
                    w = plan.nextArrival[w]) {
                ruin(w);
            }
        }
    }

    private void recreate() {
        // Some rounds heed the prices, some hardly: neither alone finds everything.
        double weight = random.nextDouble();
        int[] order = sourcesInRandomOrder();
        int[] group = new int[ruinedCount];
        for (int n = 0; n < sourceCount; n++) {
            int count = 0;
            for (int i = 0; i < ruinedCount; i++) {
                if (problem.sourceOf[ruined[i]] == order[n]) {
                    group[count++] = ruined[i];
                }
            }
            placer.place(order[n], group, 0, count, weight, BLINKS, random);
        }
    }

    private int[] sourcesInRandomOrder() {
        int[] order = new int[ruinedCount];
        sourceCount = 0;
        for (int i = 0; i < ruinedCount; i++) {
            int source = problem.sourceOf[ruined[i]];
            boolean known = false;
            for (int n = 0; n < sourceCount && !known; n++) {
                known = order[n] == source;
            }
            if (!known) {
                order[sourceCount++] = source;
            }
        }
        for (int n = sourceCount - 1; n > 0; n--) {
            int other = random.nextInt(n + 1);
            int swap = order[n];
            order[n] = order[other];
            order[other] = swap;
        }
        return order;
    }
}
