package space.penumbra.webhooks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import space.penumbra.domain.limits.LimitLevel;

/**
 * PagerDuty Events API v2 without its routing key: an alarm's incident is triggered, updated and resolved under the alarm's key, so that
 * repeats open nothing new. Pure.
 */
final class PagerDutyBody {

    /** Characters of a summary that PagerDuty takes. */
    private static final int SUMMARY_LENGTH = 1024;

    private PagerDutyBody() {}

    static String of(Parcel parcel) {
        Message message = parcel.first();
        boolean alarm = message.kind() == EventKind.ALARM;
        boolean ended = Wording.ended(message);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("event_action", ended ? "resolve" : "trigger");
        body.put(
                "dedup_key",
                alarm ? message.alarm().alarmKey() : message.command().commandId());
        body.put("client", "Penumbra");
        if (!parcel.link(message).isEmpty()) {
            body.put("client_url", parcel.link(message));
            body.put("links", List.of(Map.of("href", parcel.link(message), "text", "console")));
        }
        body.put("payload", payload(message, alarm, ended));
        return Json.text(body);
    }

    /** The body with the routing key, which is kept nowhere but in the request itself. */
    static String withKey(String body, Secret key) {
        return "{\"routing_key\":" + Json.text(key.reveal()) + "," + body.substring(1);
    }

    private static Map<String, Object> payload(Message message, boolean alarm, boolean ended) {
        String summary = Wording.summary(message);
        LimitLevel level = ended ? LimitLevel.WATCH : Wording.level(message);
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("summary", summary.length() > SUMMARY_LENGTH ? summary.substring(0, SUMMARY_LENGTH) : summary);
        payload.put("source", message.nodeId());
        payload.put("severity", Wording.severity(level));
        payload.put("timestamp", message.time());
        payload.put(
                "component",
                alarm ? message.alarm().ruleId() : message.command().proposal().workloadId());
        payload.put("group", message.place().name());
        payload.put("class", message.type());
        payload.put("custom_details", message.event());
        return payload;
    }
}
