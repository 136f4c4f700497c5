package space.penumbra.cli.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How values of fleet control's answers look in a table. */
final class Cells {

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Cells() {}

    static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }

    /** A number with this many decimals and its unit; empty if it is not reported. */
    static String number(JsonNode node, String field, int decimals, String unit) {
        JsonNode value = node.path(field);
        return value.isNumber() ? String.format(Locale.ROOT, "%." + decimals + "f%s", value.asDouble(), unit) : "";
    }

    static String percent(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isNumber() ? String.format(Locale.ROOT, "%.0f %%", value.asDouble() * 100) : "";
    }

    static String time(JsonNode node, String field) {
        String text = text(node, field);
        return text.isEmpty() || text.equals("null") ? "" : SECONDS.format(Instant.parse(text));
    }

    /** Kind and begin of a window, such as {@code UMBRA 2026-11-22 19:30:00Z}. */
    static String window(JsonNode window) {
        return window.isObject() ? text(window, "kind") + " " + time(window, "start") : "";
    }
}
