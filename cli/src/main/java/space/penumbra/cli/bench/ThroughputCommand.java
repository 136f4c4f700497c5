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
import space.penumbra.cli.embedded.CheckpointCost;
import space.penumbra.cli.terminal.JsonFile;
import space.penumbra.cli.terminal.Table;
import space.penumbra.cli.terminal.UserError;

/** {@code penumbra bench throughput}: the health job beside a bare consumer. */
@Command(
        name = "throughput",
        description = {
            "How many frames a second the health job takes, state and checkpoints included, beside a bare consumer"
                    + " and beside Flink reading into nothing.",
            "",
            "Fills a topic once, warms up, then measures the three in turns; prints the median. The health job begins each"
                    + " time with the saved state of the whole fleet. A last pass of it is taken apart by stages."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: penumbra bench throughput --nodes 1000000 --json throughput.json"})
final class ThroughputCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Nodes of the fleet: 1 to 2000000 (default: ${DEFAULT-VALUE}).")
    private int nodes;

    @Option(
            names = "--frames",
            paramLabel = "N",
            description =
                    "Frames in the topic: 10000 to 100000000 (default: 2000000, for larger fleets eleven a node).")
    private long frames;

    @Option(
            names = "--pack",
            paramLabel = "N",
            defaultValue = "10",
            description = "Frames of a node in one record, as a node that reports every second and sends every ten:"
                    + " 1 to 100 (default: ${DEFAULT-VALUE}).")
    private int pack;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Measured rounds after the warm-up: 1 to 99 (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            defaultValue = "2",
            description = "Parallel tasks of Flink: 1 to 64 (default: ${DEFAULT-VALUE}).")
    private int parallelism;

    @Option(
            names = "--checkpoint-millis",
            paramLabel = "MS",
            defaultValue = "10000",
            description = "Time between checkpoints of the health job: 100 to 600000 (default:"
                    + " ${DEFAULT-VALUE}, as on a cluster).")
    private long checkpointMillis;

    @Option(
            names = "--state",
            paramLabel = "BACKEND",
            defaultValue = "hashmap",
            description = "Where Flink keeps the state of nodes: hashmap or rocksdb (default: ${DEFAULT-VALUE}).")
    private String state;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "120",
            description = "End a single measurement after this time at the latest (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures here.")
    private Path json;

    @Override
    public Integer call() {
        if (!spec.commandLine().getParseResult().hasMatchedOption("--frames")) {
            frames = Math.max(2_000_000, 11L * nodes);
        }
        require(nodes >= 1 && nodes <= 2_000_000, "--nodes must be from 1 to 2000000, not " + nodes);
        require(frames >= 10_000 && frames <= 100_000_000, "--frames must be from 10000 to 100000000, not " + frames);
        require(pack >= 1 && pack <= 100, "--pack must be from 1 to 100, not " + pack);
        require(rounds >= 1 && rounds <= 99, "--rounds must be from 1 to 99, not " + rounds);
        require(parallelism >= 1 && parallelism <= 64, "--parallelism must be from 1 to 64, not " + parallelism);
        require(
                checkpointMillis >= 100 && checkpointMillis <= 600_000,
                "--checkpoint-millis must be from 100 to 600000, not " + checkpointMillis);
        require(
                state.equals("hashmap") || state.equals("rocksdb"),
                "--state must be hashmap or rocksdb, not '" + state + "'");
        require(seconds >= 5, "--seconds must be at least 5, not " + seconds);
        try (DataFolder folder = DataFolder.take(null, "bench")) {
            ThroughputResult result = new Throughput(
                            folder.path(),
                            new FrameTopic.Content(nodes, frames, pack),
                            new Throughput.Setup(parallelism, checkpointMillis, state),
                            Duration.ofSeconds(seconds))
                    .run(rounds);
            tell(result);
            if (json != null) {
                JsonFile.write(json, values(result));
            }
            if (result.full().rate().records() < result.content().further()) {
                throw new UserError(
                        "the health job took only " + result.full().rate().records() + " of " + frames + " frames in "
                                + seconds + " s: give it more with --seconds");
            }
        }
        return 0;
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    private void tell(ThroughputResult result) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(String.format(
                Locale.ROOT,
                "%,d frames of %,d nodes, %d to a record, median after %d rounds of warm-up",
                result.content().frames(),
                result.content().nodes(),
                result.content().pack(),
                result.warmUps()));
        Table table = new Table("", "FRAMES/S", "FRAMES/CPU-S");
        row(table, "a  bare consumer poll", result.raw());
        row(table, "b  Flink source to discard", result.discard());
        row(table, "c  health job, complete", result.full().rate());
        table.print(out);
        out.println(String.format(
                Locale.ROOT,
                "c/a %.2f by wall clock, %.2f by CPU; %.0f bytes a node on the heap, buffers of consumers included; %.0f bytes a node"
                        + " as it is saved, compressed",
                result.ratio(),
                result.ratioPerCpu(),
                result.heapBytesPerNode(),
                result.stateBytesPerNode()));
        CheckpointCost checkpoints = result.apart().checkpoints();
        out.println(String.format(
                Locale.ROOT,
                "checkpoints: %d complete, %d failed, the slowest in %.1f s with %,d bytes; taking frames on saved state after"
                        + " %.1f s",
                checkpoints.completed(),
                checkpoints.failed(),
                checkpoints.longest().toMillis() / 1000.0,
                checkpoints.stateBytes(),
                result.apart().restoreSeconds()));
        out.println("a pass of the health job wrote about " + result.written() + " and rejected "
                + result.apart().rejected());
        Table stages = new Table("STAGE", "CPU NS/FRAME");
        result.nanosPerFrame().forEach((stage, nanos) -> stages.row(stage, String.format(Locale.ROOT, "%,.0f", nanos)));
        stages.print(out);
        out.flush();
    }

    private static void row(Table table, String name, Pace.Rate rate) {
        table.row(
                name,
                String.format(Locale.ROOT, "%,.0f", rate.perSecond()),
                String.format(Locale.ROOT, "%,.0f", rate.perCpuSecond()));
    }

    private static Map<String, Object> values(ThroughputResult result) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("nodes", result.content().nodes());
        values.put("frames", result.content().frames());
        values.put("warmUpRounds", result.warmUps());
        values.put("framesPerRecord", result.content().pack());
        values.put("rawPollPerSecond", Math.round(result.raw().perSecond()));
        values.put("sourceToDiscardPerSecond", Math.round(result.discard().perSecond()));
        values.put("healthPerSecond", Math.round(result.full().rate().perSecond()));
        values.put("ratio", result.ratio());
        values.put("rawPollPerCpuSecond", Math.round(result.raw().perCpuSecond()));
        values.put("sourceToDiscardPerCpuSecond", Math.round(result.discard().perCpuSecond()));
        values.put("healthPerCpuSecond", Math.round(result.full().rate().perCpuSecond()));
        values.put("ratioPerCpuSecond", result.ratioPerCpu());
        values.put("stateBytesPerNode", result.stateBytesPerNode());
        values.put("heapBytesPerNode", result.heapBytesPerNode());
        values.put("stateBackend", result.setup().backend());
        values.put("parallelism", result.setup().parallelism());
        values.put("rejected", result.apart().rejected());
        values.put("written", result.written());
        values.put("checkpointsCompleted", result.apart().checkpoints().completed());
        values.put(
                "checkpointMillisLongest",
                result.apart().checkpoints().longest().toMillis());
        values.put("checkpointBytes", result.apart().checkpoints().stateBytes());
        values.put("restoreSeconds", result.apart().restoreSeconds());
        values.put("cpuNanosPerFrameByStage", result.nanosPerFrame());
        values.put("processors", Runtime.getRuntime().availableProcessors());
        values.put("java", System.getProperty("java.version"));
        return values;
    }
}
