package space.penumbra.cli.serve;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import space.penumbra.cli.demo.StopSignal;
import space.penumbra.cli.terminal.BootstrapOption;
import space.penumbra.cli.terminal.Terminal;
import space.penumbra.cli.terminal.UserError;
import space.penumbra.cli.topics.Broker;
import space.penumbra.producers.twin.TwinRunner;
import space.penumbra.producers.twin.TwinSettings;
import space.penumbra.producers.twin.TwinStatistics;

/** {@code penumbra serve twin}: the simulated fleet of the demo, for a cluster of your own. */
@Command(
        name = "twin",
        description = {
            "Fly a simulated fleet against your own cluster: telemetry out, commands in. Runs until Ctrl-C.",
            "",
            "With --data-dir the next start goes on where this one ended, even after a kill."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: penumbra serve twin --bootstrap kafka:9092 --nodes 1000 --data-dir /var/lib/penumbra"})
final class ServeTwin implements Callable<Integer> {

    private static final Duration TICK = Duration.ofSeconds(1);

    @Spec
    private CommandSpec spec;

    @Mixin
    private BootstrapOption kafka;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "200",
            description = "Nodes of the fleet: 1 to " + TwinSettings.MOST_NODES + " (default: ${DEFAULT-VALUE}).")
    private int nodes;

    @Option(
            names = "--speed",
            paramLabel = "X",
            defaultValue = "1",
            description = "Seconds of the fleet's time per second: above 0, up to 10000 (default: ${DEFAULT-VALUE}).")
    private double speed;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "The same seed gives the same fleet (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--scenario",
            paramLabel = "NAME|FILE",
            defaultValue = "default",
            description = "What goes wrong: a scenario's name or a properties file (default: ${DEFAULT-VALUE}).")
    private String scenario;

    @Option(
            names = "--orbits",
            paramLabel = "FILE",
            description = "Fly these element sets (TLE, OMM) instead of the designed constellation.")
    private Path orbits;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Keep the fleet's state here (default: it is kept nowhere).")
    private Path dataDir;

    @Override
    public Integer call() {
        TwinSettings settings = settings();
        Broker.reach(kafka.bootstrap()).close();
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (StopSignal stop = StopSignal.install();
                TwinRunner twin = new TwinRunner(settings, Clock.systemUTC()).start()) {
            out.println("a fleet of " + nodes + " nodes (Ctrl-C stops)");
            out.flush();
            while (!stop.await(TICK)) {
                if (twin.failure() != null) {
                    throw new UserError("the fleet has stopped: "
                            + twin.failure().getMessage() + "; start it again, with its --data-dir it goes on");
                }
                if (Terminal.present()) {
                    err.print("\r\u001b[K" + summary(twin.statistics()));
                    err.flush();
                }
            }
            out.println(summary(twin.statistics()));
            out.flush();
        }
        return 0;
    }

    private TwinSettings settings() {
        try {
            TwinSettings usual = TwinSettings.of(kafka.bootstrap(), nodes, seed, speed);
            return new TwinSettings(
                    usual.bootstrap(),
                    usual.nodes(),
                    usual.seed(),
                    usual.speed(),
                    usual.reportIntervalSeconds(),
                    scenario,
                    orbits,
                    dataDir,
                    null);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private static String summary(TwinStatistics fleet) {
        return String.format(
                Locale.ROOT,
                "%s  %,d frames, %,d commands taken, %,d workloads",
                fleet.eventTime(),
                fleet.framesPublished(),
                fleet.commandsTaken(),
                fleet.workloads());
    }
}
