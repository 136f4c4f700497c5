package space.penumbra.producers.twin;

/** What can break on a simulated node. */
enum FaultKind {
    /** The cooling loop loses conductance: plate and dies run hot. */
    COOLING,
    /** Strings of the array are lost. */
    ARRAY,
    /** The node stops reporting, and works on. */
    SILENCE,
    /** The radiator sensor repeats its value. */
    STUCK_SENSOR,
    /** A memory stack fails: corrected errors rise, then uncorrectable ones come. */
    MEMORY
}
