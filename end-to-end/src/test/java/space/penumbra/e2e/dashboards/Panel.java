package space.penumbra.e2e.dashboards;

import java.util.List;
import java.util.stream.Stream;

/**
 * A panel of a dashboard, described once; {@link DashboardJson} draws it.
 *
 * @param kind what draws the data
 * @param title heading, short
 * @param description what it shows and what to make of it; every panel has one
 * @param unit Grafana's id of the unit, empty for none
 * @param width in columns of 24
 * @param height in grid rows
 * @param queries where its data come from
 * @param thresholds colours by value, and whose word they are
 * @param stacked whether series are drawn on each other
 */
record Panel(
        Kind kind,
        String title,
        String description,
        String unit,
        int width,
        int height,
        List<Query> queries,
        Thresholds thresholds,
        boolean stacked) {

    /** What draws the data. */
    enum Kind {
        ROW("row"),
        STAT("stat"),
        LINES("timeseries"),
        BARS("timeseries"),
        POINTS("timeseries"),
        TABLE("table"),
        TRACK("geomap");

        final String grafana;

        Kind(String grafana) {
            this.grafana = grafana;
        }
    }

    static Panel row(String title) {
        return new Panel(Kind.ROW, title, "", "", 24, 1, List.of(), Thresholds.NONE, false);
    }

    static Panel stat(String title, String unit, String description, Query query) {
        return new Panel(Kind.STAT, title, description, unit, 4, 4, List.of(query), Thresholds.NONE, false);
    }

    static Panel lines(String title, String unit, String description, Query... queries) {
        return new Panel(Kind.LINES, title, description, unit, 8, 8, List.of(queries), Thresholds.NONE, false);
    }

    static Panel bars(String title, String unit, String description, Query... queries) {
        return new Panel(Kind.BARS, title, description, unit, 8, 8, List.of(queries), Thresholds.NONE, true);
    }

    static Panel points(String title, String unit, String description, Query... queries) {
        return new Panel(Kind.POINTS, title, description, unit, 8, 8, List.of(queries), Thresholds.NONE, false);
    }

    static Panel table(String title, String description, Query query) {
        return new Panel(Kind.TABLE, title, description, "", 12, 9, List.of(query), Thresholds.NONE, false);
    }

    static Panel track(String title, String description, Query query) {
        return new Panel(Kind.TRACK, title, description, "", 12, 9, List.of(query), Thresholds.NONE, false);
    }

    Panel width(int columns) {
        return new Panel(kind, title, description, unit, columns, height, queries, thresholds, stacked);
    }

    Panel unit(String other) {
        return new Panel(kind, title, description, other, width, height, queries, thresholds, stacked);
    }

    /** The same with one more query. */
    Panel and(Query query) {
        List<Query> both = Stream.concat(queries.stream(), Stream.of(query)).toList();
        return new Panel(kind, title, description, unit, width, height, both, thresholds, stacked);
    }

    /** Coloured by the limits of a default rule. */
    Panel limits(String ruleId) {
        return with(Thresholds.ofRule(ruleId));
    }

    /** Coloured by an alert about the platform. */
    Panel alert(String name) {
        return with(Thresholds.ofAlert(name));
    }

    Panel with(Thresholds other) {
        return new Panel(kind, title, description, unit, width, height, queries, other, stacked);
    }

    /** The description and whose limits it shows. */
    String words() {
        return description + thresholds.sentence();
    }

    /** All queries of a panel ask the same source. */
    Source source() {
        return queries.get(0).source();
    }
}
