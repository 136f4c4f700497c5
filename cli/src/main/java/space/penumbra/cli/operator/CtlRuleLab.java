package space.penumbra.cli.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import space.penumbra.cli.rules.BacktestText;
import space.penumbra.cli.terminal.Table;
import space.penumbra.cli.terminal.UserError;

/** The commands of {@code penumbra ctl rules} that read, compare and write versions. */
final class CtlRuleLab {

    private static final ObjectMapper JSON = new ObjectMapper();

    private CtlRuleLab() {}

    /** Reads a rule as show writes it. */
    static ObjectNode file(Path file) {
        try {
            JsonNode json = JSON.readTree(file.toFile());
            if (json instanceof ObjectNode rule && rule.hasNonNull("ruleId")) {
                return rule;
            }
        } catch (IOException e) {
            throw new UserError(
                    "cannot read a rule from " + file + ": "
                            + e.getMessage().lines().findFirst().orElse(""),
                    e);
        }
        throw new UserError(file + " is no rule: it needs a ruleId, see penumbra ctl rules show RULE");
    }

    static String path(String rule) {
        return "/rules/" + ControlOptions.encoded(rule);
    }

    static String path(String rule, long number) {
        return path(rule) + "/versions/" + number;
    }

    /** {@code ctl rules versions}. */
    @Command(
            name = "versions",
            description = "List every version of a rule, newest first: who wrote it, why, and what became of it.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: penumbra ctl rules versions gpu-temperature"})
    static final class Versions extends Look {
        @Parameters(paramLabel = "RULE", description = "The rule's id.")
        private String rule;

        @Override
        JsonNode ask() {
            return get(path(rule) + "/versions");
        }

        @Override
        void show(JsonNode answer, PrintWriter out) {
            Table table = new Table("VERSION", "STATE", "SINCE", "BY", "WRITTEN BY", "WHY", "BASED ON", "RESTORES");
            for (JsonNode version : answer.path("items")) {
                table.row(
                        Cells.text(version, "number"),
                        Cells.text(version, "state"),
                        Cells.time(version, "changedTime"),
                        Cells.text(version, "changedBy"),
                        Cells.text(version, "author"),
                        Cells.text(version, "reason"),
                        number(version, "basedOn"),
                        number(version, "restores"));
            }
            table.print(out);
        }

        private static String number(JsonNode version, String field) {
            return version.path(field).asLong() == 0 ? "" : Cells.text(version, field);
        }
    }

    /** {@code ctl rules lab}. */
    @Command(
            name = "lab",
            description = "List drafts and rules in shadow, with the alarms that these would have given.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: penumbra ctl rules lab"})
    static final class Lab extends Look {
        @Override
        JsonNode ask() {
            return get("/rule-lab");
        }

        @Override
        void show(JsonNode answer, PrintWriter out) {
            Table table = new Table(
                    "RULE", "VERSION", "STATE", "SINCE", "BY", "WOULD RAISE", "IN FORCE RAISED", "SHADOW FIRST", "WHY");
            for (JsonNode item : answer.path("items")) {
                JsonNode version = item.path("version");
                JsonNode total = item.path("shadow").path("total");
                table.row(
                        Cells.text(version, "ruleId"),
                        Cells.text(version, "number"),
                        Cells.text(version, "state"),
                        Cells.time(version, "changedTime"),
                        Cells.text(version, "changedBy"),
                        Cells.text(total, "shadowRaised"),
                        Cells.text(total, "liveRaised"),
                        Cells.text(total, "shadowFirst"),
                        Cells.text(version, "reason"));
            }
            table.print(out);
        }
    }

    /** {@code ctl rules diff}. */
    @Command(
            name = "diff",
            description = "Show what differs between two versions of a rule.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: penumbra ctl rules diff gpu-temperature 1 2"})
    static final class Diff extends Look {
        @Parameters(index = "0", paramLabel = "RULE", description = "The rule's id.")
        private String rule;

        @Parameters(index = "1", paramLabel = "VERSION", description = "One version.")
        private long one;

        @Parameters(index = "2", paramLabel = "VERSION", description = "The other.")
        private long other;

        @Override
        JsonNode ask() {
            ObjectNode both = JSON.createObjectNode();
            both.set("one", get(path(rule, one)).path("version").path("rule"));
            both.set("other", get(path(rule, other)).path("version").path("rule"));
            return both;
        }

        @Override
        void show(JsonNode answer, PrintWriter out) {
            Table table = new Table("", Long.toString(one), Long.toString(other));
            int different = 0;
            for (Map.Entry<String, JsonNode> field : answer.path("one").properties()) {
                JsonNode there = answer.path("other").path(field.getKey());
                boolean said =
                        !field.getKey().equals("version") && !field.getKey().equals("time");
                if (said && !there.equals(field.getValue())) {
                    different++;
                    table.row(field.getKey(), cell(field.getValue()), cell(there));
                }
            }
            if (different == 0) {
                out.println("versions " + one + " and " + other + " of " + rule + " say the same");
            } else {
                table.print(out);
            }
        }

        private static String cell(JsonNode value) {
            return value.isNull() ? "" : value.asText();
        }
    }

    /** {@code ctl rules backtest}. */
    @Command(
            name = "backtest",
            description = "Run a version over the newest frames of the fleet, beside the version in force.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: penumbra ctl rules backtest gpu-temperature 2 --minutes 120"})
    static final class Backtest extends Look {
        @Parameters(index = "0", paramLabel = "RULE", description = "The rule's id.")
        private String rule;

        @Parameters(index = "1", paramLabel = "VERSION", description = "The version.")
        private long number;

        @Option(
                names = "--minutes",
                paramLabel = "N",
                defaultValue = "60",
                description = "Event time to go back, 1 to 1440 (default: ${DEFAULT-VALUE}).")
        private int minutes;

        @Override
        JsonNode ask() {
            return post(path(rule, number) + "/backtest", Map.of("minutes", minutes));
        }

        @Override
        void show(JsonNode answer, PrintWriter out) {
            BacktestText.print(answer.path("report"), out);
            if (!answer.path("complete").asBoolean(true)) {
                out.println("There was more than could be read in time: ask for fewer minutes, or use penumbra rules"
                        + " backtest --bootstrap");
            }
        }
    }

    /** {@code ctl rules draft}. */
    @Command(
            name = "draft",
            description = "Write a version from a JSON file without putting it in force.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: penumbra ctl rules draft rule.json --reason 'new cold plates'"})
    static final class Draft implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Mixin
        private ControlOptions control;

        @Mixin
        private OperatorOptions operator;

        @Parameters(paramLabel = "FILE", description = "The rule as show writes it.")
        private Path file;

        @Override
        public Integer call() {
            ObjectNode rule = file(file);
            if (rule.path("version").isNumber()) {
                rule.set("basedOn", rule.path("version"));
            }
            operator.body().forEach((name, value) -> rule.put(name, value.toString()));
            JsonNode written = control.rest().post(path(rule.path("ruleId").asText()) + "/versions", rule);
            PrintWriter out = spec.commandLine().getOut();
            if (!control.wroteJson(written, out)) {
                out.println("drafted version " + Cells.text(written, "number") + " of " + Cells.text(written, "ruleId")
                        + " (recorded for " + operator.name() + ")");
                out.flush();
            }
            return 0;
        }
    }
}
