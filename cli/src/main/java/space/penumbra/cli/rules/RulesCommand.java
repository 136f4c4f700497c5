package space.penumbra.cli.rules;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code penumbra rules}: limit rules away from a running fleet. */
@Command(
        name = "rules",
        description = {
            "Test limit rules on recorded frames, and record them.",
            "",
            "Rules of a running fleet are seen and changed with 'penumbra ctl rules'."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {BacktestCommand.class, RecordCommand.class},
        footer = {
            "",
            "Example: penumbra rules record --bootstrap 127.0.0.1:9092 --frames frames.csv.gz --labels labels.csv",
            "         penumbra rules backtest --rule rule.json --frames frames.csv.gz --labels labels.csv"
        })
public final class RulesCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: backtest or record");
    }
}
