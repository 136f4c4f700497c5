package space.penumbra.control.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** The end of a shelf, as a request names it. */
final class Shelf {

    private static final double MOST_MINUTES = 60 * 24 * 30;

    private Shelf() {}

    /** The instant in {@code until}, or {@code minutes} from now; a 400 if there is none or it is not ahead. */
    static Instant until(JsonNode body, Instant now) {
        Instant until = named(body, now);
        if (!until.isAfter(now)) {
            throw ApiError.badRequest("until " + until + " is not after the fleet's time " + now);
        }
        return until;
    }

    private static Instant named(JsonNode body, Instant now) {
        JsonNode minutes = body.path("minutes");
        if (minutes.isNumber() && minutes.asDouble() > 0 && minutes.asDouble() <= MOST_MINUTES) {
            return now.plusMillis(Math.round(minutes.asDouble() * 60_000));
        }
        String until = Operators.text(body, "until");
        if (until.isEmpty()) {
            throw ApiError.badRequest("until is missing: a shelf needs an end (an instant, or minutes up to 30 days)");
        }
        return Query.instant("until", until);
    }
}
