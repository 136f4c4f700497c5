package space.penumbra.cli.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import space.penumbra.cli.bench.planner.PlannerBench;
import space.penumbra.cli.terminal.JsonFile;
import space.penumbra.cli.terminal.Table;

/** {@code penumbra bench planner}: the cost of a fleet's plan beside its lower bound and beside simple rules. */
@Command(
        name = "planner",
        description = {
            "How good a plan the planner's engine makes for a synthetic fleet, and how fast, on one thread.",
            "",
            "Prints the cost of each way of planning in weighted GPU-hours beside a certified lower bound. CAPTURED is the share of"
                    + " what can be saved over pausing everything; a plan at the bound has 100."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: penumbra bench planner --nodes 200000 --seconds 5 --json planner.json"})
final class PlannerCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "20000",
            description = "Nodes of the fleet: 500 to 2000000 (default: ${DEFAULT-VALUE}).")
    private int nodes;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Seed of the fleet (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--regions",
            paramLabel = "N",
            defaultValue = "40",
            description =
                    "Also plan by regions of so many orbital planes, 1 to 1000, and above 50,000 nodes by regions alone;"
                            + " 0 for the whole fleet at once (default: ${DEFAULT-VALUE}).")
    private int regionPlanes;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "0",
            description =
                    "CPU seconds for the full plan: 1 to 3600; 0 for a fixed number of rounds, which gives the same"
                            + " plan each time (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures here.")
    private Path json;

    @Override
    public Integer call() {
        require(nodes >= 500 && nodes <= 2_000_000, "--nodes must be from 500 to 2000000, not " + nodes);
        require(regionPlanes >= 0 && regionPlanes <= 1000, "--regions must be from 0 to 1000, not " + regionPlanes);
        require(seconds >= 0 && seconds <= 3600, "--seconds must be from 0 to 3600, not " + seconds);
        PlannerBench.Result result = new PlannerBench(nodes, seed, seconds, regionPlanes).run();
        tell(result);
        if (json != null) {
            JsonFile.write(json, values(result));
        }
        return 0;
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    private void tell(PlannerBench.Result result) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(String.format(
                Locale.ROOT,
                "%,d nodes, seed %d: %,d go dark within 33 minutes, %,d workloads, %,d options",
                result.nodes(),
                result.seed(),
                result.sources(),
                result.workloads(),
                result.options()));
        out.println(String.format(
                Locale.ROOT,
                "do nothing %,.0f, pause all %,.0f, no plan below %,.0f weighted GPU-hours",
                result.doNothing(),
                result.pauseAll(),
                result.bound()));
        Table table = new Table("", "COST", "GAP %", "CAPTURED %", "CPU S", "RIDE", "CAP", "PAUSE", "MOVE");
        for (PlannerBench.Line line : result.lines()) {
            int[] ways = line.ways();
            table.row(
                    line.name(),
                    number("%,.0f", line.cost()),
                    number("%.1f", result.gap(line)),
                    number("%.2f", result.captured(line)),
                    number("%.3f", line.cpuSeconds()),
                    number("%,.0f", ways[0]),
                    number("%,.0f", ways[1] + ways[2]),
                    number("%,.0f", ways[3]),
                    number("%,.0f", ways[4]));
        }
        table.print(out);
        out.println(String.format(
                Locale.ROOT,
                "candidates and options %.2f CPU s; first plan after %.0f ms; re-plan of 2,000 nodes p50 %.0f, p99 %.0f, at most"
                        + " %.0f CPU ms",
                result.buildCpuSeconds(),
                result.firstFeasibleMillis(),
                result.replanMillis()[0],
                result.replanMillis()[1],
                result.replanMillis()[2]));
        out.flush();
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static Map<String, Object> values(PlannerBench.Result result) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("nodes", result.nodes());
        values.put("seed", result.seed());
        values.put("sources", result.sources());
        values.put("workloads", result.workloads());
        values.put("options", result.options());
        values.put("doNothing", result.doNothing());
        values.put("pauseAll", result.pauseAll());
        values.put("cost", result.best().cost());
        values.put("bound", result.bound());
        values.put("gapPercent", result.gap(result.best()));
        values.put("capturedPercent", result.captured(result.best()));
        values.put("cpuSeconds", result.best().cpuSeconds());
        values.put("firstFeasibleMillis", result.firstFeasibleMillis());
        values.put("buildCpuSeconds", result.buildCpuSeconds());
        values.put("replanP50Millis", result.replanMillis()[0]);
        values.put("replanP99Millis", result.replanMillis()[1]);
        Map<String, Object> engines = new LinkedHashMap<>();
        for (PlannerBench.Line line : result.lines()) {
            Map<String, Object> engine = new LinkedHashMap<>();
            engine.put("cost", line.cost());
            engine.put("gapPercent", result.gap(line));
            engine.put("capturedPercent", result.captured(line));
            engine.put("cpuSeconds", line.cpuSeconds());
            engines.put(line.name(), engine);
        }
        values.put("engines", engines);
        values.put("java", System.getProperty("java.version"));
        return values;
    }
}
