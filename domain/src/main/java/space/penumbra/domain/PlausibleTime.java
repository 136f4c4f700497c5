package space.penumbra.domain;

import java.time.Instant;

/**
 * The years in which something of a fleet can happen: from the first satellite to 2200. What lies outside is a mistake, and would break the
 * arithmetic of whoever reads it: a record carries epoch milliseconds, and an {@link Instant} reaches beyond them. Stateless.
 */
public final class PlausibleTime {

    /** The launch of Sputnik 1. */
    public static final Instant FIRST = Instant.parse("1957-10-04T19:28:34Z");

    /** Nothing is planned for after this. */
    public static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

    private static final long FIRST_MILLIS = FIRST.toEpochMilli();
    private static final long LAST_MILLIS = LAST.toEpochMilli();

    private PlausibleTime() {}

    /** Whether an instant lies within. */
    public static boolean holds(Instant time) {
        return !time.isBefore(FIRST) && !time.isAfter(LAST);
    }

    /** Whether an instant, in epoch milliseconds, lies within. */
    public static boolean holds(long epochMillis) {
        return epochMillis >= FIRST_MILLIS && epochMillis <= LAST_MILLIS;
    }

    /** The range in words. */
    public static String range() {
        return FIRST + " to " + LAST;
    }
}
