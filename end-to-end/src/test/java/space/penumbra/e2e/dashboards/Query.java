package space.penumbra.e2e.dashboards;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One query of a panel. InfluxQL keeps to what InfluxDB 1, 2 (with a DBRP mapping) and 3 all know.
 *
 * @param text InfluxQL or PromQL, with Grafana's variables for time and the dashboard's own
 * @param alias name of a series, may hold {@code $tag_…} or {@code {{label}}}
 * @param asTable whether rows are wanted instead of series
 * @param source who is asked
 */
record Query(String text, String alias, boolean asTable, Source source) {

    /** A node's own points come once a minute; a panel of hours asks for fewer. */
    private static final String EVERY = " GROUP BY time($__interval)";

    /** A query of the history. */
    Query(String influxQl, String alias, boolean asTable) {
        this(influxQl, alias, asTable, Source.HISTORY);
    }

    /** A query of the platform's metrics. */
    static Query metrics(String promQl, String legend) {
        return new Query(promQl, legend, false, Source.METRICS);
    }

    /** One series for each value of a tag. */
    static Query byTag(String select, String measurement, String where, String tag) {
        return new Query(
                "SELECT " + select + " FROM " + quoted(measurement) + filter(where) + EVERY + ", " + quoted(tag)
                        + " fill(none)",
                "$tag_" + tag,
                false);
    }

    /** One series over everything. */
    static Query over(String select, String measurement, String where, String name) {
        return new Query(
                "SELECT " + select + " FROM " + quoted(measurement) + filter(where) + EVERY + " fill(none)",
                name,
                false);
    }

    /**
     * A sum over nodes: first one value for each node and interval, then their sum, so that a node that reports twice as
     * often does not count twice.
     */
    static Query sumOverNodes(String select, String where, String name) {
        return new Query(
                "SELECT sum(\"each\") FROM (SELECT " + select + " AS \"each\" FROM \"node\"" + filter(where) + EVERY
                        + ", \"node\" fill(none))" + " WHERE $timeFilter" + EVERY + " fill(none)",
                name,
                false);
    }

    /** The same for each value of a tag of the nodes. */
    static Query sumOverNodesBy(String tag, String select, String where) {
        return new Query(
                "SELECT sum(\"each\") FROM (SELECT " + select + " AS \"each\" FROM \"node\"" + filter(where) + EVERY
                        + ", \"node\", " + quoted(tag) + " fill(none))" + " WHERE $timeFilter" + EVERY + ", "
                        + quoted(tag) + " fill(none)",
                "$tag_" + tag,
                false);
    }

    /** One number: an aggregate over the last value of each group. */
    static Query ofLatest(
            String aggregate, String field, String measurement, String where, String groups, String condition) {
        String outer = condition.isEmpty() ? "" : " WHERE " + condition;
        return new Query(
                "SELECT " + aggregate + "(\"latest\") FROM (SELECT last(" + quoted(field) + ") AS \"latest\" FROM "
                        + quoted(measurement) + filter(where) + " GROUP BY " + groups + ")" + outer,
                "",
                false);
    }

    /** One number over the whole range. */
    static Query number(String select, String measurement, String where) {
        return new Query("SELECT " + select + " FROM " + quoted(measurement) + filter(where), "", false);
    }

    /** A sum over nodes and GPUs for each value of a tag. */
    static Query sumOf(String measurement, String tag, String select, String where) {
        return new Query(
                "SELECT sum(\"each\") FROM (SELECT " + select + " AS \"each\" FROM " + quoted(measurement)
                        + filter(where)
                        + EVERY + ", \"node\", " + quoted(tag) + " fill(none)) WHERE $timeFilter" + EVERY + ", "
                        + quoted(tag) + " fill(none)",
                "$tag_" + tag,
                false);
    }

    /** What the node gained that gained most in each full hour. */
    static Query highestHourlyGain(List<String> counters, String where, String name) {
        String gains = counters.stream().map(Query::gain).collect(Collectors.joining(" + "));
        return new Query(
                "SELECT max(\"each\") FROM (SELECT " + gains + " AS \"each\" FROM \"node\"" + filter(where)
                        + " GROUP BY time(1h), \"node\" fill(none)) WHERE $timeFilter GROUP BY time(1h) fill(none)",
                name,
                false);
    }

    /** What a counter gained over all nodes in the whole range. */
    static Query gainedInAll(String counter, String where) {
        return new Query(
                "SELECT sum(\"each\") FROM (SELECT non_negative_difference(" + quoted(counter)
                        + ") AS \"each\" FROM \"node\"" + filter(where) + " GROUP BY \"node\")",
                "",
                false);
    }

    /** The ten whose counter gained most in the whole range. */
    static Query mostGained(String counter, String tags, String name, String measurement, String where) {
        return new Query(
                "SELECT top(\"gained\", " + tags + ", 10) AS " + quoted(name)
                        + " FROM (SELECT sum(\"each\") AS \"gained\" FROM (SELECT non_negative_difference("
                        + quoted(counter) + ") AS \"each\" FROM " + quoted(measurement) + filter(where) + " GROUP BY "
                        + tags + ") GROUP BY " + tags + ")",
                "",
                true);
    }

    /** One sum a day (UTC). */
    static Query byDay(String select, String measurement, String where, String name) {
        return new Query(
                "SELECT " + select + " FROM " + quoted(measurement) + filter(where) + " GROUP BY time(1d) fill(none)",
                name,
                false);
    }

    /** The worst of a few percentiles of something that many have. */
    static Query percentile(String field, int percent, String measurement, String where) {
        return over("percentile(" + quoted(field) + ", " + percent + ")", measurement, where, "p" + percent);
    }

    /** The ten that are furthest out, with when. */
    static Query extremes(String function, String field, String tags, String name, String measurement, String where) {
        return new Query(
                "SELECT " + function + "(" + quoted(field) + ", " + tags + ", 10) AS " + quoted(name) + " FROM "
                        + quoted(measurement) + filter(where),
                "",
                true);
    }

    /** Rows as they were written. */
    static Query rows(String select, String measurement, String where, String order) {
        return new Query(
                "SELECT " + select + " FROM " + quoted(measurement) + filter(where) + " ORDER BY time " + order
                        + " LIMIT 200",
                "",
                true);
    }

    static String mean(String field) {
        return "mean(" + quoted(field) + ")";
    }

    static String min(String field) {
        return "min(" + quoted(field) + ")";
    }

    static String max(String field) {
        return "max(" + quoted(field) + ")";
    }

    static String sum(String field) {
        return "sum(" + quoted(field) + ")";
    }

    static String count(String field) {
        return "count(" + quoted(field) + ")";
    }

    /** What a counter gained; a reset gains nothing. */
    static String gain(String field) {
        return "non_negative_difference(last(" + quoted(field) + "))";
    }

    static String quoted(String name) {
        return '"' + name + '"';
    }

    private static String filter(String where) {
        return " WHERE " + (where.isEmpty() ? "" : where + " AND ") + "$timeFilter";
    }
}
