package space.penumbra.cli.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import space.penumbra.cli.rest.RestClient;
import space.penumbra.cli.terminal.Table;

/** {@code penumbra ctl rules}: the limits, seen and changed live. */
@Command(
        name = "rules",
        description = {
            "Show the limit rules; show or change one, or try a change first.",
            "",
            "The way of a change: draft, shadow, backtest, promote, and back if it was none. set is the short way."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "[COMMAND]",
        subcommands = {
            CtlRuleLab.Versions.class,
            CtlRuleLab.Diff.class,
            CtlRuleLab.Lab.class,
            CtlRuleLab.Draft.class,
            CtlRuleSteps.Shadow.class,
            CtlRuleSteps.Stop.class,
            CtlRuleLab.Backtest.class,
            CtlRuleSteps.Promote.class,
            CtlRuleSteps.Discard.class,
            CtlRuleSteps.Restore.class,
            CtlRuleSteps.Back.class
        },
        footer = {
            "",
            "Example: penumbra ctl rules",
            "         penumbra ctl rules show gpu-temperature --json rule.json",
            "         penumbra ctl rules draft rule.json --reason 'new cold plates'",
            "         penumbra ctl rules promote gpu-temperature 2 --reason 'finds it earlier'"
        })
final class CtlRules implements Runnable {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ControlOptions control;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        JsonNode answer = control.rest().get("/rules");
        if (control.wroteJson(answer, out)) {
            return;
        }
        Table table = new Table(
                "RULE",
                "PROFILE",
                "FIELD",
                "SIDE",
                "CONTEXT",
                "WATCH",
                "WARNING",
                "DISTRESS",
                "CRITICAL",
                "SEVERE",
                "ON",
                "VERSION");
        for (JsonNode rule : answer.path("items")) {
            table.row(
                    Cells.text(rule, "ruleId"),
                    Cells.text(rule, "profile"),
                    Cells.text(rule, "field"),
                    rule.path("above").asBoolean() ? "above" : "below",
                    Cells.text(rule, "context"),
                    Cells.number(rule, "watch", 2, ""),
                    Cells.number(rule, "warning", 2, ""),
                    Cells.number(rule, "distress", 2, ""),
                    Cells.number(rule, "critical", 2, ""),
                    Cells.number(rule, "severe", 2, ""),
                    Cells.text(rule, "enabled"),
                    Cells.text(rule, "version"));
        }
        table.print(out);
    }

    @Command(
            name = "show",
            description = "Show one rule as JSON, in the form that set takes.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: penumbra ctl rules show gpu-temperature --json rule.json"})
    int show(@Mixin ControlOptions here, @Parameters(paramLabel = "RULE", description = "The rule's id.") String id) {
        PrintWriter out = spec.commandLine().getOut();
        JsonNode rule = here.rest().get("/rules/" + ControlOptions.encoded(id));
        if (!here.wroteJson(rule, out)) {
            out.println(rule.toPrettyString());
            out.flush();
        }
        return 0;
    }

    @Command(
            name = "set",
            description = "Write a rule from a JSON file; a version that is not the present one is refused.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: penumbra ctl rules set rule.json --reason 'new cold plates'"})
    int set(
            @Mixin ControlOptions here,
            @Mixin OperatorOptions operator,
            @Parameters(paramLabel = "FILE", description = "The rule as show writes it.") Path file) {
        ObjectNode rule = CtlRuleLab.file(file);
        operator.body().forEach((name, value) -> rule.put(name, value.toString()));
        RestClient rest = here.rest();
        JsonNode written =
                rest.put("/rules/" + ControlOptions.encoded(rule.path("ruleId").asText()), rule);
        PrintWriter out = spec.commandLine().getOut();
        if (!here.wroteJson(written, out)) {
            out.println("rule " + Cells.text(written, "ruleId") + " is now version " + Cells.text(written, "version")
                    + " (recorded for " + operator.name() + ")");
            out.flush();
        }
        return 0;
    }
}
