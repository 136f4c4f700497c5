package space.penumbra.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import space.penumbra.cli.terminal.FailureText;

/** The entry point of the {@code penumbra} command. */
public final class Penumbra {

    private Penumbra() {}

    /** Runs the command and ends the process with 0 (done), 1 (failed) or 2 (bad arguments). */
    public static void main(String[] args) {
        int code = commandLine().execute(args);
        System.out.flush();
        System.exit(code);
    }

    /** The whole command with its parsing, its error text and its exit codes, as {@link #main} and the tests run it. */
    public static CommandLine commandLine() {
        CommandLine line = new CommandLine(new PenumbraCommand());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpWidth(100);
        line.setUsageHelpAutoWidth(false);
        line.setExpandAtFiles(false);
        line.setParameterExceptionHandler((failure, args) -> {
            CommandLine where = failure.getCommandLine();
            PrintWriter err = where.getErr();
            err.println(FailureText.oneLine(where.getCommandSpec().qualifiedName() + ": " + failure.getMessage())
                    + " (see " + where.getCommandSpec().qualifiedName() + " --help)");
            CommandLine.UnmatchedArgumentException.printSuggestions(failure, err);
            err.flush();
            return CommandLine.ExitCode.USAGE;
        });
        line.setExecutionExceptionHandler((failure, where, parsed) -> {
            PenumbraCommand root = line.getCommand();
            PrintWriter err = where.getErr();
            err.println(where.getCommandSpec().qualifiedName() + ": " + FailureText.of(failure));
            if (root.debug()) {
                failure.printStackTrace(err);
            }
            err.flush();
            return CommandLine.ExitCode.SOFTWARE;
        });
        return line;
    }
}
