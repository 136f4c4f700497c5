package space.penumbra.control.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Series that share their times.
 *
 * @param nodeId the node
 * @param fields names, in the order that was asked for
 * @param times epoch milliseconds, ascending
 * @param series values by field, NaN where there is none
 */
public record HistorySeries(String nodeId, List<String> fields, List<Long> times, Map<String, List<Double>> series) {

    static HistorySeries empty(String nodeId, List<String> fields) {
        Map<String, List<Double>> series = new LinkedHashMap<>();
        fields.forEach(field -> series.put(field, new ArrayList<>()));
        return new HistorySeries(nodeId, fields, new ArrayList<>(), series);
    }

    /** Adds an instant; one where nothing at all is known is left out. */
    void add(long millis, List<Double> values) {
        if (values.stream().allMatch(value -> value.isNaN())) {
            return;
        }
        times.add(millis);
        for (int i = 0; i < fields.size(); i++) {
            series.get(fields.get(i)).add(values.get(i));
        }
    }
}
