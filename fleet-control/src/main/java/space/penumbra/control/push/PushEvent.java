package space.penumbra.control.push;

/** One server-sent event: its name and its data, which is JSON in one line. An event without a name is a comment. */
public record PushEvent(String name, String data) {

    static final PushEvent BEAT = new PushEvent("", "beat");
}
