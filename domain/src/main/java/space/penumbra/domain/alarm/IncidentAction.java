package space.penumbra.domain.alarm;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import space.penumbra.domain.operator.OperatorAction;

/**
 * One action of a person on all alarms of an incident, written once however many they are. It carries what the person saw:
 * the rule, the span of raises and the event time of the look. What was raised or got worse after that look is not touched,
 * so nobody acknowledges or shelves what he has not seen; each member is acknowledged at its own level, so that it speaks up
 * again when it gets worse than that.
 */
public final class IncidentAction {

    private static final String RULE = "rule";
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String SEEN = "seen";

    private IncidentAction() {}

    /** The parameters that name the members of an incident as they were seen at this event time. */
    public static Map<String, String> parameters(Incident incident, Instant seen) {
        return Map.of(
                RULE, incident.ruleId(),
                FROM, incident.firstRaised().toString(),
                TO, incident.lastRaised().toString(),
                SEEN, seen.toString());
    }

    /** What the action means for one alarm; nothing if the alarm is no member or has changed since it was seen. */
    public static Optional<OperatorAction> on(AlarmDeskEntry entry, OperatorAction action) {
        Map<String, String> given = action.parameters();
        try {
            boolean member = entry.event().ruleId().equals(given.get(RULE))
                    && !entry.raisedAt().isBefore(instant(given, FROM))
                    && !entry.raisedAt().isAfter(instant(given, TO))
                    && !entry.event().time().isAfter(instant(given, SEEN));
            if (!member) {
                return Optional.empty();
            }
        } catch (DateTimeException e) {
            return Optional.empty();
        }
        Map<String, String> own = new HashMap<>(given);
        own.put("level", entry.event().level().name());
        own.put("occurrence", Long.toString(entry.event().occurrence()));
        return Optional.of(new OperatorAction(
                action.actionId(),
                action.verb(),
                entry.event().alarmKey(),
                action.operator(),
                action.reason(),
                own,
                action.wallTime(),
                action.time()));
    }

    private static Instant instant(Map<String, String> given, String name) {
        return Instant.parse(given.getOrDefault(name, ""));
    }
}
