package space.penumbra.domain.telemetry;

/**
 * Errors of a node counted over its resets, and how many fell into the last hour, in steps of five minutes. Not
 * thread-safe; the fields are open to whoever keeps them in state.
 */
public final class UpsetCount {

    /** Steps in the hour. */
    public static final int STEPS = 12;

    private static final long STEP_MILLIS = 300_000;

    /** Last total that the node reported, or -1. */
    public long lastCorrected = -1;
    /** Last total that the node reported, or -1. */
    public long lastUncorrected = -1;
    /** Corrected errors since the node's first frame. */
    public long corrected;
    /** Uncorrected errors since the node's first frame. */
    public long uncorrected;
    /** Number of the newest step, counted from 1970. */
    public long step = Long.MIN_VALUE;
    /** Errors in each step of the last hour; step n is at n modulo {@link #STEPS}. */
    public final int[] inStep = new int[STEPS];

    /**
     * What a counter has grown by. A total below the last one means that the node was reset: it counts from zero. The first
     * total is only a beginning.
     */
    public static long growth(long last, long total) {
        if (total < 0 || last < 0) {
            return 0;
        }
        return total >= last ? total - last : total;
    }

    /** Takes the counters of a newest frame; a counter that is not reported leaves all as it is. */
    public void add(TelemetryFrame frame) {
        long nowCorrected = frame.get(Counter.CORRECTED_ERRORS);
        long nowUncorrected = frame.get(Counter.UNCORRECTED_ERRORS);
        long newCorrected = growth(lastCorrected, nowCorrected);
        long newUncorrected = growth(lastUncorrected, nowUncorrected);
        corrected += newCorrected;
        uncorrected += newUncorrected;
        lastCorrected = nowCorrected < 0 ? lastCorrected : nowCorrected;
        lastUncorrected = nowUncorrected < 0 ? lastUncorrected : nowUncorrected;
        moveTo(Math.floorDiv(frame.timeMillis(), STEP_MILLIS));
        int at = (int) Math.floorMod(step, (long) STEPS);
        inStep[at] = (int) Math.min(Integer.MAX_VALUE, inStep[at] + newCorrected + newUncorrected);
    }

    private void moveTo(long next) {
        if (next <= step && next > step - STEPS) {
            return;
        }
        long from = step == Long.MIN_VALUE || next - step >= STEPS || next < step ? next - STEPS : step;
        for (long empty = from + 1; empty <= next; empty++) {
            inStep[(int) Math.floorMod(empty, (long) STEPS)] = 0;
        }
        step = next;
    }

    /** Errors in the last hour: between 55 and 60 minutes back. */
    public long lastHour() {
        long sum = 0;
        for (int errors : inStep) {
            sum += errors;
        }
        return sum;
    }

    /** Whether the node reports any of these counters. */
    public boolean reported() {
        return lastCorrected >= 0 || lastUncorrected >= 0;
    }

    /** Makes this equal to the other. */
    public void copyFrom(UpsetCount other) {
        lastCorrected = other.lastCorrected;
        lastUncorrected = other.lastUncorrected;
        corrected = other.corrected;
        uncorrected = other.uncorrected;
        step = other.step;
        System.arraycopy(other.inStep, 0, inStep, 0, STEPS);
    }
}
