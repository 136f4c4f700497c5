package space.penumbra.cli.bench;

import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;
import space.penumbra.wire.Topics;

/**
 * Reads the running job's own counters in this process: what its sources have handed on, and what its operators have dealt with. Records that
 * wait between the two are not done.
 */
public final class JobMeter implements MetricReporter {

    /** What is counted, by the name that Flink knows it by. */
    enum Count {
        /** Records that the sources of frames have handed on. */
        FRAME_RECORDS("numRecordsOut", "Source: " + Topics.TELEMETRY_FRAMES.name()),
        /** Descriptions of nodes that their sources have handed on. */
        NODES("numRecordsOut", "Source: " + Topics.FLEET_NODES.name()),
        /** Frames that the health operator has accepted. */
        ACCEPTED("framesAccepted", ""),
        /** Frames and whole records that it has rejected. */
        REJECTED("recordsRejected", ""),
        /** Points that the history store has confirmed. */
        POINTS("pointsWritten", ""),
        /** Points that it will never take. */
        REFUSED_POINTS("pointsRefused", "");

        private final String metric;
        private final String operator;
        private final Set<Counter> counters = ConcurrentHashMap.newKeySet();

        Count(String metric, String operator) {
            this.metric = metric;
            this.operator = operator;
        }

        /** Of all running jobs together. */
        long now() {
            return counters.stream().mapToLong(Counter::getCount).sum();
        }
    }

    private static final String NAME = "penumbra-bench";

    /** The settings of Flink that make it report here. */
    static Map<String, String> settings() {
        return Map.of(
                "metrics.reporters", NAME, "metrics.reporter." + NAME + ".factory.class", Factory.class.getName());
    }

    @Override
    public void open(MetricConfig config) {
        // Nothing to open: the counters are read where they are.
    }

    @Override
    public void close() {
        for (Count count : Count.values()) {
            count.counters.clear();
        }
    }

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
        String operator = group.getAllVariables().getOrDefault("<operator_name>", "");
        for (Count count : Count.values()) {
            if (name.equals(count.metric) && (count.operator.isEmpty() || operator.equals(count.operator))) {
                count.counters.add((Counter) metric);
            }
        }
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
        if (metric instanceof Counter counter) {
            for (Count count : Count.values()) {
                count.counters.remove(counter);
            }
        }
    }

    /** How Flink finds it. */
    public static final class Factory implements MetricReporterFactory {
        @Override
        public MetricReporter createMetricReporter(Properties properties) {
            return new JobMeter();
        }
    }
}
