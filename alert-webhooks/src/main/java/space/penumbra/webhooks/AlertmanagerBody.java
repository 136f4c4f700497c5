package space.penumbra.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import space.penumbra.domain.alarm.AlarmChange;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.migration.CommandEntry;

/**
 * Events in Alertmanager's words. Pure.
 *
 * <p>An alert is its labels, and the severity is one of them: so an alarm that worsens is another alert to Alertmanager. Into its API we
 * therefore end the milder alerts of an alarm with each worsening, and all of them with its return; ending one that it does not know does
 * nothing. Its clock is the wall clock, ours may run at any speed: alerts begin there no later than they are posted, and carry the event
 * time as an annotation.
 */
final class AlertmanagerBody {

    private AlertmanagerBody() {}

    /** What Alertmanager posts to a receiver: {@code webhook_config}, version 4. */
    static String notification(Parcel parcel) {
        List<Map<String, Object>> alerts = new ArrayList<>();
        for (Message message : parcel.messages()) {
            alerts.add(alert(parcel, message, severityOf(message), Wording.ended(message), true));
        }
        boolean firing = parcel.messages().stream().anyMatch(message -> !Wording.ended(message));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("version", "4");
        body.put("groupKey", parcel.receiver() + ":" + new TreeMap<>(parcel.group()));
        body.put("truncatedAlerts", 0);
        body.put("status", firing ? "firing" : "resolved");
        body.put("receiver", parcel.receiver());
        body.put("groupLabels", parcel.group());
        body.put("commonLabels", common(alerts, "labels"));
        body.put("commonAnnotations", common(alerts, "annotations"));
        body.put("externalURL", parcel.console());
        body.put("alerts", alerts);
        return Json.text(body);
    }

    /** What Alertmanager's API takes. */
    static String alerts(Parcel parcel) {
        List<Map<String, Object>> alerts = new ArrayList<>();
        for (Message message : parcel.messages()) {
            boolean ended = Wording.ended(message);
            if (message.kind() == EventKind.ALARM) {
                String present = ended ? "" : severityOf(message);
                for (String other : Wording.SEVERITIES) {
                    if (ended || message.alarm().change() == AlarmChange.WORSENED && !other.equals(present)) {
                        alerts.add(alert(parcel, message, other, true, false));
                    }
                }
            }
            if (!ended) {
                alerts.add(alert(parcel, message, severityOf(message), false, false));
            }
        }
        return Json.text(alerts);
    }

    private static String severityOf(Message message) {
        boolean alarm = message.kind() == EventKind.ALARM;
        return Wording.severity(alarm ? message.level() : LimitLevel.WARNING);
    }

    private static Map<String, Object> alert(
            Parcel parcel, Message message, String severity, boolean ended, boolean notification) {
        Map<String, String> labels = labels(message);
        labels.put("severity", severity);
        Instant begin = message.time().isBefore(parcel.now()) ? message.time() : parcel.now();
        Map<String, Object> alert = new LinkedHashMap<>();
        if (notification) {
            alert.put("status", ended ? "resolved" : "firing");
        }
        alert.put("labels", labels);
        alert.put("annotations", annotations(message));
        alert.put("startsAt", begin);
        if (ended) {
            alert.put("endsAt", parcel.now());
        } else if (notification) {
            alert.put("endsAt", "0001-01-01T00:00:00Z");
        }
        alert.put("generatorURL", parcel.link(message));
        if (notification) {
            alert.put("fingerprint", fingerprint(labels));
        }
        return alert;
    }

    private static Map<String, String> labels(Message message) {
        Map<String, String> labels = new TreeMap<>();
        if (message.kind() == EventKind.ALARM) {
            labels.put("alertname", message.alarm().ruleId());
        } else {
            CommandEntry entry = message.command();
            labels.put("alertname", "command-" + Wording.lower(entry.state()).replace('_', '-'));
            labels.put("command", entry.commandId());
            labels.put("workload", entry.proposal().workloadId());
        }
        labels.put("node", message.nodeId());
        labels.put("source", "penumbra");
        if (message.place().known()) {
            labels.put("shell", message.place().shell());
            labels.put("plane", message.place().name());
        }
        return labels;
    }

    private static Map<String, String> annotations(Message message) {
        Map<String, String> annotations = new TreeMap<>();
        annotations.put("summary", Wording.summary(message));
        annotations.put("eventTime", message.time().toString());
        if (message.kind() == EventKind.ALARM) {
            AlarmEvent event = message.alarm();
            annotations.put("level", event.level().name());
            annotations.put("context", event.context());
            if (Double.isFinite(event.value())) {
                annotations.put("value", event.value() + " " + event.unit());
            }
            if (Double.isFinite(event.limit())) {
                annotations.put("limit", event.limit() + " " + event.unit());
            }
        }
        return annotations;
    }

    /** What all alerts agree on. */
    private static Map<String, Object> common(List<Map<String, Object>> alerts, String part) {
        Map<String, Object> common = new TreeMap<>();
        ((Map<?, ?>) alerts.get(0).get(part)).forEach((name, value) -> {
            if (alerts.stream().allMatch(alert -> value.equals(((Map<?, ?>) alert.get(part)).get(name)))) {
                common.put((String) name, value);
            }
        });
        return common;
    }

    private static String fingerprint(Map<String, String> labels) {
        UUID hash = UUID.nameUUIDFromBytes(labels.toString().getBytes(UTF_8));
        return String.format("%016x", hash.getMostSignificantBits());
    }
}
