package space.penumbra.cli.score;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import space.penumbra.cli.terminal.Table;
import space.penumbra.producers.twin.FleetTwin;
import space.penumbra.producers.twin.NodeDesign;
import space.penumbra.producers.twin.Scenario;

/** Runs the policies over the seeds and sets their scores side by side. Not thread-safe; the runs themselves go on in parallel. */
final class Scoreboard {

    /** Thresholds among which the reactive policy is given its best. */
    private static final double[] THRESHOLDS = {0.35, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9};

    /** A fixed begin where the scenario names none, so that equal commands give equal scores. */
    private static final Instant USUAL_START = Instant.parse("2026-06-21T00:00:00Z");

    private record Run(PolicyKind kind, double threshold) {}

    private final Scenario scenario;
    private final int nodes;
    private final Duration scored;
    private final List<PolicyKind> kinds;
    private final DoubleConsumer progress;
    private final Map<PolicyKind, Tally> totals = new EnumMap<>(PolicyKind.class);
    private final Map<Double, Tally> byThreshold = new TreeMap<>();
    private final List<Map<String, Object>> bySeed = new ArrayList<>();
    private boolean invariantsHold = true;

    Scoreboard(Scenario scenario, int nodes, Duration scored, List<PolicyKind> kinds, DoubleConsumer progress) {
        this.scenario = scenario;
        this.nodes = nodes;
        this.scored = scored;
        this.kinds = kinds;
        this.progress = progress;
    }

    /** Runs every policy on the tape of one seed. */
    void run(long seed, int done, int seeds) {
        Instant start = scenario.start() == null ? USUAL_START : scenario.start();
        List<NodeDesign> designs = FleetTwin.inProcess(nodes, seed, scenario, 10, start, new Silence())
                .designs();
        Trial trial = Trial.of(scenario, nodes, seed, start, scored, designs);
        List<Run> runs = new ArrayList<>();
        for (PolicyKind kind : kinds) {
            if (kind == PolicyKind.REACTIVE) {
                for (double threshold : THRESHOLDS) {
                    runs.add(new Run(kind, threshold));
                }
            } else {
                runs.add(new Run(kind, 0));
            }
        }
        double[] reached = new double[runs.size()];
        AtomicInteger turn = new AtomicInteger();
        List<Tally> tallies = IntStream.range(0, runs.size())
                .parallel()
                .mapToObj(i -> loop(trial, runs.get(i)).run(share -> {
                    reached[i] = share;
                    if (turn.incrementAndGet() % 20 == 0) {
                        report(reached, done, seeds);
                    }
                }))
                .toList();
        take(seed, runs, tallies);
    }

    private synchronized void report(double[] reached, int done, int seeds) {
        double sum = 0;
        for (double share : reached) {
            sum += share;
        }
        progress.accept((done + sum / reached.length) / seeds);
    }

    private void take(long seed, List<Run> runs, List<Tally> tallies) {
        Map<String, Object> own = new LinkedHashMap<>();
        own.put("seed", seed);
        for (int i = 0; i < runs.size(); i++) {
            Run run = runs.get(i);
            Tally tally = tallies.get(i);
            invariantsHold &= tally.invariantsHold();
            if (run.kind() == PolicyKind.REACTIVE) {
                byThreshold.computeIfAbsent(run.threshold(), any -> new Tally()).add(tally);
                own.put(run.kind().word() + " " + run.threshold(), tally.toMap());
            } else {
                totals.computeIfAbsent(run.kind(), any -> new Tally()).add(tally);
                own.put(run.kind().word(), tally.toMap());
            }
        }
        bySeed.add(own);
    }

    private ClosedLoop loop(Trial trial, Run run) {
        return switch (run.kind()) {
            case NONE -> new ClosedLoop(trial, scenario.unguarded(), twin -> Policy.NONE);
            case GUARD -> new ClosedLoop(trial, scenario, twin -> Policy.NONE);
            case REACTIVE -> new ClosedLoop(trial, scenario, twin -> new ReactivePolicy(run.threshold()));
            case PLANNER -> new ClosedLoop(trial, scenario, twin -> new PlannerPolicy(PlannerPolicy.LIVE));
            case CLAIRVOYANT -> new ClosedLoop(trial, scenario.boundless(), ClairvoyantPolicy::new);
        };
    }

    boolean invariantsHold() {
        return invariantsHold;
    }

    /** The threshold that lost least over all seeds; NaN if none was tried. */
    private double bestThreshold() {
        return byThreshold.entrySet().stream()
                .min((one, other) -> Double.compare(one.getValue().gpuHoursLost, other.getValue().gpuHoursLost))
                .map(Map.Entry::getKey)
                .orElse(Double.NaN);
    }

    private Tally tally(PolicyKind kind) {
        return kind == PolicyKind.REACTIVE ? byThreshold.get(bestThreshold()) : totals.get(kind);
    }

    /** Share of what the clairvoyant saves against doing nothing; NaN if either is missing. */
    private double shareOfClairvoyant(PolicyKind kind) {
        Tally none = totals.get(PolicyKind.NONE);
        Tally clairvoyant = totals.get(PolicyKind.CLAIRVOYANT);
        if (none == null || clairvoyant == null) {
            return Double.NaN;
        }
        return Tally.percent(
                none.gpuHoursLost - tally(kind).gpuHoursLost, none.gpuHoursLost - clairvoyant.gpuHoursLost);
    }

    void print(PrintWriter out) {
        Table table = new Table(
                "policy",
                "lost %",
                "GPU-h lost",
                "weighted",
                "moves",
                "inside",
                "in time %",
                "slack p1 s",
                "floor/1000 nh",
                "needless %",
                "ping-pong %",
                "of clairvoyant %",
                "trips",
                "plan ms",
                "lost/twice/copies");
        for (PolicyKind kind : kinds) {
            Tally tally = tally(kind);
            String name = kind == PolicyKind.REACTIVE ? "reactive " + bestThreshold() : kind.word();
            table.row(
                    name,
                    text(tally.lostPercent(), 2),
                    text(tally.gpuHoursLost, 1),
                    text(tally.weightedLost, 1),
                    tally.moves,
                    tally.rescues,
                    text(tally.beforeOnsetPercent(), 2),
                    text(tally.slackPercentile(1), 0),
                    text(tally.floorViolationsPer1000NodeHours(), 2),
                    text(tally.needlessPercent(), 2),
                    text(tally.pingPongPercent(), 2),
                    text(shareOfClairvoyant(kind), 2),
                    tally.thermalTrips,
                    text(tally.plans == 0 ? Double.NaN : tally.planMillis / tally.plans, 1),
                    tally.commandsLost + "/" + tally.commandsDuplicated + "/" + tally.twoLiveCopies);
        }
        table.print(out);
    }

    private static String text(double value, int digits) {
        return Double.isNaN(value) ? null : String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    /** Every move of every policy, one line each. */
    List<String> moves() {
        List<String> lines = new ArrayList<>();
        lines.add("policy," + MoveStory.HEADER);
        for (PolicyKind kind : kinds) {
            tally(kind).stories.forEach(story -> lines.add(kind.word() + "," + story.line()));
        }
        return lines;
    }

    Map<String, Object> toMap() {
        Map<String, Object> policies = new LinkedHashMap<>();
        for (PolicyKind kind : kinds) {
            Map<String, Object> map = tally(kind).toMap();
            if (kind == PolicyKind.REACTIVE) {
                map.put("thresholdRatio", bestThreshold());
                Map<String, Object> sweep = new LinkedHashMap<>();
                byThreshold.forEach((threshold, tally) -> sweep.put(
                        String.valueOf(threshold), Map.of("gpuHoursLost", tally.gpuHoursLost, "moves", tally.moves)));
                map.put("thresholds", sweep);
            }
            double share = shareOfClairvoyant(kind);
            map.put("shareOfClairvoyantPercent", Double.isNaN(share) ? null : share);
            policies.put(kind.word(), map);
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("policies", policies);
        map.put("runs", bySeed);
        return map;
    }
}
