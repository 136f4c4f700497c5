package space.penumbra.wire;

/** What Kafka keeps of a topic. */
public enum Cleanup {
    /** Everything, for the retention time. */
    DELETE("delete"),
    /** The latest value of each key, for ever. */
    COMPACT("compact"),
    /** The latest value of each key, for the retention time. */
    COMPACT_DELETE("compact,delete");

    private final String policy;

    Cleanup(String policy) {
        this.policy = policy;
    }

    /** The value of Kafka's {@code cleanup.policy}. */
    public String policy() {
        return policy;
    }
}
