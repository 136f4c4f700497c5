package space.penumbra.cli.bench;

import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * Reads Flink's own counters in this process: how many records the sources of the frames' topic have handed on. What is chained to a source has
 * then dealt with them.
 */
public final class SourceMeter implements MetricReporter {

    static final String NAME = "penumbra-bench";

    private static final Set<Counter> COUNTERS = ConcurrentHashMap.newKeySet();

    /** Records handed on by all running sources of this topic. */
    static long records() {
        return COUNTERS.stream().mapToLong(Counter::getCount).sum();
    }

    @Override
    public void open(MetricConfig config) {
        // Nothing to open: the counters are read where they are.
    }

    @Override
    public void close() {
        COUNTERS.clear();
    }

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
        String operator = group.getAllVariables().getOrDefault("<operator_name>", "");
        if (name.equals("numRecordsOut") && operator.equals("Source: telemetry.frames")) {
            COUNTERS.add((Counter) metric);
        }
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
        if (metric instanceof Counter counter) {
            COUNTERS.remove(counter);
        }
    }

    /** How Flink finds it. */
    public static final class Factory implements MetricReporterFactory {
        @Override
        public MetricReporter createMetricReporter(Properties properties) {
            return new SourceMeter();
        }
    }
}
