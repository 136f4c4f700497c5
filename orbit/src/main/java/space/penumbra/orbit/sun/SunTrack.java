package space.penumbra.orbit.sun;

/**
 * The Sun over some hours, tabulated once and read by every satellite: straight lines between points a quarter of an hour apart, which
 * bends the direction by less than 0.001 arc seconds. Immutable and thread-safe.
 */
public final class SunTrack {

    private static final double STEP_MILLIS = 900_000.0;

    /** Windows that touch the interval are completed beyond its ends; no near-earth revolution takes longer than this. */
    private static final double MARGIN_MILLIS = 2 * 225 * 60_000.0;

    private final double startMillis;
    private final int intervals;
    /** Unit x, y, z and the distance in km, point after point. */
    private final double[] points;

    private SunTrack(double startMillis, int intervals) {
        this.startMillis = startMillis;
        this.intervals = intervals;
        points = new double[4 * (intervals + 1)];
        double[] unit = new double[3];
        for (int i = 0; i <= intervals; i++) {
            points[4 * i + 3] = Sun.direction(startMillis + i * STEP_MILLIS, unit);
            System.arraycopy(unit, 0, points, 4 * i, 3);
        }
    }

    /**
     * The Sun from {@code fromEpochMillis} to {@code toEpochMillis} (UTC), with seven and a half hours to spare at both ends.
     *
     * @throws IllegalArgumentException when the interval is empty or longer than ten years
     */
    public static SunTrack covering(double fromEpochMillis, double toEpochMillis) {
        double length = toEpochMillis - fromEpochMillis;
        if (!(length >= 0) || length > 3653 * 86_400_000.0) {
            throw new IllegalArgumentException(
                    "interval of " + length / 3_600_000.0 + " hours: it must last 0 hours to 10 years");
        }
        int intervals = (int) Math.ceil((length + 2 * MARGIN_MILLIS) / STEP_MILLIS);
        return new SunTrack(fromEpochMillis - MARGIN_MILLIS, intervals);
    }

    /**
     * Direction and distance of the Sun.
     *
     * @param epochMillisUtc UTC milliseconds since 1970, inside the covered time
     * @param unit receives the unit vector to the Sun in TEME
     * @return distance in km
     * @throws IllegalArgumentException outside the covered time
     */
    public double direction(double epochMillisUtc, double[] unit) {
        double position = (epochMillisUtc - startMillis) / STEP_MILLIS;
        if (!(position >= 0 && position <= intervals)) {
            throw new IllegalArgumentException(
                    "time " + (long) epochMillisUtc + " is outside this track of the Sun: cover a longer interval");
        }
        int at = Math.min((int) position, intervals - 1);
        double rest = position - at;
        int k = 4 * at;
        unit[0] = points[k] + rest * (points[k + 4] - points[k]);
        unit[1] = points[k + 1] + rest * (points[k + 5] - points[k + 1]);
        unit[2] = points[k + 2] + rest * (points[k + 6] - points[k + 2]);
        return points[k + 3] + rest * (points[k + 7] - points[k + 3]);
    }
}
