package space.penumbra.domain.migration;

/** What can be done with a workload ahead of a hazard, dearest promise first. */
public enum ActionKind {
    /** Nothing is done: battery, heat and risk allow it. Never a command. */
    RIDE,
    CHECKPOINT,
    POWER_CAP,
    PAUSE,
    RESUME,
    MIGRATE
}
