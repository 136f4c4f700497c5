package space.penumbra.webhooks;

/** What events that are told of together may have in common. */
public enum GroupBy {
    NODE("node") {
        @Override
        String of(Message message) {
            return message.nodeId();
        }
    },
    RULE("rule") {
        @Override
        String of(Message message) {
            return message.kind() == EventKind.ALARM ? message.alarm().ruleId() : message.type();
        }
    },
    PLANE("plane") {
        @Override
        String of(Message message) {
            return message.place().name();
        }
    },
    SHELL("shell") {
        @Override
        String of(Message message) {
            return message.place().shell();
        }
    };

    private final String word;

    GroupBy(String word) {
        this.word = word;
    }

    /** The word in the file of endpoints. */
    String word() {
        return word;
    }

    abstract String of(Message message);
}
