package space.penumbra.e2e.dashboards;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The options of each kind of panel. */
final class PanelOptions {

    private PanelOptions() {}

    static void write(ObjectNode options, Panel panel) {
        switch (panel.kind()) {
            case STAT -> {
                options.put("graphMode", "none").put("colorMode", "value").put("justifyMode", "auto");
                ObjectNode reduce =
                        options.putObject("reduceOptions").put("values", false).put("fields", "");
                reduce.putArray("calcs").add("lastNotNull");
            }
            case LINES, BARS, POINTS -> {
                ObjectNode legend =
                        options.putObject("legend").put("displayMode", "list").put("placement", "bottom");
                legend.put("showLegend", true).putArray("calcs");
                options.putObject("tooltip").put("mode", "multi").put("sort", "desc");
            }
            case TABLE -> options.put("showHeader", true).put("cellHeight", "sm");
            case TRACK -> track(options);
            default -> throw new IllegalStateException("No options for " + panel.kind());
        }
    }

    private static void track(ObjectNode options) {
        options.putObject("view").put("id", "zero").put("lat", 0).put("lon", 0).put("zoom", 1);
        options.putObject("basemap").put("type", "default").put("name", "Map");
        ArrayNode layers = options.putArray("layers");
        ObjectNode layer = layers.addObject().put("type", "markers").put("name", "Track");
        layer.putObject("location")
                .put("mode", "coords")
                .put("latitude", "latitude")
                .put("longitude", "longitude");
        layer.putObject("config").put("showLegend", false);
    }

    static void drawing(ObjectNode custom, Panel panel) {
        boolean bars = panel.kind() == Panel.Kind.BARS;
        boolean points = panel.kind() == Panel.Kind.POINTS;
        custom.put("drawStyle", bars ? "bars" : points ? "points" : "line");
        custom.put("lineWidth", 1).put("fillOpacity", bars ? 80 : panel.stacked() ? 30 : 0);
        custom.put("showPoints", points ? "always" : "never").put("pointSize", 6);
        // Nodes report once a minute: a gap of more than five minutes is one.
        custom.put("spanNulls", 300_000);
        custom.putObject("stacking")
                .put("mode", panel.stacked() ? "normal" : "none")
                .put("group", "A");
        custom.putObject("thresholdsStyle")
                .put("mode", panel.thresholds().steps().isEmpty() ? "off" : "dashed");
    }
}
