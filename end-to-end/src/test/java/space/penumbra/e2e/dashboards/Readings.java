package space.penumbra.e2e.dashboards;

import space.penumbra.domain.telemetry.Reading;

/** Panels of readings over the nodes of the chosen shells, alike on every dashboard. */
final class Readings {

    static final String SHELL = "\"shell\" =~ /^$shell$/";

    private Readings() {}

    /** One number over the latest value of each node. */
    static Panel latest(String aggregate, String title, Reading reading, String description) {
        return Panel.stat(
                title,
                GrafanaUnit.of(reading),
                description,
                Query.ofLatest(aggregate, reading.field(), "node", SHELL, "\"node\"", ""));
    }

    /** A line for each shell. */
    static Panel byShell(String title, Reading reading, String select, String description) {
        return Panel.lines(title, GrafanaUnit.of(reading), description, Query.byTag(select, "node", SHELL, "shell"));
    }

    /** The least of each shell. */
    static Panel lowest(String title, Reading reading, String description) {
        return byShell(title, reading, Query.min(reading.field()), description);
    }

    /** The most of each shell. */
    static Panel highest(String title, Reading reading, String description) {
        return byShell(title, reading, Query.max(reading.field()), description);
    }

    /** The sum over all nodes. */
    static Query fleetSum(Reading reading, String name) {
        return Query.sumOverNodes(Query.mean(reading.field()), SHELL, name);
    }

    /** The ten nodes that are furthest out. */
    static Panel worst(String title, String description, String function, Reading reading, String name) {
        return Panel.table(
                title, description, Query.extremes(function, reading.field(), "\"node\"", name, "node", SHELL));
    }
}
