package space.penumbra.producers.twin;

import space.penumbra.orbit.sun.SubPoint;
import space.penumbra.orbit.sun.Sun;

/**
 * Where the Sun stands, and how far the Earth has turned, at the beats of a fleet. The shards of a fleet go through the same beats one after the
 * other, and the Sun costs a hundred cosines: what one has found serves all. Thread-safe.
 */
final class SunClock {

    /** Beats that are remembered, one in a place; shards are advanced by some minutes at a time. */
    private static final int PLACES = 1024;

    /** Written without a lock: each entry is whole and unchanging, and a thread that misses one computes the same again. */
    private final Instant[] known = new Instant[PLACES];

    /**
     * One beat.
     *
     * @param timeMillis UTC milliseconds since 1970
     * @param x of the unit vector to the Sun in TEME
     * @param y of it
     * @param z of it
     * @param distanceKm of the Sun
     * @param gmstRadians Greenwich mean sidereal time
     */
    record Instant(long timeMillis, double x, double y, double z, double distanceKm, double gmstRadians) {}

    Instant at(long timeMillis) {
        int place = (int) Math.floorMod(timeMillis / FleetTwin.BEAT_MILLIS, (long) PLACES);
        Instant found = known[place];
        if (found == null || found.timeMillis != timeMillis) {
            double[] unit = new double[3];
            double distance = Sun.direction(timeMillis, unit);
            found = new Instant(timeMillis, unit[0], unit[1], unit[2], distance, SubPoint.gmstRadians(timeMillis));
            known[place] = found;
        }
        return found;
    }
}
