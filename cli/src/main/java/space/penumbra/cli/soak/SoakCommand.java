package space.penumbra.cli.soak;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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

/** {@code penumbra soak}: faults against a real cluster on this machine, and proof that nothing was lost. */
@Command(
        name = "soak",
        description = {
            "Run the whole platform as processes of its own (three brokers, JobManager, two TaskManagers, services, a simulated"
                    + " fleet), kill, freeze and starve its parts by a seeded schedule, and reckon at the end: frames,"
                    + " alarms and commands must be as if nothing had happened.",
            "",
            "Where Linux lets it (root), it runs in network and mount namespaces of its own, and also cuts the network between the jobs and Kafka"
                    + " and fills disks.",
            "",
            "Exit code 1 if anything was lost, done twice, or did not recover. The same seed gives the same schedule."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: penumbra soak --faults 100 --seed 7 --json soak.json"})
public final class SoakCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--faults",
            paramLabel = "N",
            defaultValue = "8",
            description = "How many: 1 to 10000 (default: ${DEFAULT-VALUE}).")
    private int faults;

    @Option(
            names = "--kinds",
            paramLabel = "KIND",
            split = ",",
            description =
                    "Only these: kill-taskmanager, kill-jobmanager, kill-broker, kill-fleet-control, kill-fleet,"
                            + " kill-webhooks, freeze-taskmanager, freeze-kafka, cut-network, fill-checkpoint-disk, fill-broker-disk,"
                            + " rescale, stop-store, webhook-fails, webhook-hangs, webhook-slow (default: all that can be done here).")
    private List<String> kinds;

    @Option(
            names = "--pause",
            paramLabel = "S",
            defaultValue = "10",
            description = "Mean quiet time before a fault, in seconds (default: ${DEFAULT-VALUE}).")
    private double pauseSeconds;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Of the schedule and of the fleet (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "100",
            description = "Nodes of the fleet: 1 to 10000 (default: ${DEFAULT-VALUE}).")
    private int nodes;

    @Option(
            names = "--speed",
            paramLabel = "X",
            defaultValue = "60",
            description = "Seconds of the fleet's time per second (default: ${DEFAULT-VALUE}).")
    private double speed;

    @Option(
            names = "--scenario",
            paramLabel = "NAME|FILE",
            defaultValue = "everything",
            description =
                    "What goes wrong with the fleet itself, frames that are corrupt, doubled, late and out of order"
                            + " included (default: ${DEFAULT-VALUE}).")
    private String scenario;

    @Option(
            names = "--port-base",
            paramLabel = "P",
            defaultValue = "19000",
            description = "The first of twenty ports on loopback (default: ${DEFAULT-VALUE}).")
    private int portBase;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Keep data and logs here (default: a temporary folder).")
    private Path dataDir;

    @Option(names = "--isolated", hidden = true, description = "Says that network and mounts are this process's own.")
    private boolean isolated;

    @Option(names = "--json", paramLabel = "FILE", description = "Write faults, recoveries and the reckoning here.")
    private Path json;

    @Override
    public Integer call() {
        require(faults >= 1 && faults <= 10_000, "--faults must be from 1 to 10000, not " + faults);
        require(nodes >= 1 && nodes <= 10_000, "--nodes must be from 1 to 10000, not " + nodes);
        require(pauseSeconds >= 0 && pauseSeconds <= 3600, "--pause must be from 0 to 3600, not " + pauseSeconds);
        require(portBase >= 1024 && portBase <= 65_000, "--port-base must be from 1024 to 65000, not " + portBase);
        PrintWriter out = spec.commandLine().getOut();
        Path home = Path.of(System.getProperty("penumbra.home", ".")).toAbsolutePath();
        if (!isolated && wantsIsolation() && Isolation.possible()) {
            List<String> words =
                    new ArrayList<>(spec.commandLine().getParseResult().expandedArgs());
            words.add(0, spec.name());
            words.add("--isolated");
            return Isolation.run(words, home, said -> line(out, said));
        }
        try (DataFolder folder = DataFolder.take(dataDir, "soak");
                Platform platform = new Platform(
                        new SoakSettings(folder.path(), portBase, nodes, speed, seed, scenario, isolated), home)) {
            List<SoakSchedule.Entry> schedule = SoakSchedule.draw(
                    seed, faults, chosen(platform.possible()), Duration.ofMillis((long) (pauseSeconds * 1000)));
            line(out, "seed " + seed + ", " + faults + " faults, " + nodes + " nodes at " + speed + " times speed");
            platform.start();
            Soak.Result result = new Soak(platform, words -> line(out, words)).run(schedule);
            tell(out, result);
            if (json != null) {
                JsonFile.write(json, values(result));
            }
            return result.sound() ? 0 : 1;
        }
    }

    private boolean wantsIsolation() {
        return kinds == null
                || kinds.stream()
                        .anyMatch(word -> SoakFault.named(word)
                                .map(SoakFault::needsIsolation)
                                .orElse(false));
    }

    private List<SoakFault> chosen(List<SoakFault> possible) {
        if (kinds == null || kinds.isEmpty()) {
            return possible;
        }
        List<SoakFault> chosen = new ArrayList<>();
        for (String word : kinds) {
            SoakFault fault = SoakFault.named(word)
                    .orElseThrow(() -> new ParameterException(
                            spec.commandLine(), "'" + word + "' is no fault: use " + SoakFault.words()));
            require(
                    possible.contains(fault),
                    fault.needsIsolation()
                            ? word + " needs a network and mounts of its own: run it as root on Linux"
                            : word + " needs influxd: install Debian's package influxdb");
            chosen.add(fault);
        }
        return chosen;
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    private static void line(PrintWriter out, String words) {
        out.println(words);
        out.flush();
    }

    private static void tell(PrintWriter out, Soak.Result result) {
        Table table = new Table("FAULT", "TIMES", "RECOVERY P50 S", "MAX S");
        result.recoveries()
                .forEach((fault, seconds) -> table.row(
                        fault,
                        Integer.toString(seconds.length),
                        String.format(Locale.ROOT, "%.1f", seconds[(seconds.length - 1) / 2]),
                        String.format(Locale.ROOT, "%.1f", seconds[seconds.length - 1])));
        table.print(out);
        result.reckoning().values().forEach((name, value) -> out.println(name + " " + value));
        result.reckoning().differingAlarms().forEach(out::println);
        out.println("alarmsUntold " + result.untold().size());
        result.untold().stream().limit(20).forEach(alarm -> out.println("untold " + alarm));
        out.println(result.sound() ? "sound: nothing lost, nothing done twice" : "NOT SOUND");
        out.flush();
    }

    private Map<String, Object> values(Soak.Result result) {
        Map<String, Object> values = new LinkedHashMap<>(result.reckoning().values());
        values.put("seed", seed);
        values.put("recovered", result.recovered());
        values.put("alarmsUntold", result.untold().size());
        values.put("faults", result.faults());
        return values;
    }
}
