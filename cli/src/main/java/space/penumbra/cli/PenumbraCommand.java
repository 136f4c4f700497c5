package space.penumbra.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import space.penumbra.cli.bench.BenchCommand;
import space.penumbra.cli.demo.DemoCommand;
import space.penumbra.cli.detect.DetectCommand;
import space.penumbra.cli.flink.JobCommand;
import space.penumbra.cli.fuzz.FuzzCommand;
import space.penumbra.cli.hazards.HazardsCommand;
import space.penumbra.cli.ingest.IngestCommand;
import space.penumbra.cli.operator.CtlCommand;
import space.penumbra.cli.reckoning.ReckonCommand;
import space.penumbra.cli.rules.RulesCommand;
import space.penumbra.cli.score.ScoreCommand;
import space.penumbra.cli.serve.ServeCommand;
import space.penumbra.cli.soak.SoakCommand;
import space.penumbra.cli.topics.TopicsCommand;

/** The root command: what every command shares, and the list of commands in the order in which a newcomer meets them. */
@Command(
        name = "penumbra",
        description = "Telemetry and operations platform for compute in orbit.",
        versionProvider = PenumbraCommand.Version.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Try it:      penumbra demo --nodes 200",
            "Its tests:   penumbra test",
            "More:        penumbra COMMAND --help",
            "",
            "Exit code: 0 done, 1 failed, 2 bad arguments."
        },
        subcommands = {
            DemoCommand.class,
            HazardsCommand.class,
            DetectCommand.class,
            ScoreCommand.class,
            IngestCommand.class,
            TopicsCommand.class,
            JobCommand.class,
            ServeCommand.class,
            CtlCommand.class,
            RulesCommand.class,
            ReckonCommand.class,
            BenchCommand.class,
            SoakCommand.class,
            FuzzCommand.class
        })
final class PenumbraCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the stack trace of an error.")
    private boolean debug;

    boolean debug() {
        return debug;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }

    /** The version in the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = PenumbraCommand.class.getPackage().getImplementationVersion();
            return new String[] {
                "penumbra " + (version == null ? "(development)" : version),
                "Java " + System.getProperty("java.version")
            };
        }
    }
}
