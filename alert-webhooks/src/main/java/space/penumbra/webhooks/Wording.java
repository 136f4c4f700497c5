package space.penumbra.webhooks;

import java.util.List;
import java.util.Locale;
import space.penumbra.domain.alarm.AlarmChange;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.migration.CommandEntry;
import space.penumbra.domain.migration.CommandState;
import space.penumbra.domain.migration.Proposal;

/** The sentences and the levels that people read elsewhere. Pure. */
final class Wording {

    /** PagerDuty's four severities, which Prometheus users know as well; mildest first. */
    static final List<String> SEVERITIES = List.of("info", "warning", "error", "critical");

    private Wording() {}

    /** One line: how grave, where, what. */
    static String summary(Message message) {
        return message.kind() == EventKind.ALARM ? alarm(message.alarm()) : command(message.command());
    }

    private static String alarm(AlarmEvent event) {
        String state = event.change() == AlarmChange.RETURNED
                ? "RETURNED"
                : event.level().name() + (event.change() == AlarmChange.EASED ? " (eased)" : "");
        return state + " " + event.nodeId() + ": " + event.message();
    }

    private static String command(CommandEntry entry) {
        Proposal proposal = entry.proposal();
        String where = proposal.targetNodeId().isEmpty()
                ? " on " + proposal.sourceNodeId()
                : " from " + proposal.sourceNodeId() + " to " + proposal.targetNodeId();
        String rule = entry.rule().isEmpty() ? "" : " (" + entry.rule() + ")";
        return entry.state() + " " + proposal.action() + " of " + proposal.workloadId() + where + rule + ": "
                + proposal.explanation();
    }

    /** Whether a message says that something is over. */
    static boolean ended(Message message) {
        return message.kind() == EventKind.ALARM
                ? message.alarm().change() == AlarmChange.RETURNED
                : message.command().state() == CommandState.COMPLETED;
    }

    /** Our level of an alarm in the words of the fleet; of a command that needs somebody a warning. */
    static LimitLevel level(Message message) {
        return message.kind() == EventKind.ALARM ? message.alarm().level() : LimitLevel.WARNING;
    }

    /** The one of {@link #SEVERITIES} for a level. */
    static String severity(LimitLevel level) {
        switch (level) {
            case SEVERE:
            case CRITICAL:
                return "critical";
            case DISTRESS:
                return "error";
            case WARNING:
                return "warning";
            default:
                return "info";
        }
    }

    static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
