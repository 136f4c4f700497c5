package space.penumbra.cli.fuzz;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import space.penumbra.cli.terminal.JsonFile;
import space.penumbra.cli.terminal.Table;

/** {@code penumbra fuzz}: nonsense against everything that takes input from outside. */
@Command(
        name = "fuzz",
        description = {
            "Put spoilt input before everything that takes input from outside: frames, records of every topic, orbit and space-weather feeds,"
                    + " and every POST and PUT of fleet control, rules included.",
            "",
            "Nothing may crash, hang, answer 500, or pass over in silence what it cannot use. Exit code 1 if anything did;"
                    + " each finding names the case that brings it again. The same seed gives the same cases.",
            "",
            "With --platform the spoilt records go into the topics of a running platform instead, and it must go on as if nothing had happened."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: penumbra fuzz --seconds 60 --seed 7",
            "         penumbra fuzz --only orbits --case -4962768465676381896"
        })
public final class FuzzCommand implements Callable<Integer> {

    private static final Map<String, Supplier<Surface>> SURFACES = new LinkedHashMap<>();

    static {
        SURFACES.put("frames", FrameSurface::new);
        SURFACES.put("records", RecordSurface::new);
        SURFACES.put("orbits", OrbitSurface::new);
        SURFACES.put("weather", WeatherSurface::new);
        SURFACES.put("rest", RestSurface::new);
    }

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Of all cases (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "20",
            description = "How long: 1 to 86400 (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--rounds", paramLabel = "N", description = "Stop after so many cases on each instead.")
    private long rounds;

    @Option(
            names = "--only",
            paramLabel = "WHAT",
            split = ",",
            description = "Only these: frames, records, orbits, weather, rest (default: all).")
    private List<String> only;

    @Option(names = "--case", paramLabel = "SEED", description = "Run this one case again.")
    private Long caseSeed;

    @Option(names = "--platform", description = "Into the topics of a running platform.")
    private boolean platform;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the counts and the findings here.")
    private Path json;

    @Override
    public Integer call() {
        require(seconds >= 1 && seconds <= 86_400, "--seconds must be from 1 to 86400, not " + seconds);
        require(rounds >= 0, "--rounds must be at least 1, not " + rounds);
        PrintWriter out = spec.commandLine().getOut();
        if (platform) {
            return new PlatformFire(seed, seconds, line -> {
                                out.println(line);
                                out.flush();
                            })
                            .run(json)
                    ? 0
                    : 1;
        }
        List<Surface> surfaces = chosen();
        Fuzzer fuzzer = new Fuzzer(surfaces);
        long until = System.nanoTime() + seconds * 1_000_000_000L;
        try {
            if (caseSeed == null) {
                fuzzer.run(seed, round -> rounds > 0 ? round >= rounds : System.nanoTime() - until >= 0);
            } else {
                fuzzer.replay(caseSeed);
            }
        } finally {
            surfaces.forEach(Surface::close);
        }
        tell(out, fuzzer);
        if (json != null) {
            JsonFile.write(json, values(fuzzer));
        }
        return fuzzer.findings().isEmpty() ? 0 : 1;
    }

    private List<Surface> chosen() {
        List<String> names = only == null ? List.copyOf(SURFACES.keySet()) : only;
        for (String name : names) {
            require(SURFACES.containsKey(name), "'" + name + "' takes no input: use " + SURFACES.keySet());
        }
        List<Surface> surfaces = new ArrayList<>();
        names.forEach(name -> surfaces.add(SURFACES.get(name).get()));
        return surfaces;
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    private void tell(PrintWriter out, Fuzzer fuzzer) {
        out.println("seed " + seed);
        Table table = new Table("WHAT", "CASES", "ACCEPTED", "REJECTED");
        fuzzer.tallies()
                .forEach((name, tally) -> table.row(
                        name,
                        Long.toString(tally.cases()),
                        Long.toString(tally.accepted()),
                        Long.toString(tally.rejected())));
        table.print(out);
        for (Finding finding : fuzzer.findings()) {
            out.println("FOUND in " + finding.surface() + ", case " + finding.caseSeed() + ": " + finding.what());
            out.println("  " + finding.input());
        }
        out.println(
                fuzzer.findings().isEmpty()
                        ? "sound: no crash, no hang, every refusal has its reason"
                        : fuzzer.findings().size() + " findings");
        out.flush();
    }

    private Map<String, Object> values(Fuzzer fuzzer) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("seed", seed);
        fuzzer.tallies().forEach((name, tally) -> {
            values.put(name + "Cases", tally.cases());
            values.put(name + "Accepted", tally.accepted());
            values.put(name + "Rejected", tally.rejected());
        });
        values.put("findings", fuzzer.findings());
        return values;
    }
}
