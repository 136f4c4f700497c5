package space.penumbra.domain.planning.engine;

import java.util.Arrays;

/**
 * What a region must decide: threatened nodes (sources) with the energy that their workloads may take, what each workload could do, and
 * what targets and links still take. Structure of arrays, because a fleet has tens of millions of options; quantities are whole numbers
 * (GPUs, W, Wh, MB), so that adding and taking back is exact. Immutable and thread-safe; made by a {@link ProblemBuilder}.
 *
 * <p>A pick is a number: 0 to 3 for the {@linkplain Way stays}, 4 + j for the j-th move of the workload.
 */
public final class Problem {

    /** Ends of the nested time buckets of a link, in seconds from now. */
    static final int[] BUCKET_SECONDS = {60, 180, 360, 600, 900, 1260, 1680};

    static final int BUCKETS = BUCKET_SECONDS.length;

    final int sources;
    final int workloads;
    final int nodes;
    final int links;

    /** By source: its first workload, its first route, its energy in Wh and its deadline's bucket, -1 if none is left. */
    final int[] workloadStart;

    final int[] routeStart;
    final long[] energyWh;
    final byte[] bucket;

    /** By source: workloads of it that may move. */
    final int[] departures;

    /** By route: the target, and where its links begin. */
    final int[] routeTarget;

    final int[] pathStart;
    final int[] pathLink;

    /** By workload. A group is a number of workloads of which no two may be on one node; -1 is none. */
    final int[] sourceOf;

    final int[] gpus;
    final int[] watts;
    final int[] group;
    final int[] moveStart;

    /** By workload times four. Costs in weighted GPU-hours, infinite if it may not; energy in Wh. */
    final double[] stayCost;

    final int[] stayWh;

    /** By move, the cheapest of a workload first. */
    final int[] moveRoute;

    final double[] moveCost;
    final int[] moveMegabytes;

    /** By node: what it takes more. */
    final int[] freeGpus;

    final int[] freeWatts;
    final int[] arrivals;

    /** By link times bucket: MB until the bucket's end. */
    final long[] linkMegabytes;

    /** By group: its members. */
    final int[][] members;

    Problem(ProblemBuilder from) {
        sources = from.energyWh.size();
        workloads = from.gpus.size();
        nodes = from.freeGpus.size();
        links = from.linkMegabytes.size() / BUCKETS;
        workloadStart = from.workloadStart.closedBy(workloads);
        routeStart = from.routeStart.closedBy(from.routeTarget.size());
        energyWh = new long[sources];
        bucket = new byte[sources];
        for (int s = 0; s < sources; s++) {
            energyWh[s] = from.energyWh.get(s);
            bucket[s] = (byte) from.bucket.get(s);
        }
        routeTarget = from.routeTarget.toArray();
        pathStart = from.pathStart.closedBy(from.pathLink.size());
        pathLink = from.pathLink.toArray();
        sourceOf = new int[workloads];
        for (int s = 0; s < sources; s++) {
            Arrays.fill(sourceOf, workloadStart[s], workloadStart[s + 1], s);
        }
        gpus = from.gpus.toArray();
        watts = from.watts.toArray();
        group = from.group.toArray();
        moveStart = from.moveStart.closedBy(from.moveRoute.size());
        stayCost = from.stayCost.toArray();
        stayWh = from.stayWh.toArray();
        moveRoute = from.moveRoute.toArray();
        moveCost = from.moveCost.toArray();
        moveMegabytes = from.moveMegabytes.toArray();
        freeGpus = from.freeGpus.toArray();
        freeWatts = from.freeWatts.toArray();
        arrivals = from.arrivals.toArray();
        linkMegabytes = Arrays.stream(from.linkMegabytes.toArray())
                .mapToLong(megabytes -> (long) megabytes)
                .toArray();
        departures = from.departures.toArray();
        members = members(group);
    }

    private static int[][] members(int[] group) {
        int groups = Arrays.stream(group).max().orElse(-1) + 1;
        int[] sizes = new int[groups];
        for (int g : group) {
            if (g >= 0) {
                sizes[g]++;
            }
        }
        int[][] members = new int[groups][];
        for (int g = 0; g < groups; g++) {
            members[g] = new int[sizes[g]];
        }
        for (int w = group.length - 1; w >= 0; w--) {
            if (group[w] >= 0) {
                members[group[w]][--sizes[group[w]]] = w;
            }
        }
        return members;
    }

    public int sources() {
        return sources;
    }

    public int workloads() {
        return workloads;
    }

    public int nodes() {
        return nodes;
    }

    /** Everything that could be picked, moves and stays. */
    public int options() {
        int options = moveRoute.length;
        for (double cost : stayCost) {
            options += cost < Double.POSITIVE_INFINITY ? 1 : 0;
        }
        return options;
    }

    /** Weighted GPU-hours of a pick. */
    public double cost(int workload, int pick) {
        return pick < Way.STAYS
                ? stayCost[workload * Way.STAYS + pick]
                : moveCost[moveStart[workload] + pick - Way.STAYS];
    }

    /** Weighted GPU-hours if every workload is paused. */
    public double costOfPausingAll() {
        double sum = 0;
        for (int w = 0; w < workloads; w++) {
            sum += stayCost[w * Way.STAYS + Way.PAUSE.ordinal()];
        }
        return sum;
    }

    /** Index of the node that a pick moves the workload to, -1 if it stays. */
    public int target(int workload, int pick) {
        return pick < Way.STAYS ? -1 : routeTarget[moveRoute[moveStart[workload] + pick - Way.STAYS]];
    }

    /** The pick that moves a workload to a target, -1 if it has none. */
    public int pickOf(int workload, int target) {
        for (int at = moveStart[workload]; at < moveStart[workload + 1]; at++) {
            if (routeTarget[moveRoute[at]] == target) {
                return Way.STAYS + at - moveStart[workload];
            }
        }
        return -1;
    }

    /** First workload of a source; those of a source follow each other. */
    public int firstWorkload(int source) {
        return workloadStart[source];
    }

    /** Moves that a workload could make. */
    public int moves(int workload) {
        return moveStart[workload + 1] - moveStart[workload];
    }

    /** What a link carries by the end of a bucket. */
    double megabytesBy(int link, double bucketEndSeconds) {
        return linkMegabytes[link * BUCKETS + Arrays.binarySearch(BUCKET_SECONDS, (int) bucketEndSeconds)];
    }

    /** Wh that a pick takes from the source's battery. */
    int energy(int workload, int pick) {
        return pick < Way.STAYS ? stayWh[workload * Way.STAYS + pick] : 0;
    }
}
