package space.penumbra.domain.telemetry;

/**
 * The counters of a telemetry frame, in wire order: totals since the last reset of the node, so that a lost frame loses
 * no event. A value below the last one is a reset. {@code -1} is "not reported".
 */
public enum Counter {
    /** Memory errors that ECC corrected (single bit). */
    CORRECTED_ERRORS("correctedErrors"),
    /** Memory errors that ECC detected and could not correct (double bit). */
    UNCORRECTED_ERRORS("uncorrectedErrors"),
    /** Silent corruptions found by checks of the computation. */
    SILENT_ERRORS("silentErrors"),
    /** Functional interrupts: a device hung or reset itself. */
    FUNCTIONAL_INTERRUPTS("functionalInterrupts"),
    /** Memory rows that were remapped for good. */
    REMAPPED_ROWS("remappedRows"),
    /** Restarts of the node's own software. */
    RESTARTS("restarts");

    /** Number of counters in a frame. */
    public static final int COUNT = values().length;

    private final String field;

    Counter(String field) {
        this.field = field;
    }

    /** The field name in schemas, files and the history store. */
    public String field() {
        return field;
    }
}
