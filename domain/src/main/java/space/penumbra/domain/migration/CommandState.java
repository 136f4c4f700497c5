package space.penumbra.domain.migration;

/** The life of a command in the ledger; see {@link CommandLifeCycle} for what may follow what. */
public enum CommandState {
    PROPOSED,
    AWAITING_APPROVAL,
    HELD,
    ISSUED,
    ACCEPTED,
    CHECKPOINTED,
    TRANSFERRED,
    RESTORED,
    COMPLETED,
    REFUSED,
    REJECTED,
    EXPIRED,
    CANCELLED,
    TIMED_OUT,
    FAILED;

    /** Whether the command's life is over. */
    public boolean terminal() {
        return compareTo(COMPLETED) >= 0;
    }
}
