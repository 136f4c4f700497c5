package space.penumbra.domain.alarm;

import java.time.Instant;

/**
 * Words that somebody left at an alarm for whoever comes next.
 *
 * @param author who
 * @param text the words
 * @param time event time of the fleet when they were left
 */
public record DeskNote(String author, String text, Instant time) {}
