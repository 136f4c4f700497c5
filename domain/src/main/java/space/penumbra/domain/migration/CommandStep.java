package space.penumbra.domain.migration;

import java.time.Instant;

/**
 * One step in the life of a command.
 *
 * @param state state that was entered
 * @param detail why, or what the executor said
 * @param time event time
 */
public record CommandStep(CommandState state, String detail, Instant time) {}
