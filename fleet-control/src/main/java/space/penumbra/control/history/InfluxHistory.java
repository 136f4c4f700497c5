package space.penumbra.control.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads the measurement {@code node} in InfluxQL, in the words that InfluxDB 1.x and 2.x both understand. */
final class InfluxHistory implements HistoryReader {

    private final StoreClient store;
    private final String database;

    InfluxHistory(StoreClient store, String database) {
        this.store = store;
        this.database = database;
    }

    @Override
    public HistorySeries read(String nodeId, List<String> fields, Instant from, Instant to, int points) {
        String columns = fields.stream()
                .map(field -> "mean(\"" + field + "\") AS \"" + field + "\"")
                .collect(Collectors.joining(", "));
        String query = "SELECT " + columns + " FROM \"node\" WHERE \"node\" = '" + quoted(nodeId) + "' AND time >= '"
                + from + "' AND time < '" + to + "' GROUP BY time("
                + HistoryReader.intervalSeconds(from, to, points) + "s) fill(null)";
        JsonNode answer = store.get("/query", Map.of("db", database, "epoch", "ms", "q", query));
        JsonNode result = answer.path("results").path(0);
        if (result.has("error")) {
            throw new HistoryUnavailableException("The history store refused the question: "
                    + result.path("error").asText());
        }
        HistorySeries series = HistorySeries.empty(nodeId, fields);
        for (JsonNode row : result.path("series").path(0).path("values")) {
            List<Double> values = new ArrayList<>();
            for (int i = 1; i <= fields.size(); i++) {
                values.add(row.path(i).asDouble(Double.NaN));
            }
            series.add(row.path(0).asLong(), values);
        }
        return series;
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("'", "\\'");
    }

    @Override
    public String about() {
        return "InfluxQL at " + store.url() + ", database " + database;
    }
}
