package space.penumbra.webhooks;

/** The two families of events that endpoints can ask for. */
public enum EventKind {
    ALARM("alarm"),
    COMMAND("command");

    private final String word;

    EventKind(String word) {
        this.word = word;
    }

    /** The word in settings files and at the head of message types. */
    public String word() {
        return word;
    }
}
