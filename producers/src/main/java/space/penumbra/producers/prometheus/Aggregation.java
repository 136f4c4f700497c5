package space.penumbra.producers.prometheus;

import java.util.List;

/** How the samples of one metric become one value. */
enum Aggregation {
    MAX,
    MIN,
    SUM,
    MEAN;

    /** NaN if there are none. */
    double of(List<Double> values) {
        if (values.isEmpty()) {
            return Double.NaN;
        }
        var statistics = values.stream().mapToDouble(Double::doubleValue).summaryStatistics();
        return switch (this) {
            case MAX -> statistics.getMax();
            case MIN -> statistics.getMin();
            case SUM -> statistics.getSum();
            case MEAN -> statistics.getAverage();
        };
    }
}
