package space.penumbra.domain.alarm;

/** Where an alarm stands on the desk, in the words of ISA-18.2; see {@link AlarmDeskLifeCycle} for what may follow what. */
public enum DeskState {
    /** The condition is back to normal and somebody knew of it, or it never was real. */
    NORMAL,
    /** The condition holds and nobody has acknowledged it at its present severity. */
    ACTIVE,
    /** The condition holds and somebody has acknowledged it at this severity or a worse one. */
    ACKNOWLEDGED,
    /** The condition is back to normal before anybody acknowledged it: it stays on the desk until somebody does. */
    RETURNED,
    /** Somebody took it off the desk for a time, up to a severity. */
    SHELVED,
    /** Somebody took it off the desk until further notice, at whatever severity: what it measures with is being worked on. */
    OUT_OF_SERVICE
}
