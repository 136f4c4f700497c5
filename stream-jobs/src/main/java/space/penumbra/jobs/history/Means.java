package space.penumbra.jobs.history;

import java.util.Arrays;
import space.penumbra.domain.telemetry.Counter;
import space.penumbra.domain.telemetry.Reading;
import space.penumbra.domain.telemetry.TelemetryFrame;

/** The frames of one node in one interval: means of readings, last of counters. Mutable, not thread-safe. */
public final class Means {

    private static final Reading[] READINGS = Reading.values();
    private static final Counter[] COUNTERS = Counter.values();
    private static final float[] NO_FLOATS = {};
    private static final long[] NO_LONGS = {};

    final double[] sums = new double[Reading.COUNT];
    final int[] counts = new int[Reading.COUNT];
    final long[] counters = new long[Counter.COUNT];
    /** Event time of the newest frame; its counters and GPU values are the ones that stand. */
    long newestMillis = Long.MIN_VALUE;

    float[] gpuTemperatureCelsius = NO_FLOATS;
    float[] gpuPowerWatts = NO_FLOATS;
    float[] gpuUtilisationRatio = NO_FLOATS;
    long[] gpuCorrectedErrors = NO_LONGS;
    long[] gpuUncorrectedErrors = NO_LONGS;

    Means() {
        Arrays.fill(counters, -1);
    }

    /** Adds a frame. What is not reported leaves the mean as it is. */
    void add(TelemetryFrame frame) {
        for (Reading reading : READINGS) {
            float value = frame.get(reading);
            if (!Float.isNaN(value)) {
                sums[reading.ordinal()] += value;
                counts[reading.ordinal()]++;
            }
        }
        if (frame.timeMillis() < newestMillis) {
            return;
        }
        newestMillis = frame.timeMillis();
        for (Counter counter : COUNTERS) {
            counters[counter.ordinal()] = frame.get(counter);
        }
        gpuTemperatureCelsius = frame.gpuTemperatureCelsius();
        gpuPowerWatts = frame.gpuPowerWatts();
        gpuUtilisationRatio = frame.gpuUtilisationRatio();
        gpuCorrectedErrors = frame.gpuCorrectedErrors();
        gpuUncorrectedErrors = frame.gpuUncorrectedErrors();
    }

    /** Mean of a reading, {@code NaN} if no frame reported it. */
    double mean(Reading reading) {
        int count = counts[reading.ordinal()];
        return count == 0 ? Double.NaN : sums[reading.ordinal()] / count;
    }

    Means copy() {
        Means copy = new Means();
        System.arraycopy(sums, 0, copy.sums, 0, sums.length);
        System.arraycopy(counts, 0, copy.counts, 0, counts.length);
        System.arraycopy(counters, 0, copy.counters, 0, counters.length);
        copy.newestMillis = newestMillis;
        // The arrays of a frame are made anew for each frame and never changed.
        copy.gpuTemperatureCelsius = gpuTemperatureCelsius;
        copy.gpuPowerWatts = gpuPowerWatts;
        copy.gpuUtilisationRatio = gpuUtilisationRatio;
        copy.gpuCorrectedErrors = gpuCorrectedErrors;
        copy.gpuUncorrectedErrors = gpuUncorrectedErrors;
        return copy;
    }
}
