package space.penumbra.producers.prometheus;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * How one field of a frame comes from a metric.
 *
 * @param field name of a reading, a counter, or a GPU array
 * @param metric name of the metric
 * @param where for each label a pattern that its whole value must match; a label that is absent counts as empty
 * @param aggregate how several samples become one value; not used for GPU arrays
 * @param rate true to take the growth per second of wall time since the last page, for counters
 * @param dividedBy a metric whose (summed) value the result is divided by; empty for none
 * @param scale factor
 * @param offset added after the factor
 * @param least smaller results become this; -Infinity for no bound
 * @param most larger results become this; Infinity for no bound
 */
record MappingRule(
        String field,
        String metric,
        Map<String, Pattern> where,
        Aggregation aggregate,
        boolean rate,
        String dividedBy,
        double scale,
        double offset,
        double least,
        double most) {

    boolean takes(MetricSample sample) {
        return where.entrySet().stream()
                .allMatch(label -> label.getValue()
                        .matcher(sample.labels().getOrDefault(label.getKey(), ""))
                        .matches());
    }

    double finish(double value, double divisor) {
        double result = value / divisor * scale + offset;
        // NaN stays NaN: "not reported" has no bounds.
        return Math.min(most, Math.max(least, result));
    }
}
