package space.penumbra.e2e.dashboards;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The ways out of a dashboard: to the others, keeping the range, and to the console, where things are done. */
final class Links {

    /** Where people reach the console; each of them can type another address. */
    static final String CONSOLE = "http://localhost:8080";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Columns that name something that has a page of its own. */
    private static final Map<String, List<Link>> OF_COLUMN = new TreeMap<>(Map.of(
            "node", List.of(dashboard("node"), console("The node in the console", "nodes", "${__data.fields.node}")),
            "source", List.of(console("The node in the console", "nodes", "${__data.fields.source}")),
            "target", List.of(console("The node in the console", "nodes", "${__data.fields.target}")),
            "workload", List.of(console("The workload in the console", "workloads", "${__data.fields.workload}"))));

    private record Link(String title, String url) {}

    private Links() {}

    /** At the top of a dashboard. */
    static void ofDashboard(ArrayNode links) {
        ObjectNode others = links.addObject();
        others.put("type", "dashboards").put("title", "Penumbra").put("asDropdown", true);
        others.put("includeVars", true).put("keepTime", true);
        others.putArray("tags").add("penumbra");
        ObjectNode console = links.addObject();
        console.put("type", "link").put("title", "Console").put("icon", "external link");
        console.put("url", "$console").put("tooltip", "Acknowledge, approve, hold: what people do is done there");
        console.put("targetBlank", true).put("includeVars", false).put("keepTime", false);
        console.putArray("tags");
    }

    /** The console's address as a box at the top. */
    static ObjectNode consoleVariable() {
        ObjectNode node = JSON.createObjectNode();
        node.put("type", "textbox").put("name", "console").put("label", "Console");
        node.put("query", CONSOLE).put("hide", 0);
        node.putObject("current").put("text", CONSOLE).put("value", CONSOLE);
        return node;
    }

    /** On the series of a panel that has one for each node. */
    static void ofSeries(ObjectNode defaults, Panel panel) {
        boolean byNode =
                panel.queries().stream().anyMatch(query -> query.alias().contains("$tag_node"));
        if (byNode) {
            ArrayNode links = defaults.putArray("links");
            add(
                    links,
                    new Link(
                            "The node in depth",
                            "/d/penumbra-node?var-node=${__field.labels.node}&${__url_time_range}"));
            add(links, console("The node in the console", "nodes", "${__field.labels.node}"));
        }
    }

    /** On the cells of a table. */
    static void ofColumns(ArrayNode overrides, Panel panel) {
        OF_COLUMN.forEach((column, targets) -> {
            if (panel.queries().stream().noneMatch(query -> query.text().contains(Query.quoted(column)))) {
                return;
            }
            ObjectNode override = overrides.addObject();
            override.putObject("matcher").put("id", "byName").put("options", column);
            ArrayNode links = override.putArray("properties")
                    .addObject()
                    .put("id", "links")
                    .putArray("value");
            targets.forEach(link -> add(links, link));
        });
    }

    private static void add(ArrayNode links, Link link) {
        links.addObject()
                .put("title", link.title())
                .put("url", link.url())
                .put("targetBlank", link.url().startsWith("$"));
    }

    private static Link dashboard(String name) {
        return new Link(
                "The node in depth", "/d/penumbra-" + name + "?var-node=${__data.fields.node}&${__url_time_range}");
    }

    private static Link console(String title, String page, String what) {
        return new Link(title, "${console:raw}/#/" + page + "/" + what);
    }
}
