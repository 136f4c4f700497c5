package space.penumbra.e2e.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks every query of a dashboard file as Grafana would, and tells what erred or answered nothing: an unknown field
 * answers nothing, so only rows prove a panel.
 */
final class DashboardProbe {

    private final InfluxServer history;
    private final String database;
    private final Instant from;
    private final Instant to;
    private final PrometheusServer metrics;
    private final Instant watchedFrom;
    private final Instant watchedTo;

    /**
     * @param from begin of the range that panels of the history are asked for, event time
     * @param to end of that range
     * @param watchedFrom begin of the range that panels of metrics are asked for, wall clock
     * @param watchedTo end of that range
     */
    DashboardProbe(
            InfluxServer history,
            String database,
            Instant from,
            Instant to,
            PrometheusServer metrics,
            Instant watchedFrom,
            Instant watchedTo) {
        this.history = history;
        this.database = database;
        this.from = from;
        this.to = to;
        this.metrics = metrics;
        this.watchedFrom = watchedFrom;
        this.watchedTo = watchedTo;
    }

    /** Complaints about a dashboard's file; none if everything answers rows. */
    List<String> complaints(Path file) throws IOException {
        JsonNode dashboard = new ObjectMapper().readTree(Files.readString(file));
        List<String> complaints = new ArrayList<>();
        Map<String, String> chosen = new LinkedHashMap<>();
        for (JsonNode variable : dashboard.path("templating").path("list")) {
            if (!variable.path("type").asText().equals("query")) {
                continue;
            }
            String name = variable.path("name").asText();
            JsonNode result = ask(variable.path("query").path("query").asText(), chosen);
            complaint(result, "variable " + name).ifPresent(complaints::add);
            // "All" is the widest choice; where only one may be chosen, the first is.
            String first =
                    result.path("series").path(0).path("values").path(0).path(1).asText("");
            chosen.put(
                    name,
                    variable.path("includeAll").asBoolean()
                            ? variable.path("allValue").asText()
                            : first);
        }
        for (JsonNode annotation : dashboard.path("annotations").path("list")) {
            complaint(
                            ask(annotation.path("target").path("query").asText(), chosen),
                            "annotation " + annotation.path("name").asText())
                    .ifPresent(complaints::add);
        }
        for (JsonNode panel : dashboard.path("panels")) {
            for (JsonNode target : panel.path("targets")) {
                String what = "panel '" + panel.path("title").asText() + "' query "
                        + target.path("refId").asText() + ": ";
                Optional<String> complaint = target.has("expr")
                        ? complaintOfMetrics(target.path("expr").asText(), what)
                        : complaint(
                                ask(target.path("query").asText(), chosen),
                                what + target.path("query").asText());
                complaint.ifPresent(complaints::add);
            }
        }
        return complaints;
    }

    private JsonNode ask(String influxQl, Map<String, String> chosen) {
        String query = influxQl.replace(
                        "$timeFilter", "time >= " + from.toEpochMilli() + "ms AND time <= " + to.toEpochMilli() + "ms")
                .replace("$__interval", "60s");
        for (Map.Entry<String, String> choice : chosen.entrySet()) {
            query = query.replace("$" + choice.getKey(), choice.getValue());
        }
        return history.query(database, query);
    }

    /** The complaint about one query of metrics; none if it has a number. */
    Optional<String> complaintOfMetrics(String promQl, String what) {
        String query = promQl.replace("$__rate_interval", "10s").replace("$__range", "60s");
        JsonNode answer = metrics.query(query, watchedFrom, watchedTo);
        if (answer.has("error")) {
            return Optional.of(what + query + " errs: " + answer.path("error").asText());
        }
        for (JsonNode series : answer.path("result")) {
            for (JsonNode value : series.path("values")) {
                if (Double.isFinite(Double.parseDouble(value.path(1).asText("NaN")))) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(what + query + " answers nothing");
    }

    private static Optional<String> complaint(JsonNode result, String what) {
        if (result.has("error")) {
            return Optional.of(what + " errs: " + result.path("error").asText());
        }
        for (JsonNode series : result.path("series")) {
            for (JsonNode row : series.path("values")) {
                // The first column is the time; a row of nothing but nulls draws nothing.
                for (int column = 1; column < row.size(); column++) {
                    if (!row.path(column).isNull()) {
                        return Optional.empty();
                    }
                }
            }
        }
        return Optional.of(what + " answers nothing");
    }
}
