package space.penumbra.domain.telemetry;

/** What a frame is among those of its node. */
public enum Admission {
    /** Newer than all before it: it speaks of the present. */
    NEWEST,
    /** Older than the newest, but within the permitted disorder and not seen before: it counts, and changes nothing. */
    REORDERED,
    /** The same node, time and sequence were seen before. */
    DUPLICATE,
    /** Older than the newest by more than the permitted disorder. */
    TOO_LATE
}
