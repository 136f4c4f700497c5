package space.penumbra.e2e.dashboards;

/**
 * One InfluxQL query of a panel. The subset is one that InfluxDB 1, 2 (with a DBRP mapping) and 3 all know.
 *
 * @param influxQl with Grafana's {@code $timeFilter}, {@code $__interval} and the dashboard's variables
 * @param alias name of a series, may hold {@code $tag_…}
 * @param asTable whether rows are wanted instead of series
 */
record Query(String influxQl, String alias, boolean asTable) {

    private static final String EVERY = " GROUP BY time($__interval)";

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

    /** Rows as they were written. */
    static Query rows(String select, String measurement, String where, String order) {
        return new Query(
                "SELECT " + select + " FROM " + quoted(measurement) + filter(where) + " ORDER BY time " + order
                        + " LIMIT 200",
                "",
                true);
    }

    Query asRows() {
        return new Query(influxQl, alias, true);
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
