package space.penumbra.e2e.dashboards;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import space.penumbra.e2e.dashboards.Dashboard.Mark;
import space.penumbra.e2e.dashboards.Dashboard.Variable;

/** Draws dashboards as Grafana's classic JSON, schema version 42. Equal descriptions give equal bytes. */
final class DashboardJson {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int COLUMNS = 24;

    /** One colour for each word, the same on every panel. */
    private static final Map<String, String> COLOURS = new TreeMap<>(Map.of(
            "WATCH", "blue",
            "WARNING", "yellow",
            "DISTRESS", "orange",
            "CRITICAL", "red",
            "SEVERE", "purple",
            "COMPLETED", "green",
            "FAILED", "red",
            "TIMED_OUT", "dark-red",
            "UMBRA", "dark-blue",
            "SAA", "dark-orange"));

    private DashboardJson() {}

    static String text(Dashboard dashboard) {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        printer.indentObjectsWith(indenter);
        printer.indentArraysWith(indenter);
        try {
            return JSON.writer(printer).writeValueAsString(tree(dashboard)) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static ObjectNode tree(Dashboard dashboard) {
        ObjectNode root = JSON.createObjectNode();
        root.put("uid", dashboard.uid());
        root.put("title", dashboard.title());
        root.put("description", dashboard.description());
        root.putArray("tags").add("penumbra");
        root.put("schemaVersion", 42);
        root.put("version", 1);
        root.put("editable", true);
        root.put("graphTooltip", 1);
        root.put("timezone", "utc");
        root.put("refresh", "30s");
        root.putObject("time").put("from", dashboard.from()).put("to", dashboard.to());
        Links.ofDashboard(root.putArray("links"));
        ArrayNode marks = root.putObject("annotations").putArray("list");
        dashboard.marks().forEach(mark -> marks.add(mark(mark)));
        ArrayNode variables = root.putObject("templating").putArray("list");
        dashboard.variables().forEach(variable -> variables.add(variable(variable)));
        variables.add(Links.consoleVariable());
        panels(root.putArray("panels"), dashboard.panels());
        return root;
    }

    private static ObjectNode mark(Mark mark) {
        ObjectNode annotation = JSON.createObjectNode();
        annotation
                .put("name", mark.name())
                .put("enable", true)
                .put("hide", false)
                .put("iconColor", mark.colour());
        annotation.set("datasource", dataSource(Source.HISTORY));
        ObjectNode target = annotation.putObject("target");
        target.put("refId", "Anno").put("queryType", "tags").put("rawQuery", true);
        target.put("fromAnnotations", true).put("textEditor", true);
        target.put("query", mark.influxQl());
        target.put("textColumn", mark.text()).put("tagsColumn", mark.tags());
        target.put("titleColumn", "").put("timeEndColumn", "");
        return annotation;
    }

    private static ObjectNode variable(Variable variable) {
        ObjectNode node = JSON.createObjectNode();
        node.put("type", "query").put("name", variable.name()).put("label", variable.label());
        node.set("datasource", dataSource(Source.HISTORY));
        node.putObject("query").put("refId", variable.name()).put("query", variable.influxQl());
        node.put("definition", variable.influxQl());
        // 2: asked again when the range changes. 1: sorted by name.
        node.put("refresh", 2).put("sort", 1).put("regex", "").put("hide", 0);
        node.put("multi", variable.several()).put("includeAll", variable.several());
        if (variable.several()) {
            node.put("allValue", ".*");
            node.putObject("current").put("text", "All").put("value", "$__all");
        }
        return node;
    }

    private static void panels(ArrayNode array, List<Panel> panels) {
        int x = 0;
        int y = 0;
        int lineHeight = 0;
        int id = 1;
        for (Panel panel : panels) {
            if (x + panel.width() > COLUMNS) {
                x = 0;
                y += lineHeight;
                lineHeight = 0;
            }
            ObjectNode node = panel(panel);
            node.put("id", id++);
            node.putObject("gridPos")
                    .put("x", x)
                    .put("y", y)
                    .put("w", panel.width())
                    .put("h", panel.height());
            array.add(node);
            x += panel.width();
            lineHeight = Math.max(lineHeight, panel.height());
        }
    }

    private static ObjectNode panel(Panel panel) {
        ObjectNode node = JSON.createObjectNode();
        node.put("type", panel.kind().grafana).put("title", panel.title());
        if (panel.kind() == Panel.Kind.ROW) {
            node.put("collapsed", false).putArray("panels");
            return node;
        }
        node.put("description", panel.words());
        node.set("datasource", dataSource(panel.source()));
        targets(node.putArray("targets"), panel.queries());
        ObjectNode fieldConfig = node.putObject("fieldConfig");
        defaults(fieldConfig.putObject("defaults"), panel);
        overrides(fieldConfig.putArray("overrides"), panel);
        PanelOptions.write(node.putObject("options"), panel);
        return node;
    }

    private static void targets(ArrayNode array, List<Query> queries) {
        char refId = 'A';
        for (Query query : queries) {
            ObjectNode target = array.addObject();
            target.put("refId", String.valueOf(refId++));
            target.set("datasource", dataSource(query.source()));
            if (query.source() == Source.METRICS) {
                target.put("editorMode", "code").put("range", true).put("instant", false);
                target.put("expr", query.text()).put("legendFormat", query.alias());
                continue;
            }
            target.put("rawQuery", true).put("query", query.text());
            target.put("resultFormat", query.asTable() ? "table" : "time_series");
            if (!query.alias().isEmpty()) {
                target.put("alias", query.alias());
            }
        }
    }

    private static void defaults(ObjectNode defaults, Panel panel) {
        if (!panel.unit().isEmpty()) {
            defaults.put("unit", panel.unit());
        }
        // A count of nothing is nothing to worry about, not "No data".
        defaults.put("noValue", panel.kind() == Panel.Kind.STAT && panel.unit().equals("short") ? "0" : "–");
        ObjectNode thresholds = defaults.putObject("thresholds").put("mode", "absolute");
        ArrayNode steps = thresholds.putArray("steps");
        List<Thresholds.Step> own = panel.thresholds().steps();
        if (own.isEmpty()) {
            steps.addObject().put("color", "text").putNull("value");
        }
        own.forEach(step -> steps.addObject().put("color", step.colour()).put("value", step.from()));
        boolean judged = !own.isEmpty() && panel.kind() == Panel.Kind.STAT;
        defaults.putObject("color").put("mode", judged ? "thresholds" : "palette-classic");
        if (panel.kind().grafana.equals("timeseries")) {
            PanelOptions.drawing(defaults.putObject("custom"), panel);
            Links.ofSeries(defaults, panel);
        }
    }

    private static void overrides(ArrayNode overrides, Panel panel) {
        COLOURS.forEach((word, colour) -> {
            ObjectNode override = overrides.addObject();
            override.putObject("matcher").put("id", "byName").put("options", word);
            ObjectNode property = override.putArray("properties").addObject().put("id", "color");
            property.putObject("value").put("mode", "fixed").put("fixedColor", colour);
        });
        if (panel.kind() == Panel.Kind.TABLE) {
            Links.ofColumns(overrides, panel);
        }
    }

    static ObjectNode dataSource(Source source) {
        return JSON.createObjectNode().put("type", source.type).put("uid", source.uid);
    }
}
