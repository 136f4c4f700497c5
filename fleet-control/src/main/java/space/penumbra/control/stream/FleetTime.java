package space.penumbra.control.stream;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The event time of the fleet as this instance knows it: that of the newest node status. Written by the thread that keeps the
 * global stores, read by the processors. Thread-safe.
 */
final class FleetTime {

    private final AtomicLong millis = new AtomicLong();

    void heard(Instant time) {
        millis.accumulateAndGet(time.toEpochMilli(), Math::max);
    }

    /** The epoch while nothing was heard. */
    Instant now() {
        return Instant.ofEpochMilli(millis.get());
    }
}
