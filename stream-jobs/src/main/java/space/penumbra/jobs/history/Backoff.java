package space.penumbra.jobs.history;

import java.time.Duration;

/**
 * How long to wait before trying again: doubling from first to most.
 *
 * @param first wait after the first failure
 * @param most longest wait
 */
record Backoff(Duration first, Duration most) {

    static final Backoff DEFAULT = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(15));

    /** Wait after this many failures in a row, from 1. */
    Duration after(int failures) {
        Duration wait = first.multipliedBy(1L << Math.min(20, failures - 1));
        return wait.compareTo(most) > 0 ? most : wait;
    }
}
