package space.penumbra.cli.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.stream.StreamSupport;
import space.penumbra.cli.terminal.Table;

/** A back-test as a person reads it: a version and the one in force side by side. */
public final class BacktestText {

    private BacktestText() {}

    /** Prints a report as fleet control writes it. */
    public static void print(JsonNode report, PrintWriter out) {
        JsonNode tested = report.path("tested");
        JsonNode inForce = report.path("inForce");
        boolean beside = inForce.isObject();
        out.printf(
                Locale.ROOT,
                "rule %s: %d frames of %d nodes, %.2f node-days, from %s to %s; %d faults that it may name (%s)%n%n",
                report.path("ruleId").asText(),
                report.path("frames").asLong(),
                report.path("nodes").asLong(),
                report.path("nodeDays").asDouble(),
                report.path("from").asText(),
                report.path("to").asText(),
                report.path("faults").asLong(),
                String.join(
                        ", ",
                        StreamSupport.stream(report.path("kinds").spliterator(), false)
                                .map(JsonNode::asText)
                                .toList()));
        Table table = new Table(
                "",
                "TESTED"
                        + (report.path("number").asLong() > 0
                                ? " (" + report.path("number").asLong() + ")"
                                : ""),
                "IN FORCE" + (beside ? " (" + report.path("liveNumber").asLong() + ")" : ""));
        row(table, "precision", tested, inForce, "precision", "%.2f");
        row(table, "recall", tested, inForce, "recall", "%.2f");
        row(table, "median lead, s (+ before it shows)", tested, inForce, "medianLeadSeconds", "%+.0f");
        row(table, "false alarms a 1,000 node-days", tested, inForce, "wrongPerThousandNodeDays", "%.1f");
        row(table, "alarms", tested, inForce, "alarms", "%.0f");
        row(table, "  while a fault of its own was there", tested, inForce, "right", "%.0f");
        row(table, "  while another fault was there", tested, inForce, "side", "%.0f");
        row(table, "  of a healthy node", tested, inForce, "wrong", "%.0f");
        row(table, "faults found", tested, inForce, "found", "%.0f");
        table.print(out);
        examples("missed by the version tested", tested.path("missed"), out);
        examples("false alarms of the version tested", tested.path("falseAlarms"), out);
        if (report.path("unusable").asLong() > 0) {
            out.println(report.path("unusable").asLong() + " frames with impossible values left out");
        }
        out.flush();
    }

    private static void row(Table table, String name, JsonNode tested, JsonNode inForce, String field, String format) {
        table.row(name, figure(tested.path(field), format), figure(inForce.path(field), format));
    }

    private static String figure(JsonNode value, String format) {
        return value.isNumber() ? String.format(Locale.ROOT, format, value.asDouble()) : "-";
    }

    private static void examples(String title, JsonNode examples, PrintWriter out) {
        if (!examples.isEmpty()) {
            out.println();
            out.println(title + ", the first:");
            examples.forEach(example -> out.println("  " + example.asText()));
        }
    }
}
