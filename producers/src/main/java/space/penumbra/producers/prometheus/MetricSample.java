package space.penumbra.producers.prometheus;

import java.util.Map;

/**
 * One sample of a page.
 *
 * @param name name of the metric
 * @param labels its labels
 * @param value its value; NaN and infinities are possible
 */
record MetricSample(String name, Map<String, String> labels, double value) {}
