package space.penumbra.domain.planning.engine;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Solves a problem region by region and lets what found no place spill over into the others: the dearest capped or paused workload first,
 * once. A region sees only its own sources and targets. Stateless and thread-safe.
 */
public final class Partition {

    /** A workload that pays less is not offered to other regions, in weighted GPU-hours. */
    private static final double WORTH_SPILLING = 0.1;

    private final Problem whole;
    private final int[] regionOfSource;
    private final int[] regionOfNode;
    private final int[] pick;

    private Partition(Problem whole, int[] regionOfSource, int[] regionOfNode) {
        this.whole = whole;
        this.regionOfSource = regionOfSource;
        this.regionOfNode = regionOfNode;
        pick = new int[whole.workloads];
        Arrays.fill(pick, Assignment.NONE);
    }

    /**
     * Solves by regions.
     *
     * @param effort for a region with so many sources
     * @param spill whether what found no place may go to other regions
     * @return the plan; its bound is 0, because bounds of regions say nothing of the whole
     */
    public static Solution solve(
            Problem whole, int[] regionOfSource, int[] regionOfNode, IntFunction<Effort> effort, boolean spill) {
        Partition partition = new Partition(whole, regionOfSource, regionOfNode);
        int regions = Arrays.stream(regionOfNode).max().orElse(-1) + 1;
        for (int region = 0; region < regions; region++) {
            partition.solve(region, effort);
        }
        Assignment plan = new Assignment(whole);
        for (int w = 0; w < whole.workloads; w++) {
            plan.put(w, partition.pick[w]);
        }
        if (spill) {
            spill(plan);
        }
        return new Solution(plan.pick, plan.cost(), 0, 0, 0);
    }

    private void solve(int region, IntFunction<Effort> effort) {
        ProblemBuilder builder = new ProblemBuilder();
        int[] node = new int[whole.nodes];
        for (int n = 0; n < whole.nodes; n++) {
            if (regionOfNode[n] == region) {
                node[n] = builder.node(whole.freeGpus[n], whole.freeWatts[n], whole.arrivals[n]);
            }
        }
        Map<Integer, Integer> link = new HashMap<>();
        Numbers workloads = new Numbers();
        Numbers moves = new Numbers();
        for (int s = 0; s < whole.sources; s++) {
            if (regionOfSource[s] == region) {
                copySource(builder, s, region, node, link, workloads, moves);
            }
        }
        Problem part = builder.build();
        Solution solution = Engine.solve(part, effort.apply(part.sources));
        for (int w = 0; w < part.workloads; w++) {
            int local = solution.pick()[w];
            int original = workloads.get(w);
            pick[original] = local < Way.STAYS
                    ? local
                    : Way.STAYS + moves.get(part.moveStart[w] + local - Way.STAYS) - whole.moveStart[original];
        }
    }

    private void copySource(
            ProblemBuilder builder,
            int source,
            int region,
            int[] node,
            Map<Integer, Integer> link,
            Numbers workloads,
            Numbers moves) {
        int bucket = whole.bucket[source];
        builder.source(
                whole.energyWh[source], bucket < 0 ? 0 : Problem.BUCKET_SECONDS[bucket], whole.departures[source]);
        int[] route = new int[whole.routeStart[source + 1] - whole.routeStart[source]];
        for (int r = 0; r < route.length; r++) {
            int from = whole.routeStart[source] + r;
            route[r] = regionOfNode[whole.routeTarget[from]] == region ? copyRoute(builder, from, node, link) : -1;
        }
        for (int w = whole.workloadStart[source]; w < whole.workloadStart[source + 1]; w++) {
            workloads.add(w);
            int stays = w * Way.STAYS;
            builder.workload(
                    whole.gpus[w], whole.watts[w], whole.group[w], whole.stayCost[stays + Way.PAUSE.ordinal()]);
            for (Way way : Way.values()) {
                if (way != Way.MOVE && whole.stayCost[stays + way.ordinal()] < Double.POSITIVE_INFINITY) {
                    builder.stay(way, whole.stayCost[stays + way.ordinal()], whole.stayWh[stays + way.ordinal()]);
                }
            }
            for (int at = whole.moveStart[w]; at < whole.moveStart[w + 1]; at++) {
                int local = route[whole.moveRoute[at] - whole.routeStart[source]];
                if (local >= 0) {
                    builder.move(local, whole.moveCost[at], whole.moveMegabytes[at]);
                    moves.add(at);
                }
            }
        }
    }

    private int copyRoute(ProblemBuilder builder, int route, int[] node, Map<Integer, Integer> link) {
        int hops = whole.pathStart[route + 1] - whole.pathStart[route];
        int[] path = new int[hops];
        for (int i = 0; i < hops; i++) {
            path[i] = link.computeIfAbsent(
                    whole.pathLink[whole.pathStart[route] + i],
                    original -> builder.link(
                            whole.linkMegabytes[original * Problem.BUCKETS] / (double) Problem.BUCKET_SECONDS[0]));
        }
        return builder.route(node[whole.routeTarget[route]], path, hops);
    }

    private static void spill(Assignment plan) {
        Problem p = plan.problem;
        Integer[] dearest = new Integer[p.workloads];
        int count = 0;
        for (int w = 0; w < p.workloads; w++) {
            boolean idle = plan.pick[w] > Way.RIDE.ordinal() && plan.pick[w] < Way.STAYS;
            if (idle && p.cost(w, plan.pick[w]) > WORTH_SPILLING) {
                dearest[count++] = w;
            }
        }
        Arrays.sort(dearest, 0, count, (a, b) -> Double.compare(p.cost(b, plan.pick[b]), p.cost(a, plan.pick[a])));
        for (int n = 0; n < count; n++) {
            int w = dearest[n];
            int now = plan.pick[w];
            plan.take(w);
            int best = now;
            for (int candidate = 0; candidate < Way.STAYS + p.moves(w); candidate++) {
                if (p.cost(w, candidate) < p.cost(w, best) && plan.fitsPick(w, candidate)) {
                    best = candidate;
                }
            }
            plan.put(w, best);
        }
    }
}
