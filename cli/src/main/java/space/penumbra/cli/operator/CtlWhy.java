package space.penumbra.cli.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import space.penumbra.cli.terminal.Table;

/** The commands that say why, and what it was worth. */
final class CtlWhy {

    private CtlWhy() {}

    /** {@code ctl why}. */
    @Command(
            name = "why",
            description = "Say why something is done with a workload or nothing is, and what would have changed that.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: penumbra ctl why job-17"})
    static final class Why extends Listing {
        @Parameters(paramLabel = "WORKLOAD", description = "The workload's id.")
        private String workload;

        @Override
        String path() {
            return "/workloads/" + ControlOptions.encoded(workload) + "/explanation";
        }

        @Override
        void show(JsonNode answer, PrintWriter out) {
            out.println(Cells.text(answer, "said"));
            answer.path("choice").path("turningPoints").forEach(point -> out.println("  " + point.asText()));
            JsonNode alternatives = answer.path("choice").path("alternatives");
            if (alternatives.size() > 0) {
                Table table = new Table("ELSE", "TO", "COST", "NOTE");
                alternatives.forEach(each -> table.row(
                        Cells.text(each, "action"),
                        Cells.text(each, "targetNodeId"),
                        Cells.number(each, "costGpuHours", 2, " GPUh"),
                        Cells.text(each, "note")));
                table.print(out);
            }
        }
    }

    /** {@code ctl value}. */
    @Command(
            name = "value",
            description = "Show what actions were worth, by the day on which their hazards were over.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: penumbra ctl value --days 7"})
    static final class Value extends Listing {
        @Option(
                names = "--days",
                paramLabel = "N",
                defaultValue = "31",
                description = "Show at most this many days (default: ${DEFAULT-VALUE}).")
        private int days;

        @Override
        String path() {
            return "/value";
        }

        @Override
        Map<String, Object> parameters() {
            Map<String, Object> parameters = new LinkedHashMap<>();
            parameters.put("days", days);
            return parameters;
        }

        @Override
        void show(JsonNode answer, PrintWriter out) {
            Table table = new Table("DAY", "ACTIONS", "MOVES", "NEEDLESS", "SAVED", "COST", "BATTERIES SPARED");
            answer.path("days")
                    .forEach(day -> table.row(
                            Cells.text(day, "day"),
                            Cells.text(day, "actions"),
                            Cells.text(day, "moves"),
                            Cells.text(day, "needless"),
                            Cells.number(day, "savedGpuHours", 1, " GPUh"),
                            Cells.number(day, "costGpuHours", 1, " GPUh"),
                            Cells.number(day, "depthAvoided", 1, "")));
            table.print(out);
        }
    }
}
