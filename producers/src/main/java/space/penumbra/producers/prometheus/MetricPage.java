package space.penumbra.producers.prometheus;

import java.util.List;
import java.util.Map;

/**
 * A page that was read.
 *
 * @param samples by the name of their metric, each in the order of the page
 * @param malformed what could not be read: line number and reason
 */
record MetricPage(Map<String, List<MetricSample>> samples, List<String> malformed) {

    List<MetricSample> of(String metric) {
        return samples.getOrDefault(metric, List.of());
    }
}
