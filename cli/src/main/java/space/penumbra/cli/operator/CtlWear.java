package space.penumbra.cli.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import space.penumbra.cli.terminal.Table;

/** {@code ctl health}. */
@Command(
        name = "health",
        description = {
            "Show what is left of the hardware, the gravest first.",
            "",
            "Levels are shares of what was built, remapped rows a GPU, or uncorrectable errors a GPU and day. The remaining"
                    + " days run to the end of life, by the trend and at the ends of its interval (95 of 100); a dash where"
                    + " no trend leads there."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: penumbra ctl health --advice RETIRE"})
final class CtlWear extends Listing {

    @Option(
            names = "--advice",
            paramLabel = "ADVICE",
            description = "Only nodes of which this follows: KEEP, DERATE, AVOID_LONG_JOBS or RETIRE.")
    private String advice;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "Show at most this many nodes (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    String path() {
        return "/wear";
    }

    @Override
    Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("advice", advice);
        parameters.put("size", limit);
        return parameters;
    }

    @Override
    void show(JsonNode answer, PrintWriter out) {
        Table table = new Table(
                "NODE", "COMPONENT", "LEVEL", "A DAY", "END AT", "DAYS LEFT", "AT LEAST", "AT MOST", "ADVICE");
        for (JsonNode node : answer.path("items")) {
            for (JsonNode component : node.path("components")) {
                table.row(
                        Cells.text(node, "nodeId"),
                        Cells.text(component, "kind"),
                        Cells.number(component, "level", 3, ""),
                        Cells.number(component, "perDay", 4, ""),
                        Cells.number(component, "endOfLife", 2, ""),
                        Cells.number(component, "remainingDays", 1, ""),
                        Cells.number(component, "remainingDaysLow", 1, ""),
                        Cells.number(component, "remainingDaysHigh", 1, ""),
                        Cells.text(component, "advice"));
            }
        }
        table.print(out);
        for (JsonNode node : answer.path("items")) {
            if (!Cells.text(node, "reason").isEmpty()) {
                out.println(Cells.text(node, "nodeId") + ": " + Cells.text(node, "reason"));
            }
        }
    }
}
