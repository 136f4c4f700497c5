package space.penumbra.e2e.dashboards;

import java.util.ArrayList;
import java.util.List;

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
 * @param thresholds colours by value, ascending
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
        List<Threshold> thresholds,
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

    /** The colour from this value on; the first begins at negative infinity. */
    record Threshold(Double from, String colour) {}

    static Panel row(String title) {
        return new Panel(Kind.ROW, title, "", "", 24, 1, List.of(), List.of(), false);
    }

    static Panel stat(String title, String unit, String description, Query query) {
        return new Panel(Kind.STAT, title, description, unit, 4, 4, List.of(query), List.of(), false);
    }

    static Panel lines(String title, String unit, String description, Query... queries) {
        return new Panel(Kind.LINES, title, description, unit, 8, 8, List.of(queries), List.of(), false);
    }

    static Panel bars(String title, String unit, String description, Query... queries) {
        return new Panel(Kind.BARS, title, description, unit, 8, 8, List.of(queries), List.of(), true);
    }

    static Panel points(String title, String unit, String description, Query... queries) {
        return new Panel(Kind.POINTS, title, description, unit, 8, 8, List.of(queries), List.of(), false);
    }

    static Panel table(String title, String description, Query query) {
        return new Panel(Kind.TABLE, title, description, "", 12, 9, List.of(query), List.of(), false);
    }

    static Panel track(String title, String description, Query query) {
        return new Panel(Kind.TRACK, title, description, "", 12, 9, List.of(query), List.of(), false);
    }

    Panel width(int columns) {
        return new Panel(kind, title, description, unit, columns, height, queries, thresholds, stacked);
    }

    Panel unit(String other) {
        return new Panel(kind, title, description, other, width, height, queries, thresholds, stacked);
    }

    Panel stack() {
        return new Panel(kind, title, description, unit, width, height, queries, thresholds, true);
    }

    /** Good from here on, else as named: for values of which more is better. */
    Panel badBelow(double red, double amber) {
        return with("red", new Threshold(red, "orange"), new Threshold(amber, "green"));
    }

    /** Good up to here: for values of which less is better. */
    Panel badAbove(double amber, double red) {
        return with("green", new Threshold(amber, "orange"), new Threshold(red, "red"));
    }

    private Panel with(String base, Threshold... steps) {
        List<Threshold> all = new ArrayList<>();
        all.add(new Threshold(null, base));
        all.addAll(List.of(steps));
        return new Panel(kind, title, description, unit, width, height, queries, List.copyOf(all), stacked);
    }
}
