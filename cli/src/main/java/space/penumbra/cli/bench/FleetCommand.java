package space.penumbra.cli.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import space.penumbra.cli.demo.DataFolder;
import space.penumbra.cli.embedded.EmbeddedKafka;
import space.penumbra.cli.terminal.JsonFile;
import space.penumbra.cli.terminal.Progress;
import space.penumbra.cli.terminal.Table;
import space.penumbra.producers.twin.FleetLoad;
import space.penumbra.producers.twin.Scenario;

/** {@code penumbra bench fleet}: the simulated fleet into Kafka, beside what Kafka takes of the same bytes. */
@Command(
        name = "fleet",
        description = {
            "How many frames a second the simulated fleet makes and publishes into the embedded Kafka, beside the"
                    + " ceiling of publishing the same records again and beside making them without publishing.",
            "",
            "Each node takes a step of 10 s in orbit, power, heat and upsets for each frame. A million nodes need a heap"
                    + " of 4 GB: PENUMBRA_HEAP=4g."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: penumbra bench fleet --nodes 1000000 --json fleet.json"})
final class FleetCommand implements Callable<Integer> {

    private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");

    private static final Set<String> COMPRESSIONS = new TreeSet<>(Set.of("none", "lz4", "snappy", "zstd", "gzip"));

    /** Frames published before anything counts, for the compiler: by time alone a busy machine would be measured cold. */
    private static final long WARM_UP_FRAMES = 3_000_000;

    /** Longest that this may take, in lengths of a measurement. */
    private static final int LONGEST_WARM_UP = 6;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Nodes of the fleet: 1 to 2000000 (default: ${DEFAULT-VALUE}).")
    private int nodes;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "8",
            description = "Length of each of the three measurements: 1 to 600 (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--pack",
            paramLabel = "N",
            defaultValue = "10",
            description = "Frames of a node in one record: 1 to 100 (default: ${DEFAULT-VALUE}).")
    private int pack;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads that make and publish: 1 to 64 (default: one for each processor).")
    private Integer threads;

    @Option(
            names = "--compression",
            paramLabel = "NAME",
            defaultValue = "lz4",
            description =
                    "What the producers compress with: none, lz4, snappy, zstd or gzip (default: ${DEFAULT-VALUE}, as"
                            + " everywhere in Penumbra).")
    private String compression;

    @Option(
            names = "--scenario",
            paramLabel = "NAME|FILE",
            defaultValue = "quiet",
            description = "What befalls the fleet (default: ${DEFAULT-VALUE}).")
    private String scenario;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Seed of everything that is drawn (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures here.")
    private Path json;

    @Override
    public Integer call() {
        require(nodes >= 1 && nodes <= 2_000_000, "--nodes must be from 1 to 2000000, not " + nodes);
        require(seconds >= 1 && seconds <= 600, "--seconds must be from 1 to 600, not " + seconds);
        require(pack >= 1 && pack <= 100, "--pack must be from 1 to 100, not " + pack);
        require(
                COMPRESSIONS.contains(compression),
                "--compression must be one of " + COMPRESSIONS + ", not " + compression);
        int workers = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        require(workers >= 1 && workers <= 64, "--threads must be from 1 to 64, not " + workers);
        FleetLoad load = FleetLoad.of(nodes, seed, Scenario.load(scenario), START);
        FleetPace pace = new FleetPace(load, pack, workers, compression);
        FleetPace.Reached made;
        FleetPace.Reached published;
        FleetPace.Reached again;
        try (DataFolder folder = DataFolder.take(null, "bench");
                EmbeddedKafka kafka = EmbeddedKafka.start(folder.path().resolve("kafka"), 0);
                Progress progress = Progress.of("Measuring", 4)) {
            kafka.createTopics();
            long warm = 0;
            for (int turn = 0; turn < LONGEST_WARM_UP && warm < WARM_UP_FRAMES; turn++) {
                warm += pace.publish(seconds, kafka.bootstrap()).frames();
            }
            progress.at(1);
            made = pace.make(seconds);
            progress.at(2);
            published = pace.publish(seconds, kafka.bootstrap());
            progress.at(3);
            again = pace.publishAgain(seconds, kafka.bootstrap());
            progress.at(4);
        }
        tell(made, published, again, workers);
        if (json != null) {
            JsonFile.write(json, values(made, published, again, workers));
        }
        return 0;
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    private void tell(FleetPace.Reached made, FleetPace.Reached published, FleetPace.Reached again, int workers) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(String.format(
                Locale.ROOT,
                "%,d nodes, %d frames to a record, %d threads, %.0f bytes a frame before compression (%s)",
                nodes,
                pack,
                workers,
                (double) published.bytes() / published.frames(),
                compression));
        Table table = new Table("", "FRAMES/S", "FRAMES/CPU-S", "WITH BROKER");
        row(table, "a  the same records published again", again);
        row(table, "b  made, not published", made);
        row(table, "c  made and published", published);
        table.print(out);
        out.println(String.format(
                Locale.ROOT,
                "c/a %.2f; CPU seconds are those of the threads that make and hand over; with the broker, those of the whole"
                        + " process",
                published.perSecond() / again.perSecond()));
        out.flush();
    }

    private static void row(Table table, String name, FleetPace.Reached reached) {
        table.row(
                name,
                String.format(Locale.ROOT, "%,.0f", reached.perSecond()),
                String.format(Locale.ROOT, "%,.0f", reached.perCpuSecond()),
                String.format(Locale.ROOT, "%,.0f", reached.perCpuSecondOfAll()));
    }

    private Map<String, Object> values(
            FleetPace.Reached made, FleetPace.Reached published, FleetPace.Reached again, int workers) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("nodes", nodes);
        values.put("framesPerSecond", Math.round(published.perSecond()));
        values.put("framesPerCpuSecond", Math.round(published.perCpuSecond()));
        values.put("framesPerCpuSecondOfAll", Math.round(published.perCpuSecondOfAll()));
        values.put("madePerCpuSecondOfAll", Math.round(made.perCpuSecondOfAll()));
        values.put("sameRecordsPerCpuSecondOfAll", Math.round(again.perCpuSecondOfAll()));
        values.put("compression", compression);
        values.put("frames", published.frames());
        values.put("bytesPerFrame", (double) published.bytes() / published.frames());
        values.put("framesPerRecord", pack);
        values.put("madePerSecond", Math.round(made.perSecond()));
        values.put("madePerCpuSecond", Math.round(made.perCpuSecond()));
        values.put("sameRecordsPerSecond", Math.round(again.perSecond()));
        values.put("sameRecordsPerCpuSecond", Math.round(again.perCpuSecond()));
        values.put("ratio", published.perSecond() / again.perSecond());
        values.put("threads", workers);
        values.put("processors", Runtime.getRuntime().availableProcessors());
        values.put("java", System.getProperty("java.version"));
        return values;
    }
}
