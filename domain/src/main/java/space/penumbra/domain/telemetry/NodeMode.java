package space.penumbra.domain.telemetry;

/** The operating mode that a node reports of itself; the order is part of the wire format. */
public enum NodeMode {
    UNKNOWN,
    NOMINAL,
    POWER_SAVE,
    SAFE
}
