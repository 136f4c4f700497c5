package space.penumbra.domain.telemetry;

/** Why a record was diverted instead of being used. */
public enum RejectionReason {
    /** The bytes are no record of any published schema. */
    UNDECODABLE,
    /** The record has no node id, or another one than its key. */
    WRONG_NODE,
    /** A reading outside what a working sensor reports. */
    OUT_OF_RANGE,
    /** Older than the newest frame of its node by more than the permitted disorder. */
    TOO_LATE,
    /** Ahead of the fleet's time by more than a clock may be wrong. */
    AHEAD_OF_TIME,
    /** The same node, time and sequence were seen before. */
    DUPLICATE
}
