package space.penumbra.cli.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import space.penumbra.cli.terminal.Table;

/** The commands that show and change nothing. */
final class CtlLook {

    private CtlLook() {}

    /** A question to fleet control and how its answer is shown. */
    abstract static class Look implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Mixin
        private ControlOptions control;

        @Override
        public final Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            JsonNode answer = control.rest().get(ControlOptions.query(path(), parameters()));
            if (!control.wroteJson(answer, out)) {
                show(answer, out);
                int shown = answer.path("items").size();
                int total = answer.path("total").asInt(shown);
                if (total > shown) {
                    out.println(shown + " of " + total + " shown: --limit shows more");
                }
                out.flush();
            }
            return 0;
        }

        abstract String path();

        abstract Map<String, Object> parameters();

        abstract void show(JsonNode answer, PrintWriter out);
    }

    /** {@code ctl nodes}. */
    @Command(
            name = "nodes",
            description = "Show the nodes, worst first.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: penumbra ctl nodes --state WARNING --shell dd650"})
    static final class Nodes extends Look {
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
    static final class Node extends Look {
        @Parameters(paramLabel = "NODE", description = "The node's id.")
        private String id;

        @Override
        String path() {
            return "/nodes/" + ControlOptions.encoded(id);
        }

        @Override
        Map<String, Object> parameters() {
            return Map.of();
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
    static final class Hazards extends Look {
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

    /** {@code ctl alarms}. */
    @Command(
            name = "alarms",
            description = "Show the alarms that are not back to normal.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: penumbra ctl alarms --level WARNING"})
    static final class Alarms extends Look {
        @Option(
                names = "--state",
                paramLabel = "STATE",
                description =
                        "ACTIVE, ACKNOWLEDGED, RETURNED, SHELVED, OUT_OF_SERVICE, NORMAL or ALL (default: all but NORMAL).")
        private String state;

        @Option(names = "--level", paramLabel = "LEVEL", description = "Only of this level or worse, such as WARNING.")
        private String level;

        @Option(names = "--node", paramLabel = "ID", description = "Only of this node.")
        private String node;

        @Option(names = "--owner", paramLabel = "NAME", description = "Only those that this person answers for.")
        private String owner;

        @Option(names = "--incident", paramLabel = "ID", description = "Only the members of this incident.")
        private String incident;

        @Override
        String path() {
            return "/alarms";
        }

        @Override
        Map<String, Object> parameters() {
            Map<String, Object> parameters = new LinkedHashMap<>();
            parameters.put("state", state);
            parameters.put("level", level);
            parameters.put("node", node);
            parameters.put("owner", owner);
            parameters.put("incident", incident);
            return parameters;
        }

        @Override
        void show(JsonNode answer, PrintWriter out) {
            Table table = new Table("ALARM", "LEVEL", "STATE", "RAISED", "OWNER", "MESSAGE");
            for (JsonNode alarm : answer.path("items")) {
                table.row(
                        Cells.text(alarm, "alarmKey"),
                        Cells.text(alarm, "level"),
                        Cells.text(alarm, "state"),
                        Cells.time(alarm, "raisedAt"),
                        Cells.text(alarm, "owner"),
                        Cells.text(alarm, "message"));
            }
            table.print(out);
        }
    }

    /** {@code ctl incidents}. */
    @Command(
            name = "incidents",
            description = "Show the alarms gathered into incidents, what wants a person first.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: penumbra ctl incidents --all"})
    static final class Incidents extends Look {
        @Option(names = "--all", description = "Those that are over and remembered, too.")
        private boolean all;

        @Option(
                names = "--limit",
                paramLabel = "N",
                defaultValue = "50",
                description = "Show at most this many (default: ${DEFAULT-VALUE}).")
        private int limit;

        @Override
        String path() {
            return "/incidents";
        }

        @Override
        Map<String, Object> parameters() {
            Map<String, Object> parameters = new LinkedHashMap<>();
            parameters.put("state", all ? "all" : null);
            parameters.put("size", limit);
            return parameters;
        }

        @Override
        void show(JsonNode answer, PrintWriter out) {
            Table table = new Table("INCIDENT", "LEVEL", "NODES", "OPEN", "UNSEEN", "WHERE", "HAZARD", "LAST RAISED");
            for (JsonNode incident : answer.path("items")) {
                table.row(
                        Cells.text(incident, "incidentId"),
                        Cells.text(incident, "level"),
                        Cells.text(incident, "nodes"),
                        Cells.text(incident, "open"),
                        Cells.text(incident, "unacknowledged"),
                        incident.path("scope").asText().equals("FLEET") ? "fleet" : Cells.text(incident, "place"),
                        Cells.text(incident, "hazard"),
                        Cells.time(incident, "lastRaised"));
            }
            table.print(out);
        }
    }

    /** {@code ctl commands}. */
    @Command(
            name = "commands",
            description = "Show the command ledger, newest first, with the reason of each.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: penumbra ctl commands --state AWAITING_APPROVAL"})
    static final class Commands extends Look {
        @Option(
                names = "--state",
                paramLabel = "STATE[,...]",
                description = "Only in these states, such as ISSUED,HELD.")
        private String state;

        @Option(names = "--workload", paramLabel = "ID", description = "Only of this workload.")
        private String workload;

        @Option(
                names = "--limit",
                paramLabel = "N",
                defaultValue = "30",
                description = "Show at most this many (default: ${DEFAULT-VALUE}).")
        private int limit;

        @Override
        String path() {
            return "/commands";
        }

        @Override
        Map<String, Object> parameters() {
            Map<String, Object> parameters = new LinkedHashMap<>();
            parameters.put("state", state);
            parameters.put("workload", workload);
            parameters.put("size", limit);
            return parameters;
        }

        @Override
        void show(JsonNode answer, PrintWriter out) {
            Table table = new Table("COMMAND", "STATE", "RULE", "ACTION", "WORKLOAD", "FROM", "TO", "DEADLINE", "WHY");
            for (JsonNode entry : answer.path("items")) {
                JsonNode proposal = entry.path("proposal");
                table.row(
                        Cells.text(proposal, "commandId"),
                        Cells.text(entry, "state"),
                        Cells.text(entry, "rule"),
                        Cells.text(proposal, "action"),
                        Cells.text(proposal, "workloadId"),
                        Cells.text(proposal, "sourceNodeId"),
                        Cells.text(proposal, "targetNodeId"),
                        Cells.time(proposal, "deadline"),
                        Cells.text(proposal, "explanation"));
            }
            table.print(out);
        }
    }
}
