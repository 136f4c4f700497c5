package space.penumbra.cli.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import space.penumbra.cli.terminal.Table;

/** What is wrong: alarms, one by one or gathered into incidents. */
final class CtlAlarms {

    private CtlAlarms() {}

    /** {@code ctl alarms}. */
    @Command(
            name = "alarms",
            description = "Show the alarms that are not back to normal.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: penumbra ctl alarms --level WARNING"})
    static final class Alarms extends Listing {
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
    static final class Incidents extends Listing {
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
}
