package space.penumbra.webhooks;

import java.time.Instant;
import java.util.Locale;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.migration.CommandEntry;
import space.penumbra.domain.migration.CommandState;

/**
 * What happened, and by what it is routed. How it is worded is the endpoint's {@link Format}.
 *
 * @param id derived from topic and event, so that a replay carries the same one
 * @param kind alarm or command
 * @param level for alarms the level that routes it, else IN_LIMITS
 * @param place where the node flies that it speaks of
 * @param event an {@link AlarmEvent} or a {@link CommandEntry}, as the kind says
 * @param time event time
 */
record Message(String id, EventKind kind, LimitLevel level, Place place, Record event, Instant time) {

    /**
     * The alarm.
     *
     * @throws ClassCastException if it speaks of a command
     */
    AlarmEvent alarm() {
        return (AlarmEvent) event;
    }

    /**
     * The command.
     *
     * @throws ClassCastException if it speaks of an alarm
     */
    CommandEntry command() {
        return (CommandEntry) event;
    }

    /** For commands the state that was entered, else null. */
    CommandState commandState() {
        return kind == EventKind.COMMAND ? command().state() : null;
    }

    /** What happened, as {@code alarm.raised} or {@code command.failed}. */
    String type() {
        Enum<?> what = kind == EventKind.ALARM ? alarm().change() : command().state();
        return kind.word() + "." + what.name().toLowerCase(Locale.ROOT);
    }

    /** The node that it speaks of; of a command the node where the workload is. */
    String nodeId() {
        return kind == EventKind.ALARM ? alarm().nodeId() : command().proposal().sourceNodeId();
    }
}
