package space.penumbra.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.format.EventFormat;
import io.cloudevents.jackson.JsonCloudEventData;
import io.cloudevents.jackson.JsonFormat;
import java.net.URI;
import java.time.ZoneOffset;

/** CloudEvents 1.0 in structured mode: the id is that of the message, the subject what it speaks of. Pure. */
final class CloudEventBody {

    private static final EventFormat FORMAT = new JsonFormat();

    private CloudEventBody() {}

    static String of(Message message) {
        boolean alarm = message.kind() == EventKind.ALARM;
        JsonNode data = Json.MAPPER.valueToTree(message.event());
        byte[] event = FORMAT.serialize(CloudEventBuilder.v1()
                .withId(message.id())
                .withSource(URI.create(alarm ? "/penumbra/alarms" : "/penumbra/commands"))
                .withType("space.penumbra." + message.type())
                .withSubject(
                        alarm ? message.alarm().alarmKey() : message.command().commandId())
                .withTime(message.time().atOffset(ZoneOffset.UTC))
                .withDataContentType("application/json")
                .withData(JsonCloudEventData.wrap(data))
                .build());
        return new String(event, UTF_8);
    }
}
