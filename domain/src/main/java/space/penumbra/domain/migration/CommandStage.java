package space.penumbra.domain.migration;

/** The stages that executors report. */
public enum CommandStage {
    ACCEPTED,
    CHECKPOINTED,
    TRANSFERRED,
    RESTORED,
    VERIFIED,
    FAILED,
    /** The executor would not start: duplicate in another generation, stale epoch, too late, unknown workload. */
    REJECTED,
    CANCELLED
}
