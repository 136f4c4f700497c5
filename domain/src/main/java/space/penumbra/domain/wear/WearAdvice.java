package space.penumbra.domain.wear;

/** What follows from the wear of a component, from harmless to gravest; the order is meaningful. */
public enum WearAdvice {
    /** Nothing follows. */
    KEEP,
    /** Plan with less than was built. */
    DERATE,
    /** No work that cannot bear to lose the node: long training goes elsewhere. */
    AVOID_LONG_JOBS,
    /** No guests at all; what runs there should leave. */
    RETIRE;

    /** The graver of the two. */
    static WearAdvice worst(WearAdvice one, WearAdvice other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
