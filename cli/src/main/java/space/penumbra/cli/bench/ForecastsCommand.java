package space.penumbra.cli.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import space.penumbra.cli.terminal.JsonFile;
import space.penumbra.cli.terminal.Progress;
import space.penumbra.cli.terminal.Table;
import space.penumbra.orbit.constellation.Constellation;
import space.penumbra.orbit.geomagnetism.GeomagneticField;
import space.penumbra.orbit.radiation.SaaMap;
import space.penumbra.orbit.sun.SunTrack;

/** {@code penumbra bench forecasts}: eclipses and radiation of a whole fleet beside Orekit's event detection. */
@Command(
        name = "forecasts",
        description = {
            "What it costs one core to foresee every eclipse and every pass through the South Atlantic Anomaly, beside"
                    + " Orekit's event detection on a sample, with the error of every shortcut.",
            "",
            "All times are CPU time of one thread. Orekit uses its own SGP4 and its own shadow of an oblate Earth; the"
                    + " Sun is ours, because Orekit's analytic one is seconds of an eclipse off."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: penumbra bench forecasts --nodes 1000000 --json forecasts.json"})
final class ForecastsCommand implements Callable<Integer> {

    private static final Instant FROM = Instant.parse("2026-06-01T00:00:00Z");

    /** What every part runs through before it counts: the compiler needs a second. */
    private static final int WARM_UP = 20_000;

    private static final int MOST_KEPT = 20_000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Satellites of the designed constellation: 1 to 2000000 (default: ${DEFAULT-VALUE}).")
    private int nodes;

    @Option(
            names = "--hours",
            paramLabel = "H",
            defaultValue = "3",
            description = "How far to look: 1 to 72 (default: ${DEFAULT-VALUE}).")
    private int hours;

    @Option(
            names = "--sample",
            paramLabel = "N",
            defaultValue = "300",
            description = "Satellites, spread over the fleet, that Orekit and plain sampling look at too: 1 to 100000"
                    + " (default: ${DEFAULT-VALUE}).")
    private int sample;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Seed of the constellation's scatter (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures here.")
    private Path json;

    @Override
    public Integer call() {
        require(nodes >= 1 && nodes <= 2_000_000, "--nodes must be from 1 to 2000000, not " + nodes);
        require(hours >= 1 && hours <= 72, "--hours must be from 1 to 72, not " + hours);
        require(sample >= 1 && sample <= 100_000, "--sample must be from 1 to 100000, not " + sample);
        Constellation fleet = Constellation.of(nodes, FROM, seed);
        Duration horizon = Duration.ofHours(hours);
        double from = FROM.toEpochMilli();
        double to = from + horizon.toMillis();
        SunTrack track = SunTrack.covering(from, to + ForecastCost.RHYTHM.toMillis());
        SaaMap anomaly = SaaMap.of(GeomagneticField.decimalYear(FROM.toEpochMilli()));
        CpuClock cpu = new CpuClock();
        int looked = Math.min(sample, nodes);
        new ForecastCost(fleet, FROM, horizon, track, anomaly, cpu).search(Math.min(WARM_UP, nodes), done -> {});
        ForecastCost cost = new ForecastCost(fleet, FROM, horizon, track, anomaly, cpu);
        ForecastErrors errors = new ForecastErrors(from, to, track, anomaly);
        try (Progress progress = Progress.of("Forecasting", nodes)) {
            cost.search(nodes, progress::at);
            cost.keep(Math.min(nodes, MOST_KEPT));
        }
        try (Progress progress = Progress.of("Comparing", looked)) {
            for (int i = 0; i < looked; i++) {
                errors.look(fleet.slot((int) ((long) i * nodes / looked)).elements(), cpu);
                progress.at(i + 1);
            }
        }
        tell(cost, errors, looked);
        if (json != null) {
            JsonFile.write(json, values(cost, errors, looked));
        }
        return 0;
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    private void tell(ForecastCost cost, ForecastErrors errors, int looked) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(String.format(
                Locale.ROOT,
                "%,d satellites, %d h: %,d umbra and penumbra windows, %,d passes through the anomaly, %,d laser links",
                nodes,
                hours,
                cost.windows(),
                cost.saaWindows(),
                cost.linkWindows()));
        Table table = new Table("", "CPU US/SATELLITE", "CPU S FOR ALL");
        row(table, "making elements ready", cost.readySeconds());
        row(table, "umbra and penumbra", cost.eclipseSeconds());
        row(table, "South Atlantic Anomaly", cost.saaSeconds());
        row(table, "laser links to four neighbours", cost.linkSeconds());
        row(table, "the job's whole schedule", cost.anewMicros() * nodes / 1e6);
        row(
                table,
                "keeping it fresh, every " + ForecastCost.RHYTHM.toMinutes() + " min",
                cost.onwardMicros() * nodes / 1e6);
        row(table, "Orekit, umbra and penumbra", errors.orekitNanos() / 1e9 / looked * nodes);
        table.print(out);
        out.println();
        out.println(String.format(Locale.ROOT, "Errors on %,d satellites", looked));
        Table compared = new Table("", "EDGES", "P95 S", "MAX S", "MISSED", "INVENTED", "BETWEEN SAMPLES");
        row(compared, "all of it against Orekit's event detection", errors.againstOrekit());
        row(compared, "closed form and Newton against 4 s samples", errors.ofGuess());
        row(compared, "leaps around the anomaly against 4 s samples", errors.ofLeaps());
        compared.print(out);
        out.println(String.format(
                Locale.ROOT,
                "light SGP4 against Orekit's: at most %.4f m; table of the Sun against its formula: at most %.6f\"",
                errors.propagationMetres(),
                errors.sunArcSeconds()));
        out.flush();
    }

    private void row(Table table, String name, double seconds) {
        table.row(
                name,
                String.format(Locale.ROOT, "%.2f", seconds / nodes * 1e6),
                String.format(Locale.ROOT, "%,.2f", seconds));
    }

    private static void row(Table table, String name, EdgeErrors errors) {
        table.row(
                name,
                String.format(Locale.ROOT, "%,d", errors.edges()),
                String.format(Locale.ROOT, "%.4f", errors.p95Seconds()),
                String.format(Locale.ROOT, "%.4f", errors.maxSeconds()),
                errors.missed(),
                errors.invented(),
                errors.tooShort());
    }

    private Map<String, Object> values(ForecastCost cost, ForecastErrors errors, int looked) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("satellites", nodes);
        values.put("horizonHours", hours);
        values.put("cpuSeconds", cost.readySeconds() + cost.eclipseSeconds());
        values.put("events", cost.windows());
        values.put("p95ErrorSeconds", errors.againstOrekit().p95Seconds());
        values.put("maxErrorSeconds", errors.againstOrekit().maxSeconds());
        values.put("missed", errors.againstOrekit().missed());
        values.put("invented", errors.againstOrekit().invented());
        values.put("sample", looked);
        values.put("eclipseMicrosPerSatellite", cost.eclipseSeconds() / nodes * 1e6);
        values.put("readyMicrosPerSatellite", cost.readySeconds() / nodes * 1e6);
        values.put("saaMicrosPerSatellite", cost.saaSeconds() / nodes * 1e6);
        values.put("linkMicrosPerSatellite", cost.linkSeconds() / nodes * 1e6);
        values.put("links", cost.linkWindows());
        values.put("saaEvents", cost.saaWindows());
        values.put("scheduleMicrosPerSatellite", cost.anewMicros());
        values.put("freshMicrosPerSatellite", cost.onwardMicros());
        values.put("freshRhythmSeconds", ForecastCost.RHYTHM.toSeconds());
        values.put("orekitMicrosPerSatellite", errors.orekitNanos() / 1e3 / looked);
        values.put("guess", errorsOf(errors.ofGuess()));
        values.put("saaLeaps", errorsOf(errors.ofLeaps()));
        values.put("propagationMetres", errors.propagationMetres());
        values.put("sunArcSeconds", errors.sunArcSeconds());
        values.put("processors", Runtime.getRuntime().availableProcessors());
        values.put("java", System.getProperty("java.version"));
        return values;
    }

    private static Map<String, Object> errorsOf(EdgeErrors errors) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("edges", errors.edges());
        values.put("p95ErrorSeconds", errors.p95Seconds());
        values.put("maxErrorSeconds", errors.maxSeconds());
        values.put("missed", errors.missed());
        values.put("invented", errors.invented());
        values.put("betweenSamples", errors.tooShort());
        return values;
    }
}
