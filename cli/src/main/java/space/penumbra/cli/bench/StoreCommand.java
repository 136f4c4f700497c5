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
import space.penumbra.cli.terminal.Table;

/** {@code penumbra bench store}: how fast the history stores take points. */
@Command(
        name = "store",
        description = {
            "How many points a second the history stores take from the history job: InfluxDB 1.x if influxd is installed, and the embedded"
                    + " store.",
            "",
            "Every frame becomes one point of its node and one of each of its eight GPUs."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: penumbra bench store --seconds 30 --json store.json"})
final class StoreCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Nodes of the fleet: 1 to 100000 (default: ${DEFAULT-VALUE}).")
    private int nodes;

    @Option(
            names = "--frames",
            paramLabel = "N",
            defaultValue = "60000",
            description = "Frames to store: 1000 to 10000000 (default: ${DEFAULT-VALUE}).")
    private long frames;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "60",
            description = "End the measurement of a store after this time at the latest (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures here.")
    private Path json;

    @Override
    public Integer call() {
        require(nodes >= 1 && nodes <= 100_000, "--nodes must be from 1 to 100000, not " + nodes);
        require(frames >= 1000 && frames <= 10_000_000, "--frames must be from 1000 to 10000000, not " + frames);
        require(seconds >= 5, "--seconds must be at least 5, not " + seconds);
        try (DataFolder folder = DataFolder.take(null, "bench")) {
            Map<String, StoreBench.Figure> figures = new StoreBench(
                            folder.path(), new FrameTopic.Content(nodes, frames, 10), Duration.ofSeconds(seconds))
                    .run();
            tell(figures);
            if (json != null) {
                JsonFile.write(json, values(figures));
            }
        }
        return 0;
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    private void tell(Map<String, StoreBench.Figure> figures) {
        PrintWriter out = spec.commandLine().getOut();
        Table table = new Table("STORE", "POINTS/S", "POINTS/CPU-S OF THE JOB", "REFUSED");
        figures.forEach((store, figure) -> table.row(
                store,
                String.format(Locale.ROOT, "%,.0f", figure.rate().perSecond()),
                String.format(Locale.ROOT, "%,.0f", figure.rate().perCpuSecond()),
                Long.toString(figure.refused())));
        table.print(out);
        if (!figures.containsKey("influxd")) {
            out.println(
                    "influxd is not installed (Debian: apt-get install influxdb): only the embedded store was measured");
        }
        out.flush();
    }

    private static Map<String, Object> values(Map<String, StoreBench.Figure> figures) {
        Map<String, Object> rates = new LinkedHashMap<>();
        Map<String, Object> refused = new LinkedHashMap<>();
        figures.forEach((store, figure) -> {
            rates.put(store, Math.round(figure.rate().perSecond()));
            refused.put(store, figure.refused());
        });
        return Map.of("pointsPerSecond", rates, "pointsRefused", refused);
    }
}
