package space.penumbra.webhooks;

import java.util.LinkedHashMap;
import java.util.Map;

/** {@code {"type": "alarm.raised", "timestamp": event time, "data": the event}}, as Standard Webhooks suggests. Pure. */
final class EventBody {

    private EventBody() {}

    static String of(Message message) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", message.type());
        body.put("timestamp", message.time());
        body.put("data", message.event());
        return Json.text(body);
    }
}
