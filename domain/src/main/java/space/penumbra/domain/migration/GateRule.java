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
    /** The newest status of the target is too old to decide on. */
    TARGET_UNHEARD(Disposition.WAIT),
    TARGET_ALARM(Disposition.WAIT),
    /** The target's battery is at its floor. */
    TARGET_FLOOR(Disposition.WAIT),
    TARGET_FULL(Disposition.WAIT),
    /** Another workload of the same anti-affinity group is on the target or on its way there. */
    TARGET_GROUP(Disposition.WAIT),
    WORKLOAD_BUSY(Disposition.WAIT),
    NEEDS_APPROVAL(Disposition.APPROVE),
    HOLD(Disposition.WAIT),
    /** Too many commands failed lately: no move starts. */
    BREAKER(Disposition.WAIT),
    CAP_PLANE(Disposition.WAIT),
    CAP_SHELL(Disposition.WAIT),
    CAP_TENANT(Disposition.WAIT),
    CAP_HAZARD(Disposition.WAIT),
    CAP_FLEET(Disposition.WAIT),
    /** Enough commands were released in the last seconds: the rest follows. */
    PACE(Disposition.WAIT),
    /** Every other rule let it pass, but this gate only shows what it would do. */
    DRY_RUN(Disposition.WAIT),
    /** A newer plan wants something else for the same workload. */
    SUPERSEDED(Disposition.REFUSE),
    /** A person wants the command back; the executor has not answered yet. */
    CANCEL_REQUESTED(Disposition.WAIT),
    /** The target fell silent before the state was sent: the command is taken back, the source keeps the work. */
    TARGET_LOST(Disposition.WAIT);

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
        return switch (this) {
            case PLACEMENT_UNKNOWN,
                    TARGET_SILENT,
                    TARGET_UNHEARD,
                    TARGET_ALARM,
                    TARGET_FLOOR,
                    TARGET_FULL,
                    TARGET_GROUP -> false;
            default -> true;
        };
    }
}
