package space.penumbra.webhooks;

import java.time.Duration;

/**
 * Exponential waiting between attempts. Pure.
 *
 * @param first wait after the first attempt, before jitter
 * @param longest upper bound of the doubling
 */
public record BackOff(Duration first, Duration longest) {

    /**
     * The wait after this attempt: {@code first x 2^(attempt-1)}, at most {@code longest}, times a factor from 0.5 to 1 so
     * that many senders do not come back at the same instant.
     *
     * @param attempt attempts made so far, from 1
     * @param random uniform in [0, 1)
     */
    Duration after(int attempt, double random) {
        int doublings = Math.min(attempt - 1, 30);
        double millis = Math.min(longest.toMillis(), first.toMillis() * (double) (1L << doublings));
        return Duration.ofMillis(Math.round(millis * (0.5 + 0.5 * random)));
    }
}
