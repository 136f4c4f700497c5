package space.penumbra.cli.score;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import space.penumbra.cli.terminal.JsonFile;
import space.penumbra.cli.terminal.Progress;
import space.penumbra.cli.terminal.UserError;
import space.penumbra.producers.twin.Scenario;

/** {@code penumbra score}: what the planner is worth, against doing nothing, a threshold, and one who knows everything. */
@Command(
        name = "score",
        description = {
            "Run the same simulated fleet, with the same faults, under several policies, and compare what is lost.",
            "",
            "none: the hardware cuts work off when a battery is down to half its floor. guard: the nodes pause work"
                    + " themselves just above the floor. reactive: a threshold of charge, at its best of several, with the"
                    + " guard. planner: the product. clairvoyant: the same planner with exact knowledge, boundless links"
                    + " and commands that never fail. The first 110 minutes do not count.",
            "",
            "With --detection nothing is decided: the fleet flies under the health monitor, whose alarms are compared with the"
                    + " faults when the flight is over. A fault counts if it shows for ten minutes, or for a revolution if the"
                    + " flight ends first; it is found by an alarm that may name it. Side effects are other alarms while it"
                    + " lasts, its aftermath those in the revolution after. The first three hours do not count."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit code 1 if a command was lost or carried out twice, or a workload lived twice.",
            "",
            "Example: penumbra score --scenario mixed --nodes 200 --hours 6 --seeds 5",
            "         penumbra score --detection --nodes 200 --hours 15 --seeds 2"
        })
public final class ScoreCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--policies",
            paramLabel = "NAME[,...]",
            split = ",",
            defaultValue = "none,reactive,planner,clairvoyant",
            description = "Who decides: none, guard, reactive, planner, clairvoyant (default: ${DEFAULT-VALUE}).")
    private List<String> policies;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "200",
            description = "Size of the fleet, 2 to 20000 (default: ${DEFAULT-VALUE}).")
    private int nodes;

    @Option(
            names = "--hours",
            paramLabel = "H",
            description =
                    "Event time that counts, above 0 to 48 (default: 6); with --detection the length of each flight,"
                            + " above 3 to 240 (default: 15).")
    private Double hours;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "First seed of everything that is drawn (default: 1; with --detection 11).")
    private Long seed;

    @Option(
            names = "--seeds",
            paramLabel = "K",
            defaultValue = "1",
            description = "How many seeds, counted on from the first, 1 to 100 (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(
            names = "--scenario",
            paramLabel = "NAME|FILE",
            description =
                    "The fleet and what goes wrong: mixed, sized, no-batteries, out-of-season, storm, chaos, detection (every"
                            + " kind of fault), any other scenario of the demo, or a properties file (default: mixed; with"
                            + " --detection detection).")
    private String scenario;

    @Option(names = "--detection", description = "Score the finding of faults instead of policies.")
    private boolean detection;

    @Option(
            names = "--false-alarms",
            paramLabel = "N",
            defaultValue = "1",
            description = "With --detection: budget of false alarms in a thousand node-days, 0.01 to 1000"
                    + " (default: ${DEFAULT-VALUE}).")
    private double falseAlarms;

    @Option(
            names = "--healthy",
            description = "With --detection: fly the healthy fleets alone, in quiet and in a storm, under all layers.")
    private boolean healthy;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures as JSON.")
    private Path json;

    @Option(
            names = "--moves",
            paramLabel = "FILE",
            description =
                    "Write every move as CSV: when it was wanted, left, was accepted and complete, and whether it was needed.")
    private Path moves;

    @Override
    public Integer call() {
        require(nodes >= 2 && nodes <= 20_000, "--nodes must be 2 to 20000, not " + nodes);
        require(seeds >= 1 && seeds <= 100, "--seeds must be 1 to 100, not " + seeds);
        scenario = scenario == null ? detection ? DetectionTrial.SCENARIO : "mixed" : scenario;
        hours = hours == null ? detection ? 15.0 : 6.0 : hours;
        seed = seed == null ? detection ? 11L : 1L : seed;
        require(detection || !healthy, "--healthy goes with --detection");
        if (detection) {
            return detect();
        }
        require(hours > 0 && hours <= 48, "--hours must be above 0 and at most 48, not " + hours);
        List<PolicyKind> kinds = new ArrayList<>();
        for (String name : policies) {
            kinds.add(PolicyKind.named(name)
                    .orElseThrow(() -> new ParameterException(
                            spec.commandLine(),
                            "--policies " + name + " is not known: use " + String.join(", ", PolicyKind.names()))));
        }
        Scoreboard board;
        try (Progress progress = Progress.of("Flying the fleet", 1000)) {
            board = new Scoreboard(
                    load(),
                    nodes,
                    Duration.ofSeconds(Math.round(hours * 3600)),
                    kinds,
                    done -> progress.at(Math.round(done * 1000)));
            for (int i = 0; i < seeds; i++) {
                board.run(seed + i, i, seeds);
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        board.print(out);
        if (json != null) {
            JsonFile.write(json, file(board));
        }
        if (moves != null) {
            JsonFile.writeText(moves, String.join("\n", board.moves()) + "\n");
        }
        if (!board.invariantsHold()) {
            throw new UserError("a command was lost or carried out twice, or a workload lived twice: see the last"
                    + " columns, and run again with --json for the counts of each seed");
        }
        return 0;
    }

    private int detect() {
        require(hours > 3 && hours <= 240, "--hours must be above 3 and at most 240, not " + hours);
        require(falseAlarms >= 0.01 && falseAlarms <= 1000, "--false-alarms must be 0.01 to 1000, not " + falseAlarms);
        DetectionTrial trial;
        try (Progress progress = Progress.of("Flying the fleet", 1000)) {
            trial = new DetectionTrial(
                    scenario, nodes, Duration.ofSeconds(Math.round(hours * 3600)), falseAlarms, progress);
            if (healthy) {
                trial.runHealthy(seed, seeds);
            } else {
                trial.run(seed, seeds);
            }
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--scenario: " + e.getMessage(), e);
        }
        trial.print(spec.commandLine().getOut());
        if (json != null) {
            JsonFile.write(json, trial.toMap());
        }
        return 0;
    }

    private Scenario load() {
        try {
            return Scenario.load(scenario);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--scenario: " + e.getMessage(), e);
        }
    }

    private Map<String, Object> file(Scoreboard board) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("scenario", scenario);
        file.put("nodes", nodes);
        file.put("hours", hours);
        file.put("seed", seed);
        file.put("seeds", seeds);
        file.putAll(board.toMap());
        return file;
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }
}
