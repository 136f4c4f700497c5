package space.penumbra.domain.anomaly;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/**
 * The usual value at each half hour of the day, for metrics that follow people or the sun. The mean of each visit to a half
 * hour is folded in when the visit ends, so that the pattern speaks of earlier days only, at any rate of sampling.
 *
 * <p>Whether there is a daily pattern at all is tested on the way: it is used only while it explains the values clearly
 * better than their long mean does (its recent mean squared error is below {@value #CLEARLY_BETTER} of the other). Not
 * thread-safe.
 */
final class DailyPattern {

    static final int SLOTS = 48;
    static final int BYTES = SLOTS * (Float.BYTES + 1) + 5 * Double.BYTES + 2 * Integer.BYTES;
    private static final long DAY_MILLIS = TimeUnit.DAYS.toMillis(1);
    private static final double CLEARLY_BETTER = 0.6;
    private static final int VISITS_NEEDED = 1;
    private static final int VISITS_REMEMBERED = 4;
    private static final double ERROR_MEMORY = 300;

    /** Usual values less the first value seen: a float would not hold small swings on a large offset. */
    private final float[] usual = new float[SLOTS];

    private final byte[] visits = new byte[SLOTS];
    private double origin = Double.NaN;
    private double visitSum;
    private double errorByPattern;
    private double errorByMean;
    private int visitCount;
    private int slot = -1;
    private double judged;

    /**
     * Takes the next value and returns how far it is from the usual value of its time of day.
     *
     * @param epochMillis time of the value; any order, only the time of day counts
     * @param value the value
     * @param mean the metric's long mean before this value
     * @return distance in root mean square errors of the pattern; 0 while the pattern is unknown or of no help
     */
    double distance(long epochMillis, double value, double mean) {
        if (Double.isNaN(origin)) {
            origin = value;
        }
        int now = (int) (Math.floorMod(epochMillis, DAY_MILLIS) * SLOTS / DAY_MILLIS);
        if (now != slot) {
            endVisit();
            slot = now;
        }
        visitSum += value - origin;
        visitCount++;
        if (visits[now] < VISITS_NEEDED) {
            return 0;
        }
        double fromPattern = value - origin - usual[now];
        double fromMean = value - mean;
        boolean helpful = judged >= ERROR_MEMORY / 2 && errorByPattern < CLEARLY_BETTER * errorByMean;
        double distance = helpful && errorByPattern > 0 ? Math.abs(fromPattern) / Math.sqrt(errorByPattern) : 0;
        judged++;
        double rate = Math.max(1 / judged, 1 / ERROR_MEMORY);
        errorByPattern += (fromPattern * fromPattern - errorByPattern) * rate;
        errorByMean += (fromMean * fromMean - errorByMean) * rate;
        return distance;
    }

    private void endVisit() {
        if (slot >= 0 && visitCount > 0) {
            visits[slot] = (byte) Math.min(VISITS_REMEMBERED, visits[slot] + 1);
            usual[slot] += (float) ((visitSum / visitCount - usual[slot]) / visits[slot]);
        }
        visitSum = 0;
        visitCount = 0;
    }

    void write(ByteBuffer out) {
        for (float value : usual) {
            out.putFloat(value);
        }
        out.put(visits).putDouble(origin).putDouble(visitSum).putDouble(errorByPattern);
        out.putDouble(errorByMean).putDouble(judged).putInt(visitCount).putInt(slot);
    }

    void read(ByteBuffer in) {
        for (int i = 0; i < SLOTS; i++) {
            usual[i] = in.getFloat();
        }
        in.get(visits);
        origin = in.getDouble();
        visitSum = in.getDouble();
        errorByPattern = in.getDouble();
        errorByMean = in.getDouble();
        judged = in.getDouble();
        visitCount = in.getInt();
        slot = in.getInt();
    }
}
