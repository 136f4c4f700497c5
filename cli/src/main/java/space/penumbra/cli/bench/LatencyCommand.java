package space.penumbra.cli.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import space.penumbra.cli.demo.DataFolder;
import space.penumbra.cli.terminal.JsonFile;
import space.penumbra.cli.terminal.UserError;

/** {@code penumbra bench latency}: from a reading to its alarm, and from a hazard to the command. */
@Command(
        name = "latency",
        description = {
            "How long it takes from the instant of a reading to its alarm, as a reader of committed records sees it, while a fleet reports at a"
                    + " steady rate.",
            "",
            "Alarms are committed with the job's checkpoints, so the time between these is most of it. Choose half of what"
                    + " 'penumbra bench throughput --pack 1' reaches as the rate.",
            "",
            "With --to command: from a hazard that comes as a surprise to the command that answers it, by the broker's stamps, through forecasts,"
                    + " planner and gate at the pace of real life. The planner's cycle of 30 s, and that it lets work go on as long as it can, are most of it."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: penumbra bench latency --rate 50000 --checkpoint-millis 1000 --json latency.json"})
final class LatencyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "20000",
            description = "Nodes of the fleet: 100 to 1000000 (default: ${DEFAULT-VALUE}).")
    private int nodes;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "20000",
            description = "Frames a second, each in a record of its own: 10 to 10000000 (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--checkpoint-millis",
            paramLabel = "MS",
            defaultValue = "1000",
            description = "Time between checkpoints of the health job: 100 to 600000 (default: ${DEFAULT-VALUE}).")
    private long checkpointMillis;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "60",
            description = "How long to listen; the first quarter warms up (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--to",
            paramLabel = "WHAT",
            defaultValue = "ALARM",
            description = "alarm or command (default: alarm).")
    private Goal goal;

    @Option(
            names = "--fleet",
            paramLabel = "N",
            defaultValue = "200",
            description =
                    "Simulated nodes that hazards befall, with --to command: 20 to 2000 (default: ${DEFAULT-VALUE}).")
    private int fleet;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures here.")
    private Path json;

    @Override
    public Integer call() {
        require(nodes >= 100 && nodes <= 1_000_000, "--nodes must be from 100 to 1000000, not " + nodes);
        require(rate >= 10 && rate <= 10_000_000, "--rate must be from 10 to 10000000, not " + rate);
        require(
                checkpointMillis >= 100 && checkpointMillis <= 600_000,
                "--checkpoint-millis must be from 100 to 600000, not " + checkpointMillis);
        require(seconds >= 10, "--seconds must be at least 10, not " + seconds);
        require(fleet >= 20 && fleet <= 2000, "--fleet must be from 20 to 2000, not " + fleet);
        try (DataFolder folder = DataFolder.take(null, "bench")) {
            if (goal == Goal.COMMAND) {
                tell(new HazardLatency(folder.path(), fleet, nodes, rate, checkpointMillis)
                        .run(Duration.ofSeconds(seconds)));
                return 0;
            }
            LatencyBench.Figure figure =
                    new LatencyBench(folder.path(), nodes, rate, checkpointMillis).run(Duration.ofSeconds(seconds));
            PrintWriter out = spec.commandLine().getOut();
            out.println(String.format(
                    Locale.ROOT,
                    "from a reading to its committed alarm: p50 %d ms, p99 %d ms, max %d ms, of %d alarms at %,.0f frames/s,"
                            + " checkpoints every %d ms",
                    figure.medianMillis(),
                    figure.p99Millis(),
                    figure.maxMillis(),
                    figure.alarms(),
                    figure.framesPerSecond(),
                    checkpointMillis));
            out.flush();
            if (json != null) {
                JsonFile.write(json, values(figure));
            }
        }
        return 0;
    }

    private void tell(HazardLatency.Figure figure) {
        PrintWriter out = spec.commandLine().getOut();
        Spread all = figure.toCommand();
        if (all.count() == 0) {
            throw new UserError("no command was issued: give it more with --seconds or --fleet");
        }
        out.println(String.format(
                Locale.ROOT,
                "from a hazard to its proposal: p50 %d ms, p99 %d ms, max %d ms; from the proposal, or from when it may leave the gate, to the command:"
                        + " p50 %d ms, p99 %d ms, max %d ms; of %d commands, %d of them set for later, at %,.0f frames/s,"
                        + " checkpoints every %d ms",
                figure.toPlan().quantile(0.5),
                figure.toPlan().quantile(0.99),
                figure.toPlan().quantile(1),
                all.quantile(0.5),
                all.quantile(0.99),
                all.quantile(1),
                all.count(),
                figure.later(),
                figure.framesPerSecond(),
                checkpointMillis));
        out.flush();
        if (json != null) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("framesPerSecond", Math.round(figure.framesPerSecond()));
            values.put("checkpointMillis", checkpointMillis);
            values.put("commands", all.count());
            values.put("commandMillisP50", all.quantile(0.5));
            values.put("commandMillisP99", all.quantile(0.99));
            values.put("commandMillisMax", all.quantile(1));
            values.put("proposalMillisP50", figure.toPlan().quantile(0.5));
            values.put("proposalMillisP99", figure.toPlan().quantile(0.99));
            JsonFile.write(json, values);
        }
    }

    /** What is waited for. */
    enum Goal {
        ALARM,
        COMMAND
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    private Map<String, Object> values(LatencyBench.Figure figure) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("nodes", nodes);
        values.put("framesPerSecond", Math.round(figure.framesPerSecond()));
        values.put("checkpointMillis", checkpointMillis);
        values.put("alarms", figure.alarms());
        values.put("alarmMillisP50", figure.medianMillis());
        values.put("alarmMillisP99", figure.p99Millis());
        values.put("alarmMillisMax", figure.maxMillis());
        return values;
    }
}
