package space.penumbra.webhooks;

import java.util.Map;

/** A text for Slack's incoming webhooks: one line an event, the first lines of many. Pure. */
final class SlackBody {

    private static final int MOST_LINES = 20;

    private SlackBody() {}

    static String of(Parcel parcel) {
        StringBuilder text = new StringBuilder();
        int count = parcel.messages().size();
        if (count > 1) {
            text.append('*').append(count).append(" events*");
            if (!parcel.group().isEmpty()) {
                text.append(" of ").append(escaped(parcel.group().toString()));
            }
            text.append('\n');
        }
        parcel.messages().stream().limit(MOST_LINES).forEach(message -> line(text, parcel, message));
        if (count > MOST_LINES) {
            text.append("and ").append(count - MOST_LINES).append(" more");
        }
        return Json.text(Map.of("text", text.toString().stripTrailing()));
    }

    private static void line(StringBuilder text, Parcel parcel, Message message) {
        text.append(escaped(Wording.summary(message)));
        String link = parcel.link(message);
        if (!link.isEmpty()) {
            text.append(" <").append(link).append("|console>");
        }
        text.append('\n');
    }

    /** The three characters that Slack gives a meaning to. */
    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
