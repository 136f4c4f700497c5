package space.penumbra.webhooks;

import java.time.Instant;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.migration.CommandState;

/**
 * What is posted, and by what it is routed.
 *
 * @param id derived from topic and event, so that a replay carries the same one
 * @param kind alarm or command
 * @param level for alarms the level that routes it, else IN_LIMITS
 * @param commandState for commands the state that was entered, else null
 * @param body the JSON that is signed and sent
 * @param time event time
 */
record Message(String id, EventKind kind, LimitLevel level, CommandState commandState, String body, Instant time) {}
