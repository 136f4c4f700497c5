package space.penumbra.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.migration.CommandEntry;
import space.penumbra.wire.Topics;

/**
 * Words events as messages: {@code {"type": "alarm.raised", "timestamp": event time, "data": the event}}. Pure;
 * thread-safe.
 */
final class Messages {

    private static final ObjectMapper JSON = mapper();

    private Messages() {}

    /**
     * The message of an alarm's change.
     *
     * @param routedLevel level that decides who gets it: see {@link AlarmPeaks}
     */
    static Message of(AlarmEvent event, LimitLevel routedLevel) {
        String identity = String.join(
                "\n",
                Topics.ALARMS_EVENTS.name(),
                event.alarmKey(),
                Long.toString(event.occurrence()),
                event.change().name(),
                event.level().name(),
                Long.toString(event.time().toEpochMilli()));
        return new Message(
                id(identity),
                EventKind.ALARM,
                routedLevel,
                null,
                body(EventKind.ALARM, event.change().name(), event.time(), event),
                event.time());
    }

    /** The message of a command's step. */
    static Message of(CommandEntry entry) {
        String identity = String.join(
                "\n",
                Topics.COMMANDS_LEDGER.name(),
                entry.commandId(),
                entry.state().name(),
                Long.toString(entry.time().toEpochMilli()));
        return new Message(
                id(identity),
                EventKind.COMMAND,
                LimitLevel.IN_LIMITS,
                entry.state(),
                body(EventKind.COMMAND, entry.state().name(), entry.time(), entry),
                entry.time());
    }

    private static String id(String identity) {
        return "msg_"
                + UUID.nameUUIDFromBytes(identity.getBytes(UTF_8)).toString().replace("-", "");
    }

    private static String body(EventKind kind, String what, Instant time, Object data) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", kind.word() + "." + what.toLowerCase(Locale.ROOT));
        body.put("timestamp", time);
        body.put("data", data);
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Cannot write " + data + " as JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static ObjectMapper mapper() {
        SimpleModule module = new SimpleModule();
        module.addSerializer(Instant.class, new JsonSerializer<>() {
            @Override
            public void serialize(Instant value, JsonGenerator json, SerializerProvider provider) throws IOException {
                json.writeString(value.toString());
            }
        });
        JsonSerializer<Double> finite = new JsonSerializer<>() {
            @Override
            public void serialize(Double value, JsonGenerator json, SerializerProvider provider) throws IOException {
                // JSON has no NaN and no infinity: "not known" is null.
                if (Double.isFinite(value)) {
                    json.writeNumber(value);
                } else {
                    json.writeNull();
                }
            }
        };
        module.addSerializer(Double.class, finite);
        module.addSerializer(double.class, finite);
        return new ObjectMapper().registerModule(module);
    }
}
