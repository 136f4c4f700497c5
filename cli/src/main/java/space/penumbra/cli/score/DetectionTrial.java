package space.penumbra.cli.score;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import space.penumbra.cli.terminal.Progress;
import space.penumbra.domain.residual.FalseAlarmBudget;
import space.penumbra.producers.twin.Scenario;

/** Flies a fleet with faults and a healthy one, in quiet and in a storm, with and without context and physics. */
final class DetectionTrial {

    static final String SCENARIO = "detection";
    static final double INTERVAL_SECONDS = 20;

    /** Models need their time to forget how they began. */
    private static final Duration WARM_UP = Duration.ofHours(3);

    private static final int FLIGHTS = 6;
    private static final int HEALTHY_FLIGHTS = 2;

    private final Scenario faults;
    private final int nodes;
    private final Duration length;
    private final FalseAlarmBudget budget;
    private final Progress progress;
    private final Map<String, FaultScore> scores = new LinkedHashMap<>();

    DetectionTrial(String scenario, int nodes, Duration length, double falseAlarms, Progress progress) {
        this.budget = new FalseAlarmBudget(falseAlarms);
        this.faults = scenario.equals(SCENARIO) ? detection() : Scenario.load(scenario);
        this.nodes = nodes;
        this.length = length;
        this.progress = progress;
    }

    private static Scenario detection() {
        return Scenario.of(SCENARIO, properties(SCENARIO));
    }

    /** The storm of March 2012 over a fleet in which nothing breaks. */
    private static Scenario healthyStorm() {
        Properties properties = new Properties();
        properties.setProperty("storm", "2012-03");
        properties.setProperty("storm.leadMinutes", "30");
        return Scenario.of("healthy storm", properties);
    }

    private static Properties properties(String name) {
        Properties properties = new Properties();
        try (InputStream in = DetectionTrial.class.getResourceAsStream(name + ".properties")) {
            properties.load(in);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + name + ".properties cannot be read: rebuild the cli", e);
        }
    }

    void run(long firstSeed, int seeds) {
        for (int i = 0; i < seeds; i++) {
            int flight = i * FLIGHTS;
            int flights = seeds * FLIGHTS;
            for (boolean physics : new boolean[] {true, false}) {
                String how = physics ? "all layers" : "limits without context or physics";
                fly("faults, " + how, faults, firstSeed + i, physics, flight++, flights);
                fly("healthy, " + how, Scenario.load("quiet"), firstSeed + i, physics, flight++, flights);
                fly("healthy in a storm, " + how, healthyStorm(), firstSeed + i, physics, flight++, flights);
            }
        }
    }

    /** The healthy fleets alone, under all layers: many node-days for a rate of false alarms that is near nothing. */
    void runHealthy(long firstSeed, int seeds) {
        for (int i = 0; i < seeds; i++) {
            int flight = i * HEALTHY_FLIGHTS;
            int flights = seeds * HEALTHY_FLIGHTS;
            fly("healthy, all layers", Scenario.load("quiet"), firstSeed + i, true, flight, flights);
            fly("healthy in a storm, all layers", healthyStorm(), firstSeed + i, true, flight + 1, flights);
        }
    }

    private void fly(String name, Scenario scenario, long seed, boolean physics, int flight, int flights) {
        WatchedFleet fleet =
                new WatchedFleet(scenario, nodes, seed, INTERVAL_SECONDS, physics ? budget : null, physics);
        fleet.fly(length, done -> progress.at(Math.round(1000 * (flight + done) / flights)));
        scores.computeIfAbsent(name, key -> new FaultScore())
                .add(fleet, fleet.begin.plus(WARM_UP), fleet.begin.plus(length));
    }

    void print(PrintWriter out) {
        scores.forEach((name, score) -> {
            if (!score.cells.isEmpty()) {
                out.printf(Locale.ROOT, "%n%s%n", name);
                out.printf(
                        "%-16s %-9s %6s %6s %7s %12s %8s%n",
                        "kind", "severity", "faults", "found", "recall", "median delay", "samples");
                score.cells.forEach((kind, row) -> row.forEach((severity, cell) -> out.printf(
                        Locale.ROOT,
                        "%-16s %-9s %6d %6d %7.2f %10.0f s %8.1f%n",
                        kind,
                        severity,
                        cell.faults,
                        cell.found,
                        (double) cell.found / cell.faults,
                        cell.medianSeconds(),
                        cell.medianSeconds() / INTERVAL_SECONDS)));
            }
        });
        out.printf(
                "%n%-54s %9s %6s %6s %9s %6s %14s%n",
                "flights", "node-days", "right", "side", "aftermath", "false", "a 1,000 node-");
        out.printf("%-54s %9s %6s %6s %9s %6s %14s%n", "", "", "", "effect", "", "", "days");
        scores.forEach((name, score) -> out.printf(
                Locale.ROOT,
                "%-54s %9.1f %6d %6d %9d %6d %14.2f%n",
                name,
                score.nodeDays,
                score.right,
                score.side,
                score.aftermath,
                score.wrong,
                score.perThousandNodeDays(score.wrong)));
        scores.forEach((name, score) -> out.printf("%n%s, alarms without a fault: %s%n", name, score.falseByRule));
        out.flush();
    }

    Map<String, Object> toMap() {
        Map<String, Object> all = new LinkedHashMap<>();
        scores.forEach((name, score) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("nodeDays", score.nodeDays);
            one.put("right", score.right);
            one.put("side", score.side);
            one.put("aftermath", score.aftermath);
            one.put("false", score.wrong);
            one.put("falseByResiduals", score.wrongResiduals);
            one.put("alarmsWithoutFault", score.falseByRule);
            score.cells.forEach((kind, row) -> row.forEach((severity, cell) -> {
                Map<String, Object> figures = new LinkedHashMap<>();
                figures.put("faults", cell.faults);
                figures.put("found", cell.found);
                figures.put("medianDelaySeconds", cell.found == 0 ? null : cell.medianSeconds());
                one.put(kind + " " + severity, figures);
            }));
            one.put("mistakes", score.mistakes);
            all.put(name, one);
        });
        return all;
    }
}
