package space.penumbra.domain.limits;

/** How far a reading is outside its limits, in the words of XTCE, from harmless to gravest; the order is meaningful. */
public enum LimitLevel {
    IN_LIMITS,
    WATCH,
    WARNING,
    DISTRESS,
    CRITICAL,
    SEVERE;

    /** Whether this level is graver than the other. */
    public boolean worseThan(LimitLevel other) {
        return compareTo(other) > 0;
    }

    /** The graver of the two. */
    public static LimitLevel worst(LimitLevel one, LimitLevel other) {
        return one.worseThan(other) ? one : other;
    }
}
