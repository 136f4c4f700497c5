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

/**
 * Asks every query of a dashboard file as Grafana would, and tells what erred or answered nothing: an unknown field
 * answers nothing, so only rows prove a panel.
 */
public final class DashboardProbe {

    private final InfluxServer server;
    private final String database;
    private final Instant from;
    private final Instant to;

    /**
     * @param from begin of the range that panels are asked for, event time
     * @param to end of that range
     */
    public DashboardProbe(InfluxServer server, String database, Instant from, Instant to) {
        this.server = server;
        this.database = database;
        this.from = from;
        this.to = to;
    }

    /** Complaints about a dashboard's file; none if everything answers rows. */
    public List<String> complaints(Path file) throws IOException {
        JsonNode dashboard = new ObjectMapper().readTree(Files.readString(file));
        List<String> complaints = new ArrayList<>();
        Map<String, String> chosen = new LinkedHashMap<>();
        for (JsonNode variable : dashboard.path("templating").path("list")) {
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
                        + target.path("refId").asText();
                complaint(
                                ask(target.path("query").asText(), chosen),
                                what + ": " + target.path("query").asText())
                        .ifPresent(complaints::add);
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
        return server.query(database, query);
    }

    private static java.util.Optional<String> complaint(JsonNode result, String what) {
        if (result.has("error")) {
            return java.util.Optional.of(what + " errs: " + result.path("error").asText());
        }
        for (JsonNode series : result.path("series")) {
            for (JsonNode row : series.path("values")) {
                // The first column is the time; a row of nothing but nulls draws nothing.
                for (int column = 1; column < row.size(); column++) {
                    if (!row.path(column).isNull()) {
                        return java.util.Optional.empty();
                    }
                }
            }
        }
        return java.util.Optional.of(what + " answers nothing");
    }
}
