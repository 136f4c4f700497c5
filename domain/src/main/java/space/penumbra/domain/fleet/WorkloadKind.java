package space.penumbra.domain.fleet;

/** What kind of work it is; it decides how its state can be moved. */
public enum WorkloadKind {
    /** One shard of a training gang: moved by stop-and-copy at a step boundary. */
    TRAINING,
    /** Independent batch work: can be pre-copied. */
    BATCH,
    /** Serves requests: can be drained, its weights may be staged elsewhere. */
    INFERENCE
}
