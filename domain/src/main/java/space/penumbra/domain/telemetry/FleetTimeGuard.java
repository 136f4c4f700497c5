package space.penumbra.domain.telemetry;

import java.util.Arrays;

/**
 * Keeps one wrong clock from moving the time of the whole fleet. A frame is ahead of time if it lies more than an hour
 * after the newest accepted one and nothing confirms the jump: the broker's clock does if it shows the same hour (a live
 * fleet after a pause), and so do eight frames in a row that agree (a replay that goes on elsewhere). Eight in a row that
 * lie more than an hour back set the time back likewise.
 *
 * <p>The first frames settle the time together, by their median. Not thread-safe; one instance per partition.
 */
public final class FleetTimeGuard {

    /** How far a clock may be ahead. */
    public static final long PERMITTED_MILLIS = 3_600_000;

    private static final int AGREEING = 8;

    private final long[] first = new long[AGREEING];
    private int firstCount;
    private boolean settled;
    private long newestMillis;
    private long candidateMillis;
    private int candidateRun;

    /** Whether the fleet's time is known; until then no frame should move any clock. */
    public boolean settled() {
        return settled;
    }

    /**
     * Judges a frame and learns from it.
     *
     * @param timeMillis event time of the frame
     * @param brokerMillis when the broker took it
     * @return true if the frame is ahead of time and must not be used
     */
    public boolean ahead(long timeMillis, long brokerMillis) {
        if (!settled) {
            settle(timeMillis, brokerMillis);
            return false;
        }
        long jump = timeMillis - newestMillis;
        if (jump <= PERMITTED_MILLIS && jump >= -PERMITTED_MILLIS) {
            newestMillis = Math.max(newestMillis, timeMillis);
            candidateRun = 0;
            return false;
        }
        boolean confirmed = near(timeMillis, brokerMillis) || agreed(timeMillis);
        if (confirmed) {
            newestMillis = timeMillis;
            candidateRun = 0;
        }
        return jump > 0 && !confirmed;
    }

    private void settle(long timeMillis, long brokerMillis) {
        first[firstCount++] = timeMillis;
        if (near(timeMillis, brokerMillis)) {
            newestMillis = timeMillis;
            settled = true;
        } else if (firstCount == AGREEING) {
            Arrays.sort(first);
            newestMillis = first[AGREEING / 2];
            settled = true;
        }
    }

    private boolean agreed(long timeMillis) {
        candidateRun = candidateRun > 0 && near(timeMillis, candidateMillis) ? candidateRun + 1 : 1;
        candidateMillis = timeMillis;
        return candidateRun >= AGREEING;
    }

    private static boolean near(long one, long other) {
        return Math.abs(one - other) <= PERMITTED_MILLIS;
    }
}
