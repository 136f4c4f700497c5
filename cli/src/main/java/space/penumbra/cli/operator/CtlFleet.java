package space.penumbra.cli.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import space.penumbra.cli.terminal.Table;

/** The nodes and what lies ahead of them. */
final class CtlFleet {

    private CtlFleet() {}

    /** {@code ctl nodes}. */
    @Command(
            name = "nodes",
            description = "Show the nodes, worst first.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: penumbra ctl nodes --state WARNING --shell dd650"})
    static final class Nodes extends Listing {
        @Option(names = "--state", paramLabel = "LEVEL", description = "Only of this level, or SILENT.")
        private String state;

        @Option(names = "--shell", paramLabel = "NAME", description = "Only of this orbital shell.")
        private String shell;

        @Option(names = "--find", paramLabel = "TEXT", description = "Only those whose id has this text.")
        private String text;

        @Option(
                names = "--limit",
                paramLabel = "N",
                defaultValue = "50",
                description = "Show at most this many (default: ${DEFAULT-VALUE}).")
        private int limit;

        @Override
        String path() {
            return "/nodes";
        }

        @Override
        Map<String, Object> parameters() {
            Map<String, Object> parameters = new LinkedHashMap<>();
            parameters.put("state", state);
            parameters.put("shell", shell);
            parameters.put("q", text);
            parameters.put("size", limit);
            return parameters;
        }

        @Override
        void show(JsonNode answer, PrintWriter out) {
            Table table = new Table(
                    "NODE", "LEVEL", "LIGHT", "BATTERY", "LOAD", "GPU", "HOTTEST", "JOBS", "NEXT HAZARD", "SEEN");
            for (JsonNode node : answer.path("items")) {
                table.row(
                        Cells.text(node, "nodeId"),
                        node.path("silent").asBoolean() ? "SILENT" : Cells.text(node, "level"),
                        Cells.text(node, "illumination"),
                        Cells.percent(node, "batteryChargeRatio"),
                        Cells.number(node, "loadPowerWatts", 0, " W"),
                        Cells.percent(node, "gpuUtilisationRatio"),
                        Cells.number(node, "gpuTemperatureMaxCelsius", 0, " C"),
                        Cells.text(node, "workloads"),
                        Cells.window(node.path("nextHazard")),
                        Cells.time(node, "time"));
            }
            table.print(out);
        }
    }

    /** {@code ctl node ID}. */
    @Command(
            name = "node",
            description = "Show everything about one node.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: penumbra ctl node dd650-03-07"})
    static final class Node extends Listing {
        @Parameters(paramLabel = "NODE", description = "The node's id.")
        private String id;

        @Override
        String path() {
            return "/nodes/" + ControlOptions.encoded(id);
        }

        @Override
        void show(JsonNode answer, PrintWriter out) {
            out.println(id);
            section(out, "is", answer.path("spec"));
            section(out, "now", answer.path("status"));
            out.println("hazards");
            for (JsonNode window : answer.path("hazards")) {
                out.println("  " + Cells.window(window) + " to " + Cells.time(window, "end") + "  "
                        + Cells.text(window, "detail"));
            }
            out.println("alarms");
            for (JsonNode alarm : answer.path("alarms")) {
                out.println("  " + Cells.text(alarm, "level") + " " + Cells.text(alarm, "state") + "  "
                        + Cells.text(alarm, "message"));
            }
            out.println("workloads");
            for (JsonNode workload : answer.path("workloads")) {
                out.println("  " + Cells.text(workload, "workloadId") + " " + Cells.text(workload, "kind") + " "
                        + Cells.text(workload, "state") + " on " + Cells.text(workload, "gpus") + " GPUs");
            }
            out.println("commands");
            for (JsonNode entry : answer.path("commands")) {
                out.println(
                        "  " + Cells.text(entry, "state") + "  " + Cells.text(entry.path("proposal"), "explanation"));
            }
        }

        private static void section(PrintWriter out, String title, JsonNode values) {
            out.println(title);
            values.properties().forEach(field -> {
                if (!field.getValue().isNull()) {
                    out.println("  " + field.getKey() + " " + field.getValue().asText());
                }
            });
        }
    }

    /** {@code ctl hazards}. */
    @Command(
            name = "hazards",
            description = "Show the hazard windows ahead, soonest first.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: penumbra ctl hazards --kind UMBRA --node dd650-03-07"})
    static final class Hazards extends Listing {
        @Option(names = "--node", paramLabel = "ID", description = "Only of this node.")
        private String node;

        @Option(names = "--kind", paramLabel = "KIND", description = "Only of this kind, such as UMBRA or SAA.")
        private String kind;

        @Option(
                names = "--limit",
                paramLabel = "N",
                defaultValue = "50",
                description = "Show at most this many (default: ${DEFAULT-VALUE}).")
        private int limit;

        @Override
        String path() {
            return "/hazards";
        }

        @Override
        Map<String, Object> parameters() {
            Map<String, Object> parameters = new LinkedHashMap<>();
            parameters.put("node", node);
            parameters.put("kind", kind);
            parameters.put("size", limit);
            return parameters;
        }

        @Override
        void show(JsonNode answer, PrintWriter out) {
            Table table = new Table("NODE", "KIND", "START", "END", "SIGMA", "DETAIL");
            for (JsonNode window : answer.path("items")) {
                table.row(
                        Cells.text(window, "nodeId"),
                        Cells.text(window, "kind"),
                        Cells.time(window, "start"),
                        Cells.time(window, "end"),
                        Cells.number(window, "startSigmaSeconds", 1, " s"),
                        Cells.text(window, "detail"));
            }
            table.print(out);
        }
    }
}
