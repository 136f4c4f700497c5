package space.penumbra.domain.rules;

import java.time.Instant;

/**
 * Who does something, why and when.
 *
 * @param person who
 * @param reason why, in the person's own words
 * @param time event time of the fleet
 * @param wallTime the wall clock of whoever took it down
 */
public record Signature(String person, String reason, Instant time, Instant wallTime) {}
