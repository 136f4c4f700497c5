package space.penumbra.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.migration.CommandEntry;
import space.penumbra.wire.Topics;

/** Makes messages of events, under ids that stay the same over replays. Pure; thread-safe. */
final class Messages {

    private Messages() {}

    /**
     * The message of an alarm's change.
     *
     * @param routedLevel level that decides who gets it: see {@link AlarmPeaks}
     */
    static Message of(AlarmEvent event, LimitLevel routedLevel, Place place) {
        String identity = String.join(
                "\n",
                Topics.ALARMS_EVENTS.name(),
                event.alarmKey(),
                Long.toString(event.occurrence()),
                event.change().name(),
                event.level().name(),
                Long.toString(event.time().toEpochMilli()));
        return new Message(id(identity), EventKind.ALARM, routedLevel, place, event, event.time());
    }

    /** The message of a command's step. */
    static Message of(CommandEntry entry, Place place) {
        String identity = String.join(
                "\n",
                Topics.COMMANDS_LEDGER.name(),
                entry.commandId(),
                entry.state().name(),
                Long.toString(entry.time().toEpochMilli()));
        return new Message(id(identity), EventKind.COMMAND, LimitLevel.IN_LIMITS, place, entry, entry.time());
    }

    private static String id(String identity) {
        return "msg_"
                + UUID.nameUUIDFromBytes(identity.getBytes(UTF_8)).toString().replace("-", "");
    }
}
