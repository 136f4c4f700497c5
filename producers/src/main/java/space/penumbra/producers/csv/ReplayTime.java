package space.penumbra.producers.csv;

/** What becomes of recorded times. */
public enum ReplayTime {
    /** The first row is now, in the fleet's event time; the others keep their distance from it. */
    SHIFT,
    /** They are published as recorded. */
    KEEP
}
