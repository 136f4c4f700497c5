package space.penumbra.domain.planning.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;

/** Checks plans from the problem alone, and finds the best one of a tiny problem by trying every one. */
final class Oracle {

    private Oracle() {}

    /** Fails if a plan breaks any limit; sums everything up afresh, independent of the engine's own book-keeping. */
    static void assertFeasible(Problem p, int[] pick) {
        assertThat(violation(p, pick)).isEmpty();
    }

    static String violation(Problem p, int[] pick) {
        long[] energy = p.energyWh.clone();
        int[] gpus = p.freeGpus.clone();
        int[] watts = p.freeWatts.clone();
        int[] arrivals = p.arrivals.clone();
        long[] link = p.linkMegabytes.clone();
        Set<Long> homes = new HashSet<>();
        for (int w = 0; w < p.workloads; w++) {
            int source = p.sourceOf[w];
            if (pick[w] < Way.STAYS) {
                energy[source] -= p.stayWh[w * Way.STAYS + pick[w]];
                continue;
            }
            int at = p.moveStart[w] + pick[w] - Way.STAYS;
            int route = p.moveRoute[at];
            int target = p.routeTarget[route];
            gpus[target] -= p.gpus[w];
            watts[target] -= p.watts[w];
            arrivals[target]--;
            for (int i = p.pathStart[route]; i < p.pathStart[route + 1]; i++) {
                for (int b = p.bucket[source]; b < Problem.BUCKETS; b++) {
                    link[p.pathLink[i] * Problem.BUCKETS + b] -= p.moveMegabytes[at];
                }
            }
            if (p.group[w] >= 0 && !homes.add((long) p.group[w] << 32 | target)) {
                return "two of a group on node " + target;
            }
        }
        return below(energy, "energy")
                + below(link, "link")
                + below(gpus, "GPUs")
                + below(watts, "watts")
                + below(arrivals, "arrivals");
    }

    private static String below(long[] left, String what) {
        for (long value : left) {
            if (value < 0) {
                return what + " short by " + -value + "; ";
            }
        }
        return "";
    }

    private static String below(int[] left, String what) {
        return below(java.util.Arrays.stream(left).asLongStream().toArray(), what);
    }

    /** Cost of the best plan there is. */
    static double best(Problem p) {
        Assignment plan = new Assignment(p);
        return best(p, plan, 0, 0, Double.POSITIVE_INFINITY);
    }

    private static double best(Problem p, Assignment plan, int workload, double spent, double known) {
        if (spent >= known || workload == p.workloads) {
            return Math.min(spent, known);
        }
        double best = known;
        for (int pick = 0; pick < Way.STAYS + p.moves(workload); pick++) {
            if (plan.fitsPick(workload, pick)) {
                plan.put(workload, pick);
                best = best(p, plan, workload + 1, spent + p.cost(workload, pick), best);
                plan.take(workload);
            }
        }
        return best;
    }
}
