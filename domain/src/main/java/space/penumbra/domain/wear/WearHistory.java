package space.penumbra.domain.wear;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import space.penumbra.domain.telemetry.UpsetCount;

/**
 * All that is remembered of a node's wear: a bounded series for each kind, some kilobytes at most. Immutable.
 *
 * @param builtWatts output of the array as built; another one begins anew
 * @param builtWattHours capacity of the battery as built; likewise
 * @param lastRows newest total of remapped rows, -1 before the first
 * @param lastErrors newest total of uncorrectable errors, -1 before the first
 * @param rows rows remapped since the node is watched, over its resets
 * @param time event time of the newest sample
 * @param series one for each {@link WearKind}, in their order
 */
public record WearHistory(
        double builtWatts,
        double builtWattHours,
        long lastRows,
        long lastErrors,
        long rows,
        Instant time,
        List<WearSeries> series) {

    private static final WearKind[] KINDS = WearKind.values();
    private static final double MILLIS_PER_DAY = 86_400_000;
    /** Totals further apart give no rate: an hour without frames is not an hour without errors. */
    private static final long LONGEST_MILLIS = 3_600_000;

    /** The history of a node of which this is the first sample. */
    public static WearHistory begin(WearSample first) {
        List<WearSeries> none = new ArrayList<>();
        for (WearKind ignored : KINDS) {
            none.add(WearSeries.NONE);
        }
        return new WearHistory(first.builtWatts(), first.builtWattHours(), -1, -1, 0, Instant.EPOCH, List.copyOf(none))
                .with(first);
    }

    /** The history after a sample. An older or repeated one changes nothing; one of other hardware begins anew. */
    public WearHistory with(WearSample sample) {
        if (sample.builtWatts() != builtWatts || sample.builtWattHours() != builtWattHours) {
            return begin(sample);
        }
        if (!sample.time().isAfter(time)) {
            return this;
        }
        long millis = sample.time().toEpochMilli();
        long moreRows = UpsetCount.growth(lastRows, sample.remappedRows());
        long moreErrors = UpsetCount.growth(lastErrors, sample.uncorrectedErrors());
        double gpus = Math.max(1, sample.gpus());
        long apart = millis - time.toEpochMilli();
        boolean rated = lastErrors >= 0 && sample.uncorrectedErrors() >= 0 && apart <= LONGEST_MILLIS;
        List<WearSeries> next = new ArrayList<>(series);
        add(next, WearKind.ARRAY_OUTPUT, sample.arrayRatio(), millis);
        add(next, WearKind.BATTERY_CAPACITY, sample.capacityRatio(), millis);
        add(next, WearKind.THERMAL_CONDUCTANCE, sample.conductanceRatio(), millis);
        add(next, WearKind.REMAPPED_ROWS, sample.remappedRows() < 0 ? Double.NaN : (rows + moreRows) / gpus, millis);
        add(
                next,
                WearKind.UNCORRECTED_ERRORS,
                rated ? moreErrors / gpus / (apart / MILLIS_PER_DAY) : Double.NaN,
                millis);
        return new WearHistory(
                builtWatts,
                builtWattHours,
                sample.remappedRows() < 0 ? lastRows : sample.remappedRows(),
                sample.uncorrectedErrors() < 0 ? lastErrors : sample.uncorrectedErrors(),
                rows + moreRows,
                sample.time(),
                List.copyOf(next));
    }

    private static void add(List<WearSeries> series, WearKind kind, double value, long millis) {
        if (Double.isFinite(value)) {
            series.set(kind.ordinal(), series.get(kind.ordinal()).with(value, millis));
        }
    }

    /** Whether a span of any series has closed since an earlier history. */
    public boolean closedSince(WearHistory earlier) {
        for (WearKind kind : KINDS) {
            if (!series.get(kind.ordinal())
                    .means()
                    .equals(earlier.series.get(kind.ordinal()).means())) {
                return true;
            }
        }
        return false;
    }
}
