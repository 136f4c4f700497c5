package space.penumbra.domain.wear;

import java.util.ArrayList;
import java.util.List;

/**
 * A measure over a node's whole life in bounded memory: means at even spacing. When there are {@value #MOST} of them, neighbours are joined and the spacing
 * doubles. Immutable.
 *
 * @param spacingMillis time that each mean spans
 * @param startMillis begin of the first span, event time; of the open one if there is no mean yet
 * @param means of the closed spans, oldest first; NaN where nothing was measured
 * @param sum of the open span
 * @param count of the open span
 */
public record WearSeries(long spacingMillis, long startMillis, List<Double> means, double sum, int count) {

    /** Means at most. */
    public static final int MOST = 24;

    /** Spacing of a young series. */
    static final long FIRST_SPACING_MILLIS = 3_600_000;

    /** Nothing measured yet. */
    static final WearSeries NONE = new WearSeries(FIRST_SPACING_MILLIS, 0, List.of(), 0, 0);

    /** A longer time without any sample begins a series anew: what happened in between is not known. */
    private static final int LONGEST_GAP_SPANS = MOST;

    /** The series after a value; one of before the open span changes nothing. */
    WearSeries with(double value, long timeMillis) {
        if (means.isEmpty() && count == 0) {
            return new WearSeries(
                    spacingMillis, Math.floorDiv(timeMillis, spacingMillis) * spacingMillis, means, value, 1);
        }
        long openFrom = startMillis + means.size() * spacingMillis;
        long ahead = Math.floorDiv(timeMillis - openFrom, spacingMillis);
        if (ahead < 0) {
            return this;
        } else if (ahead > LONGEST_GAP_SPANS) {
            return NONE.with(value, timeMillis);
        } else if (ahead == 0) {
            return new WearSeries(spacingMillis, startMillis, means, sum + value, count + 1);
        }
        List<Double> closed = new ArrayList<>(means);
        closed.add(count == 0 ? Double.NaN : sum / count);
        for (long empty = 1; empty < ahead; empty++) {
            closed.add(Double.NaN);
        }
        return new WearSeries(spacingMillis, startMillis, closed, value, 1).bounded();
    }

    private WearSeries bounded() {
        if (means.size() <= MOST) {
            return this;
        }
        List<Double> joined = new ArrayList<>();
        for (int i = 0; i + 1 < means.size(); i += 2) {
            joined.add(join(means.get(i), means.get(i + 1)));
        }
        boolean odd = means.size() % 2 == 1;
        // A half span goes back into the open one.
        double last = odd ? means.get(means.size() - 1) : Double.NaN;
        boolean half = !Double.isNaN(last);
        return new WearSeries(
                        2 * spacingMillis,
                        startMillis,
                        List.copyOf(joined),
                        half ? sum + last : sum,
                        half ? count + 1 : count)
                .bounded();
    }

    private static double join(double one, double other) {
        if (Double.isNaN(one) || Double.isNaN(other)) {
            return Double.isNaN(one) ? other : one;
        }
        return (one + other) / 2;
    }
}
