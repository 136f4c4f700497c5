package space.penumbra.domain.migration;

/** The rules of the gate. Every refusal and every wait names one. */
public enum GateRule {
    DUPLICATE(Disposition.REFUSE),
    STALE_EPOCH(Disposition.REFUSE),
    STALE_PLACEMENT(Disposition.REFUSE),
    PAST_NOT_AFTER(Disposition.REFUSE),
    TARGET_HAZARD(Disposition.REFUSE),
    /** The workload's placement is not known yet, or is older than the one the proposal speaks of. */
    PLACEMENT_UNKNOWN(Disposition.WAIT),
    TARGET_SILENT(Disposition.WAIT),
    TARGET_ALARM(Disposition.WAIT),
    TARGET_FULL(Disposition.WAIT),
    WORKLOAD_BUSY(Disposition.WAIT),
    NEEDS_APPROVAL(Disposition.APPROVE),
    HOLD(Disposition.WAIT),
    CAP_PLANE(Disposition.WAIT),
    CAP_FLEET(Disposition.WAIT),
    /** A newer plan wants something else for the same workload. */
    SUPERSEDED(Disposition.REFUSE),
    /** A person wants the command back; the executor has not answered yet. */
    CANCEL_REQUESTED(Disposition.WAIT);

    /** What a rule that is broken does to a proposal. */
    enum Disposition {
        REFUSE,
        WAIT,
        APPROVE
    }

    private final Disposition disposition;

    GateRule(Disposition disposition) {
        this.disposition = disposition;
    }

    Disposition disposition() {
        return disposition;
    }

    /** Whether a proposal that waits for this rule still keeps its place on the target. */
    boolean keepsReservation() {
        return this != PLACEMENT_UNKNOWN && this != TARGET_SILENT && this != TARGET_ALARM && this != TARGET_FULL;
    }
}
