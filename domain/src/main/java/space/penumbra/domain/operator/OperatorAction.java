package space.penumbra.domain.operator;

import java.time.Instant;
import java.util.Map;

/**
 * Who did what, when and why: the command of a person and its audit record in one.
 *
 * @param actionId unique; repeating it changes nothing
 * @param verb what is done
 * @param subject alarm key, incident id, command id or rule id; {@code fleet} for HOLD and RELEASE
 * @param operator who
 * @param reason why, in the person's own words
 * @param parameters what the verb needs, such as {@code level} for ACKNOWLEDGE or {@code until} for SHELVE
 * @param wallTime when, by the wall clock of the server that took it
 * @param time the fleet's event time when it was taken
 */
public record OperatorAction(
        String actionId,
        OperatorVerb verb,
        String subject,
        String operator,
        String reason,
        Map<String, String> parameters,
        Instant wallTime,
        Instant time) {}
