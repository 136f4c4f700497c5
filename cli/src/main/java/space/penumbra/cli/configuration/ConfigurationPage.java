package space.penumbra.cli.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import space.penumbra.jobs.JobOption;

/**
 * The page {@code docs/configuration.md}: every setting where it is declared, once. The options of the command line are their own declaration,
 * those of the jobs are {@link JobOption}.
 */
public final class ConfigurationPage {

    private static final Set<String> EVERYWHERE = Set.of("--help", "--version", "--debug");

    private ConfigurationPage() {}

    /** The page's text for this command line. */
    public static String of(CommandLine root) {
        List<String> lines = new ArrayList<>(List.of(
                "# Configuration",
                "",
                "Generated from the code; a test fails when it is not up to date. To write it again:",
                "`./mvnw -pl cli -am test -Dtest=ConfigurationPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dpenumbra.docs.write=true`",
                "",
                "Every command takes `--help` (with an example), `--version` and `--debug` (show the stack trace of an error).",
                "",
                "## The launcher",
                "",
                "| environment variable | default | what |",
                "|---|---|---|",
                "| `JAVA_HOME` | `javac` on the path, then `/usr/lib/jvm` | the JDK, 17 or newer |",
                "| `PENUMBRA_HEAP` | half of the memory, at most 4g | heap, as Java writes it |",
                "| `PENUMBRA_JAVA_OPTS` | | further options for Java |",
                "| `PENUMBRA_TOKEN` | | bearer token for `penumbra ctl` |"));
        commands(root, lines);
        lines.addAll(List.of(
                "",
                "## The jobs",
                "",
                "Arguments of each job's main class; `penumbra job submit --set NAME=VALUE` passes them on.",
                "",
                "| setting | default | what |",
                "|---|---|---|"));
        for (JobOption option : JobOption.values()) {
            lines.add(
                    "| `--" + option.flag() + "` | " + code(option.byDefault()) + " | " + cell(option.about()) + " |");
        }
        return String.join("\n", lines) + "\n";
    }

    private static void commands(CommandLine command, List<String> lines) {
        List<ArgSpec> settings = new ArrayList<>();
        settings.addAll(command.getCommandSpec().positionalParameters());
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (!option.hidden() && !EVERYWHERE.contains(option.longestName())) {
                settings.add(option);
            }
        }
        if (!settings.isEmpty()) {
            lines.addAll(List.of(
                    "",
                    "## " + command.getCommandSpec().qualifiedName(),
                    "",
                    cell(String.join(
                            " ", command.getCommandSpec().usageMessage().description())),
                    "",
                    "| setting | value | default | what |",
                    "|---|---|---|---|"));
            settings.forEach(setting -> lines.add(row(setting)));
        }
        command.getSubcommands().values().forEach(sub -> commands(sub, lines));
    }

    private static String row(ArgSpec setting) {
        String name =
                setting instanceof PositionalParamSpec ? setting.paramLabel() : ((OptionSpec) setting).longestName();
        boolean flag = setting.isOption() && setting.arity().max() == 0;
        String byDefault = setting.required()
                ? "required"
                : code(
                        setting.defaultValue() == null
                                ? null
                                : setting.defaultValue().replace(System.getProperty("user.home"), "~"));
        String what = String.join(" ", setting.description()).replaceAll(" ?\\(default:[^)]*\\)", "");
        return "| `" + name + "` | " + (flag ? "" : code(setting.paramLabel())) + " | " + (flag ? "" : byDefault)
                + " | " + cell(what) + " |";
    }

    private static String code(String value) {
        return value == null || value.isEmpty() ? "" : "`" + cell(value) + "`";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replaceAll("\\s+", " ").strip();
    }
}
