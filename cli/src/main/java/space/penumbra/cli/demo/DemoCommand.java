package space.penumbra.cli.demo;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import space.penumbra.cli.reckoning.Reckoning;
import space.penumbra.cli.terminal.JsonFile;
import space.penumbra.cli.terminal.LogFile;
import space.penumbra.cli.terminal.Terminal;
import space.penumbra.cli.terminal.UserError;
import space.penumbra.producers.twin.TwinStatistics;

/** {@code penumbra demo}: the whole loop on one machine. */
@Command(
        name = "demo",
        description = {
            "Run everything on this machine: Kafka, Flink with all jobs, a simulated fleet on real orbits, fleet control"
                    + " with its console, webhooks and the history store.",
            "",
            "Runs until Ctrl-C, or for --minutes. Within two minutes the console shows nodes move, eclipses come, and"
                    + " workloads move away from them, each with its reason."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: penumbra demo",
            "         penumbra demo --nodes 2000 --data-dir fleet",
            "         penumbra demo --orbits starlink.tle --nodes 500",
            "         penumbra demo --minutes 5 --headless --json summary.json"
        })
public final class DemoCommand implements Callable<Integer> {

    private static final Duration TICK = Duration.ofSeconds(1);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "200",
            description = "Nodes of the fleet: 1 to 100000 (default: ${DEFAULT-VALUE}).")
    private int nodes;

    @Option(
            names = "--speed",
            paramLabel = "X",
            defaultValue = "60",
            description = "Seconds of the fleet's time per second: above 0, up to 600 (default: ${DEFAULT-VALUE}).")
    private double speed;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "The same seed gives the same fleet (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            description = "Stop after this many minutes (default: run until Ctrl-C).")
    private Double minutes;

    @Option(names = "--headless", description = "For scripts: no live status line, one line at start and end.")
    private boolean headless;

    @Option(
            names = "--scenario",
            paramLabel = "NAME|FILE",
            defaultValue = "default",
            description =
                    "What goes wrong: default, quiet, eclipse-season, storm-2012-03, storm-2021-10, degraded, lossy-links,"
                            + " malformed, everything, or a properties file (default: ${DEFAULT-VALUE}).")
    private String scenario;

    @Option(
            names = "--orbits",
            paramLabel = "FILE",
            description = "Fly these element sets (TLE, OMM) instead of the designed constellation.")
    private Path orbits;

    @Option(
            names = "--kafka-port",
            paramLabel = "P",
            defaultValue = "9092",
            description = "Where Kafka listens on this machine; 0 takes a free port (default: ${DEFAULT-VALUE}).")
    private int kafkaPort;

    @Option(
            names = "--http-port",
            paramLabel = "P",
            defaultValue = "8080",
            description = "Where console and REST API listen; 0 takes a free port (default: ${DEFAULT-VALUE}).")
    private int httpPort;

    @Option(
            names = "--flink-port",
            paramLabel = "P",
            defaultValue = "8081",
            description = "Where Flink's web interface listens; 0 takes a free port (default: ${DEFAULT-VALUE}).")
    private int flinkPort;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Keep state here: the next demo on the same folder goes on (default: a temporary folder).")
    private Path dataDir;

    @Option(
            names = "--webhooks",
            paramLabel = "FILE",
            description = "Send alarms and commands to the endpoints in this file.")
    private Path webhooks;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Count everything at the end and write the summary here.")
    private Path json;

    @Override
    public Integer call() {
        DemoSettings settings = settings();
        Path log = dataDir == null
                ? LogFile.in(Path.of(System.getProperty("user.home"), ".penumbra", "logs"))
                : LogFile.in(dataDir.resolve("logs"));
        PrintWriter out = spec.commandLine().getOut();
        Steps steps = new Steps(spec.commandLine().getErr());
        long began = System.nanoTime();
        try (StopSignal stop = StopSignal.install();
                Demo demo = Demo.start(settings, steps)) {
            steps.done();
            greet(demo, log, out, (System.nanoTime() - began) / 1e9);
            Optional<String> failure = watch(demo, stop);
            int code = finish(demo, steps, out);
            if (failure.isPresent()) {
                throw new UserError(failure.get() + " (log: " + log + ")");
            }
            return code;
        } finally {
            steps.done();
        }
    }

    private DemoSettings settings() {
        require(nodes >= 1 && nodes <= 100_000, "--nodes must be from 1 to 100000, not " + nodes);
        require(speed > 0 && speed <= 600, "--speed must be above 0 and at most 600, not " + speed);
        require(minutes == null || minutes > 0, "--minutes must be above 0, not " + minutes);
        for (int port : new int[] {kafkaPort, httpPort, flinkPort}) {
            require(port >= 0 && port <= 65535, "a port must be from 0 to 65535, not " + port);
        }
        return new DemoSettings(
                nodes,
                speed,
                seed,
                scenario,
                Optional.ofNullable(orbits),
                Optional.ofNullable(dataDir),
                kafkaPort,
                httpPort,
                flinkPort,
                Optional.ofNullable(webhooks));
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    private void greet(Demo demo, Path log, PrintWriter out, double seconds) {
        out.println(String.format(
                Locale.ROOT,
                "Penumbra %s: %d nodes at %.0f times real time, ready after %.0f s",
                demo.goesOn() ? "goes on" : "runs",
                nodes,
                speed,
                seconds));
        out.println("  Console      " + demo.consoleUrl());
        out.println("  Kafka        " + demo.bootstrap() + "   kcat -b " + demo.bootstrap() + " -L");
        out.println("  Flink        " + demo.flinkUrl());
        out.println("  Log          " + log);
        if (!headless) {
            out.println();
            out.println(
                    "  Look at the map: nodes turn dark as they enter the Earth's shadow. The timeline shows what comes;");
            out.println(
                    "  the ledger shows each workload that is moved out of the way, why, and how much time was left.");
            out.println("  Bring this machine in:  penumbra ingest prometheus --bootstrap " + demo.bootstrap()
                    + " --target this-host=http://127.0.0.1:9100");
            out.println(minutes == null ? "  Ctrl-C stops cleanly." : "  Stops after " + minutes + " minutes.");
        }
        out.flush();
    }

    private Optional<String> watch(Demo demo, StopSignal stop) {
        boolean live = !headless && Terminal.present();
        StatusLine line = new StatusLine(System.err, demo.consoleUrl(), speed);
        long until = minutes == null ? Long.MAX_VALUE : System.nanoTime() + (long) (minutes * 60e9);
        Optional<String> failure = Optional.empty();
        while (failure.isEmpty() && System.nanoTime() < until) {
            if (stop.await(Duration.ofNanos(Math.min(TICK.toNanos(), Math.max(1, until - System.nanoTime()))))) {
                break;
            }
            if (live) {
                line.draw(demo.fleet());
            }
            failure = demo.failure();
        }
        if (live) {
            line.clear();
        }
        return failure;
    }

    /** Stops in order; counts what it came to if somebody wants to know. */
    private int finish(Demo demo, Steps steps, PrintWriter out) {
        boolean counted = json != null || minutes != null;
        demo.stopFleet(steps);
        TwinStatistics fleet = demo.fleet();
        if (counted) {
            demo.drain(steps);
        }
        demo.stopApplications(steps);
        if (!counted) {
            steps.accept("stopping Kafka");
            demo.close();
            steps.done();
            out.println("Stopped at " + fleet.eventTime() + " of the fleet's time."
                    + (dataDir == null ? "" : " The next demo on " + dataDir + " goes on from there."));
            out.flush();
            return 0;
        }
        steps.accept("counting");
        steps.done();
        Reckoning reckoning = Reckoning.of(
                demo.bootstrap(), new Reckoning.Fleet(fleet.nodes(), fleet.framesPublished(), fleet.eventTime()));
        if (json != null) {
            JsonFile.write(json, reckoning.values());
        }
        tell(reckoning.values(), out);
        return reckoning.sound() ? 0 : 1;
    }

    private static void tell(Map<String, Object> values, PrintWriter out) {
        out.println("Frames    " + values.get("framesPublished") + " published, " + values.get("framesProcessed")
                + " processed, "
                + values.get("framesRejected") + " rejected, " + values.get("framesLost") + " lost, "
                + values.get("framesDuplicated") + " duplicated");
        out.println("Hazards   " + values.get("hazardWindows") + " windows, " + values.get("alarmsRaised") + " alarms");
        out.println("Commands  " + values.get("commandsProposed") + " proposed, " + values.get("commandsIssued")
                + " issued, "
                + values.get("commandsCompleted") + " completed, " + values.get("commandsFailed") + " failed, "
                + values.get("commandsLost") + " lost, " + values.get("commandsDuplicated") + " duplicated");
        out.flush();
    }

    /** What is being done, on one line of standard error that is gone afterwards. */
    private static final class Steps implements Consumer<String> {
        private final PrintWriter err;

        Steps(PrintWriter err) {
            this.err = err;
        }

        @Override
        public void accept(String step) {
            if (Terminal.present()) {
                err.print("\r\u001b[K" + step + " ...");
                err.flush();
            }
        }

        void done() {
            if (Terminal.present()) {
                err.print("\r\u001b[K");
                err.flush();
            }
        }
    }
}
