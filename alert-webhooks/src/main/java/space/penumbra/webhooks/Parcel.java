package space.penumbra.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The events that one request tells of.
 *
 * @param messages oldest first, at least one
 * @param receiver name of the endpoint
 * @param group what they have in common, by name; empty if they were not grouped
 * @param console address of the console, without a slash at its end; empty if there is none to link to
 * @param now wall clock when they were put together
 */
record Parcel(List<Message> messages, String receiver, Map<String, String> group, String console, Instant now) {

    Parcel {
        messages = List.copyOf(messages);
        group = Map.copyOf(group);
    }

    Message first() {
        return messages.get(0);
    }

    /** Event time of the newest. */
    Instant time() {
        return messages.get(messages.size() - 1).time();
    }

    /** Where a person sees more of a message; empty if there is no console to link to. */
    String link(Message message) {
        if (console.isEmpty()) {
            return "";
        }
        return message.kind() == EventKind.ALARM
                ? console + "/#/nodes/" + encoded(message.nodeId())
                : console + "/#/commands/" + encoded(message.command().commandId());
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, UTF_8).replace("+", "%20");
    }

    /** Identity of the request: that of its only event, or of its events together, so that a replay has the same. */
    String id() {
        if (messages.size() == 1) {
            return first().id();
        }
        String all = messages.stream().map(Message::id).collect(Collectors.joining("\n"));
        return "grp_" + UUID.nameUUIDFromBytes(all.getBytes(UTF_8)).toString().replace("-", "");
    }
}
