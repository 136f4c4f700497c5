package space.penumbra.domain.wear;

import java.util.Arrays;

/**
 * A robust line through a series: the median of the slopes of all pairs (Theil 1950), with the interval of Sen (1968, "Estimates of the regression coefficient
 * based on Kendall's tau"), which no single odd value moves. Immutable.
 *
 * @param level where the line is at the newest point; NaN without points
 * @param perDay slope, per day; 0 with fewer than three points
 * @param perDayLow lower end of its 95 % interval, negative infinity with fewer than {@value #LEAST_POINTS} points
 * @param perDayHigh upper end, positive infinity likewise
 * @param points number of points
 * @param spanDays time from the first to the newest
 */
record Trend(double level, double perDay, double perDayLow, double perDayHigh, int points, double spanDays) {

    /** Points from which an interval can be told. */
    static final int LEAST_POINTS = 6;

    private static final double NORMAL_95 = 1.96;
    private static final double MILLIS_PER_DAY = 86_400_000;

    static Trend of(WearSeries series) {
        double[] days = new double[series.means().size()];
        double[] values = new double[days.length];
        int n = 0;
        for (int i = 0; i < days.length; i++) {
            if (!Double.isNaN(series.means().get(i))) {
                days[n] = i * series.spacingMillis() / MILLIS_PER_DAY;
                values[n++] = series.means().get(i);
            }
        }
        if (n == 0) {
            return new Trend(Double.NaN, 0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0, 0);
        }
        double[] slopes = slopes(days, values, n);
        double slope = n < 3 ? 0 : median(slopes);
        double[] offsets = new double[n];
        for (int i = 0; i < n; i++) {
            offsets[i] = values[i] - slope * (days[i] - days[n - 1]);
        }
        Arrays.sort(offsets);
        double low = Double.NEGATIVE_INFINITY;
        double high = Double.POSITIVE_INFINITY;
        if (n >= LEAST_POINTS) {
            // Kendall's S has this standard deviation where there is no trend: slopes of these ranks bound the true
            // one.
            double spread = NORMAL_95 * Math.sqrt(n * (n - 1.0) * (2 * n + 5) / 18);
            int below = (int) Math.floor((slopes.length - spread) / 2);
            low = below >= 0 ? slopes[below] : low;
            high = below >= 0 ? slopes[slopes.length - 1 - below] : high;
        }
        return new Trend(median(offsets), slope, low, high, n, days[n - 1] - days[0]);
    }

    private static double[] slopes(double[] days, double[] values, int n) {
        double[] slopes = new double[n * (n - 1) / 2];
        int at = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                slopes[at++] = (values[j] - values[i]) / (days[j] - days[i]);
            }
        }
        Arrays.sort(slopes);
        return slopes;
    }

    private static double median(double[] sorted) {
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
