package space.penumbra.domain.fleet;

/** What a workload is doing where it is placed. */
public enum WorkloadState {
    RUNNING,
    CAPPED,
    PAUSED,
    MOVING,
    FINISHED
}
