package space.penumbra.control.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads the table {@code node} of QuestDB in SQL; its columns are the fields and tags of the line protocol. */
final class QuestHistory implements HistoryReader {

    private final StoreClient store;

    QuestHistory(StoreClient store) {
        this.store = store;
    }

    @Override
    public HistorySeries read(String nodeId, List<String> fields, Instant from, Instant to, int points) {
        String columns = fields.stream().map(field -> "avg(\"" + field + "\")").collect(Collectors.joining(", "));
        String query = "SELECT timestamp, " + columns + " FROM node WHERE node = '" + nodeId.replace("'", "''")
                + "' AND timestamp >= '" + from + "' AND timestamp < '" + to + "' SAMPLE BY "
                + HistoryReader.intervalSeconds(from, to, points) + "s ALIGN TO CALENDAR";
        JsonNode answer = store.get("/exec", Map.of("query", query, "nm", "true"));
        HistorySeries series = HistorySeries.empty(nodeId, fields);
        for (JsonNode row : answer.path("dataset")) {
            List<Double> values = new ArrayList<>();
            for (int i = 1; i <= fields.size(); i++) {
                values.add(row.path(i).asDouble(Double.NaN));
            }
            series.add(Instant.parse(row.path(0).asText()).toEpochMilli(), values);
        }
        return series;
    }

    @Override
    public String about() {
        return "QuestDB at " + store.url();
    }
}
