package space.penumbra.domain.planning.engine;

import java.util.Arrays;

/**
 * A plan in the making: a pick for each workload, and what is left at sources, targets and links. Nothing goes in that does not fit, and
 * what is taken out leaves exactly what was there before. One per thread.
 */
final class Assignment {

    static final int NONE = -1;

    final Problem problem;
    final int[] pick;
    final long[] energyLeft;
    final int[] gpusLeft;
    final int[] wattsLeft;
    final int[] arrivalsLeft;
    final int[] departuresLeft;

    /** First workload on its way to a node, and the next one after each; -1 ends the list. */
    final int[] firstArrival;

    final int[] nextArrival;

    /**
     * By link, one line of the cache: MB left in each bucket, and from {@link #FITS} on the least that is left in a bucket and all later ones, which is what
     * a move due in the bucket may take.
     */
    private final int[] link;

    private static final int LINE = 16;
    private static final int FITS = 8;

    Assignment(Problem problem) {
        this.problem = problem;
        pick = new int[problem.workloads];
        Arrays.fill(pick, NONE);
        energyLeft = problem.energyWh.clone();
        gpusLeft = problem.freeGpus.clone();
        wattsLeft = problem.freeWatts.clone();
        arrivalsLeft = problem.arrivals.clone();
        departuresLeft = problem.departures.clone();
        firstArrival = new int[problem.nodes];
        Arrays.fill(firstArrival, NONE);
        nextArrival = new int[problem.workloads];
        link = new int[problem.links * LINE];
        for (int l = 0; l < problem.links; l++) {
            for (int b = 0; b < Problem.BUCKETS; b++) {
                link[l * LINE + b] = (int) Math.min(Integer.MAX_VALUE, problem.linkMegabytes[l * Problem.BUCKETS + b]);
            }
            refit(l * LINE);
        }
    }

    /** Whether a workload that has no pick could take its j-th move. */
    boolean fits(int workload, int move) {
        Problem p = problem;
        int at = p.moveStart[workload] + move;
        int route = p.moveRoute[at];
        int target = p.routeTarget[route];
        return gpusLeft[target] >= p.gpus[workload]
                && wattsLeft[target] >= p.watts[workload]
                && arrivalsLeft[target] > 0
                && departuresLeft[p.sourceOf[workload]] > 0
                && linksFit(route, p.bucket[p.sourceOf[workload]], p.moveMegabytes[at])
                && apart(workload, target);
    }

    private boolean linksFit(int route, int bucket, int megabytes) {
        int[] pathLink = problem.pathLink;
        for (int i = problem.pathStart[route], end = problem.pathStart[route + 1]; i < end; i++) {
            if (link[pathLink[i] * LINE + FITS + bucket] < megabytes) {
                return false;
            }
        }
        return true;
    }

    private boolean apart(int workload, int target) {
        int group = problem.group[workload];
        if (group < 0) {
            return true;
        }
        for (int other : problem.members[group]) {
            if (other != workload && pick[other] != NONE && problem.target(other, pick[other]) == target) {
                return false;
            }
        }
        return true;
    }

    /** Whether a workload that has no pick could stay in a way. */
    boolean staysFit(int workload, int way) {
        return problem.stayCost[workload * Way.STAYS + way] < Double.POSITIVE_INFINITY
                && problem.stayWh[workload * Way.STAYS + way] <= energyLeft[problem.sourceOf[workload]];
    }

    boolean fitsPick(int workload, int candidate) {
        return candidate < Way.STAYS ? staysFit(workload, candidate) : fits(workload, candidate - Way.STAYS);
    }

    void put(int workload, int chosen) {
        pick[workload] = chosen;
        if (chosen < Way.STAYS) {
            energyLeft[problem.sourceOf[workload]] -= problem.stayWh[workload * Way.STAYS + chosen];
            return;
        }
        int at = problem.moveStart[workload] + chosen - Way.STAYS;
        int target = problem.routeTarget[problem.moveRoute[at]];
        reserve(workload, at, target, 1);
        nextArrival[workload] = firstArrival[target];
        firstArrival[target] = workload;
    }

    void take(int workload) {
        int chosen = pick[workload];
        pick[workload] = NONE;
        if (chosen < Way.STAYS) {
            energyLeft[problem.sourceOf[workload]] += problem.stayWh[workload * Way.STAYS + chosen];
            return;
        }
        int at = problem.moveStart[workload] + chosen - Way.STAYS;
        int target = problem.routeTarget[problem.moveRoute[at]];
        reserve(workload, at, target, -1);
        if (firstArrival[target] == workload) {
            firstArrival[target] = nextArrival[workload];
        } else {
            int before = firstArrival[target];
            while (nextArrival[before] != workload) {
                before = nextArrival[before];
            }
            nextArrival[before] = nextArrival[workload];
        }
    }

    private void reserve(int workload, int move, int target, int sign) {
        gpusLeft[target] -= sign * problem.gpus[workload];
        wattsLeft[target] -= sign * problem.watts[workload];
        arrivalsLeft[target] -= sign;
        departuresLeft[problem.sourceOf[workload]] -= sign;
        int megabytes = sign * problem.moveMegabytes[move];
        int bucket = problem.bucket[problem.sourceOf[workload]];
        int route = problem.moveRoute[move];
        for (int i = problem.pathStart[route], end = problem.pathStart[route + 1]; i < end; i++) {
            int first = problem.pathLink[i] * LINE;
            for (int b = bucket; b < Problem.BUCKETS; b++) {
                link[first + b] -= megabytes;
            }
            refit(first);
        }
    }

    private void refit(int first) {
        int least = Integer.MAX_VALUE;
        for (int at = first + Problem.BUCKETS - 1; at >= first; at--) {
            least = Math.min(least, link[at]);
            link[at + FITS] = least;
        }
    }

    /** Weighted GPU-hours of all picks, summed afresh. */
    double cost() {
        double sum = 0;
        for (int w = 0; w < problem.workloads; w++) {
            sum += problem.cost(w, pick[w]);
        }
        return sum;
    }
}
