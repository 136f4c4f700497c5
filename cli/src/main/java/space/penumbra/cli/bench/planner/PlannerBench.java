package space.penumbra.cli.bench.planner;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import space.penumbra.domain.planning.engine.Effort;
import space.penumbra.domain.planning.engine.Engine;
import space.penumbra.domain.planning.engine.FirstFit;
import space.penumbra.domain.planning.engine.Partition;
import space.penumbra.domain.planning.engine.Problem;
import space.penumbra.domain.planning.engine.Solution;
import space.penumbra.domain.planning.engine.Way;

/** Plans a synthetic fleet by several ways, on one thread, and re-plans one region after small changes. */
public final class PlannerBench {

    /** Rounds of search for each node at full effort. */
    private static final int SEARCH_ROUNDS_PER_NODE = 3;

    private static final int PRICE_ROUNDS = 40;

    /** A larger fleet is planned by regions alone: whole, it fits no cache. */
    private static final int MOST_UNDIVIDED = 50_000;

    /** Rounds of prices, and of search for each node, of a region of a fleet that is still planned whole, and of a larger one. */
    private static final int REGION_PRICE_ROUNDS = 24;

    private static final double REGION_SEARCH_ROUNDS = 2;
    private static final int QUICK_PRICE_ROUNDS = 16;
    private static final double QUICK_SEARCH_ROUNDS = 0.7;

    /** The fleet is built and planned in parts of so many nodes at most, so that memory stays bounded. */
    private static final int NODES_PER_PART = 200_000;

    private static final int REPLAN_NODES = 2_000;
    private static final int REPLAN_ROUNDS = 200;
    private static final int REPLAN_WARM_UP = 50;

    private final int nodes;
    private final long seed;
    private final int seconds;
    private final int regionPlanes;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    /**
     * @param seconds end the search of the fleet after this CPU time of the planning thread; 0 for a fixed number of rounds
     * @param regionPlanes planes in a region; 0 for one region
     */
    public PlannerBench(int nodes, long seed, int seconds, int regionPlanes) {
        this.nodes = nodes;
        this.seed = seed;
        this.seconds = seconds;
        this.regionPlanes = regionPlanes;
    }

    /**
     * One way of planning.
     *
     * @param cpuSeconds CPU time of the planning thread
     */
    public record Line(String name, double cost, double cpuSeconds, int[] ways) {}

    /**
     * What was measured.
     *
     * @param buildCpuSeconds candidates, paths and options
     * @param firstFeasibleMillis wall time from the problem to the first complete plan
     * @param replanMillis re-plans of a region of 2,000 nodes, p50, p99 and the longest, CPU time
     */
    public record Result(
            int nodes,
            long seed,
            int sources,
            int workloads,
            long options,
            double doNothing,
            double pauseAll,
            double bound,
            List<Line> lines,
            double buildCpuSeconds,
            double firstFeasibleMillis,
            double[] replanMillis) {

        public Line best() {
            return lines.stream().min(Comparator.comparingDouble(Line::cost)).orElseThrow();
        }

        /** Share of the avoidable cost that a plan avoids, in percent. */
        public double captured(Line line) {
            return 100 * (pauseAll - line.cost()) / (pauseAll - bound);
        }

        /** What the cost is above the bound, in percent of the bound. */
        public double gap(Line line) {
            return 100 * (line.cost() / bound - 1);
        }
    }

    /** Runs everything; a small fleet is planned first, so that the compiler has seen the code. */
    public Result run() {
        SyntheticFleet small = new SyntheticFleet(REPLAN_NODES, seed);
        Engine.solve(
                SyntheticRegion.of(small, seed, SyntheticRegion.Outlook.LOOK_AHEAD)
                        .problem(),
                Effort.rounds(60, 20_000));
        Sum sum = new Sum();
        int parts = (nodes + NODES_PER_PART - 1) / NODES_PER_PART;
        for (int part = 0; part < parts; part++) {
            int size = Math.min(NODES_PER_PART, nodes - part * NODES_PER_PART);
            plan(size, seed + 1000L * part, sum, (double) size / nodes);
        }
        return new Result(
                nodes,
                seed,
                sum.sources,
                sum.workloads,
                sum.options,
                sum.doNothing,
                sum.pauseAll,
                sum.bound,
                sum.lines,
                sum.buildSeconds,
                sum.firstMillis,
                replans(small));
    }

    private void plan(int size, long partSeed, Sum sum, double share) {
        SyntheticFleet fleet = new SyntheticFleet(size, partSeed);
        sum.begin();
        sum.add("naive: nearest fit", firstFit(fleet, partSeed, SyntheticRegion.Outlook.NEAREST, false));
        sum.add(
                "rules: ride, else nearest fit, else pause",
                firstFit(fleet, partSeed, SyntheticRegion.Outlook.NEAREST_LIT, true));
        double start = cpuSeconds();
        SyntheticRegion.Instance instance = SyntheticRegion.of(fleet, partSeed, SyntheticRegion.Outlook.LOOK_AHEAD);
        sum.buildSeconds += cpuSeconds() - start;
        Problem problem = instance.problem();
        sum.describe(instance);
        long begun = System.nanoTime();
        Timed greedy = timed(() -> Engine.solve(problem, Effort.FIRST));
        sum.firstMillis += (System.nanoTime() - begun) / 1e6;
        sum.add("look-ahead greedy", greedy);
        Timed priced = timed(() -> Engine.solve(problem, Effort.rounds(PRICE_ROUNDS, 0)));
        double bound = priced.solution().bound();
        sum.add("greedy and prices", priced);
        if (size <= MOST_UNDIVIDED || regionPlanes == 0) {
            Timed full = timed(() -> Engine.solve(problem, effort(size, share)));
            bound = Math.max(bound, full.solution().bound());
            sum.add("greedy, prices and search", full);
        }
        sum.bound += bound;
        if (regionPlanes > 0) {
            int[] regionOfNode = regions(fleet);
            int[] regionOfSource = Arrays.stream(instance.sourceNodes())
                    .map(node -> regionOfNode[node])
                    .toArray();
            for (boolean spill : new boolean[] {false, true}) {
                sum.add(
                        String.format(
                                Locale.ROOT,
                                "regions of %d planes%s",
                                regionPlanes,
                                spill ? " with spill-over" : " alone"),
                        timed(() -> Partition.solve(
                                problem,
                                regionOfSource,
                                regionOfNode,
                                sources -> regionEffort(size, (double) sources / Math.max(1, problem.sources())),
                                spill)));
            }
        }
    }

    private Effort regionEffort(int size, double share) {
        boolean quick = nodes > MOST_UNDIVIDED;
        double rounds = (quick ? QUICK_SEARCH_ROUNDS : REGION_SEARCH_ROUNDS) * size * share;
        return Effort.rounds(quick ? QUICK_PRICE_ROUNDS : REGION_PRICE_ROUNDS, Math.round(rounds));
    }

    private Timed firstFit(SyntheticFleet fleet, long partSeed, SyntheticRegion.Outlook outlook, boolean checkBattery) {
        Problem problem = SyntheticRegion.of(fleet, partSeed, outlook).problem();
        return timed(() -> FirstFit.solve(problem, checkBattery));
    }

    private Effort effort(int size, double share) {
        if (seconds == 0) {
            return Effort.rounds(PRICE_ROUNDS, (long) SEARCH_ROUNDS_PER_NODE * size);
        }
        double end = cpuSeconds() + seconds * share;
        BooleanSupplier expired = () -> cpuSeconds() >= end;
        return new Effort(PRICE_ROUNDS, Long.MAX_VALUE, expired, 1);
    }

    private int[] regions(SyntheticFleet fleet) {
        int[] region = new int[fleet.nodes];
        // No region holds planes of both shells: nothing moves between them.
        int first = (fleet.sunSynchronousPlanes + regionPlanes - 1) / regionPlanes;
        for (int node = 0; node < fleet.nodes; node++) {
            int plane = fleet.plane(node);
            region[node] = plane < fleet.sunSynchronousPlanes
                    ? plane / regionPlanes
                    : first + (plane - fleet.sunSynchronousPlanes) / regionPlanes;
        }
        return region;
    }

    /** Plans a region again and again after three batteries and two targets turned out otherwise. CPU milliseconds of each. */
    private double[] replans(SyntheticFleet fleet) {
        Problem problem = SyntheticRegion.of(fleet, seed, SyntheticRegion.Outlook.LOOK_AHEAD)
                .problem();
        Solution plan = Engine.solve(problem, Effort.rounds(PRICE_ROUNDS, 6_000));
        double[] millis = new double[REPLAN_ROUNDS];
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = -REPLAN_WARM_UP; round < REPLAN_ROUNDS; round++) {
            for (int n = 0; n < 3; n++) {
                fleet.batteryShare[random.nextInt(fleet.nodes)] *= 0.7;
            }
            for (int n = 0; n < 2; n++) {
                int node = random.nextInt(fleet.nodes);
                fleet.flagged[node] = !fleet.flagged[node];
            }
            double start = cpuSeconds();
            Problem next = SyntheticRegion.of(fleet, seed, SyntheticRegion.Outlook.LOOK_AHEAD)
                    .problem();
            plan = Engine.solve(next, carriedOver(problem, plan, next), Effort.rounds(8, 1_000));
            if (round >= 0) {
                millis[round] = (cpuSeconds() - start) * 1000;
            }
            problem = next;
        }
        Arrays.sort(millis);
        return new double[] {millis[REPLAN_ROUNDS / 2], millis[REPLAN_ROUNDS * 99 / 100], millis[REPLAN_ROUNDS - 1]};
    }

    private static int[] carriedOver(Problem before, Solution plan, Problem now) {
        int[] picks = plan.pick().clone();
        for (int w = 0; w < picks.length; w++) {
            int target = before.target(w, picks[w]);
            picks[w] = target < 0 ? picks[w] : now.pickOf(w, target);
        }
        return picks;
    }

    private double cpuSeconds() {
        return threads.getCurrentThreadCpuTime() / 1e9;
    }

    private Timed timed(Supplier<Solution> work) {
        double start = cpuSeconds();
        Solution solution = work.get();
        return new Timed(solution, cpuSeconds() - start);
    }

    private record Timed(Solution solution, double cpuSeconds) {}

    /** Adds up the parts of a fleet. */
    private static final class Sum {

        private final List<Line> lines = new ArrayList<>();
        private int line;
        private int sources;
        private int workloads;
        private long options;
        private double doNothing;
        private double pauseAll;
        private double bound;
        private double buildSeconds;
        private double firstMillis;

        void begin() {
            line = 0;
        }

        void describe(SyntheticRegion.Instance instance) {
            sources += instance.problem().sources();
            workloads += instance.problem().workloads();
            options += instance.problem().options();
            doNothing += instance.doNothingCost();
            pauseAll += instance.problem().costOfPausingAll();
        }

        void add(String name, Timed timed) {
            int[] ways = new int[Way.values().length];
            for (int pick : timed.solution().pick()) {
                ways[Way.of(pick).ordinal()]++;
            }
            Line now = new Line(name, timed.solution().cost(), timed.cpuSeconds(), ways);
            if (line == lines.size()) {
                lines.add(now);
            } else {
                Line before = lines.get(line);
                for (int way = 0; way < ways.length; way++) {
                    ways[way] += before.ways()[way];
                }
                lines.set(
                        line, new Line(name, before.cost() + now.cost(), before.cpuSeconds() + now.cpuSeconds(), ways));
            }
            line++;
        }
    }
}
