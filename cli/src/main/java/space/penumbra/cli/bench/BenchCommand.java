package space.penumbra.cli.bench;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code penumbra bench}: figures beside their ceilings, measured in the same run. Each is a subcommand of its own. */
@Command(
        name = "bench",
        description = "Measure this machine: each figure beside the ceiling that was measured in the same run.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ThroughputCommand.class,
            PlannerCommand.class,
            StoreCommand.class,
            LatencyCommand.class,
            ForecastsCommand.class,
            FleetCommand.class,
            TwinCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example: penumbra bench throughput --json throughput.json"})
public final class BenchCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Missing what to measure: "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
