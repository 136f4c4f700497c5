package space.penumbra.webhooks;

import java.time.Duration;
import java.util.Optional;

/**
 * How one attempt to deliver ended.
 *
 * @param result what follows from it
 * @param detail what happened, without addresses' queries and without secrets
 * @param retryAfter how long the receiver asked to be left alone
 */
record Attempt(Result result, String detail, Optional<Duration> retryAfter) {

    /** What follows from an attempt. */
    enum Result {
        DELIVERED,
        /** Worth another try: no answer, 408, 425, 429 or 5xx. */
        RETRY,
        /** Another try would end the same way: a redirect, another 4xx, an address that must not be called. */
        REFUSED
    }

    static Attempt delivered(int status) {
        return new Attempt(Result.DELIVERED, "answered " + status, Optional.empty());
    }

    static Attempt retry(String detail, Optional<Duration> retryAfter) {
        return new Attempt(Result.RETRY, detail, retryAfter);
    }

    static Attempt refused(String detail) {
        return new Attempt(Result.REFUSED, detail, Optional.empty());
    }
}
