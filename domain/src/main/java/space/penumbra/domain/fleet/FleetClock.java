package space.penumbra.domain.fleet;

import java.time.Duration;
import java.time.Instant;

/**
 * How the fleet's event time follows the wall clock. A live fleet needs none: its event time is the wall clock. A demo at
 * 60 times speed or a replay of last year's storm publishes one, so that whoever brings further nodes stamps them alike.
 *
 * @param wallTime an instant of the wall clock
 * @param eventTime the fleet's event time at that instant
 * @param speed seconds of event time per second of wall clock, above 0
 */
public record FleetClock(Instant wallTime, Instant eventTime, double speed) {

    /** The clock of a live fleet. */
    public static final FleetClock WALL = new FleetClock(Instant.EPOCH, Instant.EPOCH, 1);

    /** The fleet's event time when the wall clock shows this. */
    public Instant eventTimeAt(Instant wall) {
        double nanos = Duration.between(wallTime, wall).toNanos() * speed;
        return eventTime.plusNanos(Math.round(nanos));
    }
}
