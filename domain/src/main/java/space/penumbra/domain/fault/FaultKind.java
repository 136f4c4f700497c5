package space.penumbra.domain.fault;

/** What can break on a simulated node. */
public enum FaultKind {
    /** The cooling loop loses conductance, by fouling or with its pump's flow: plate and dies run hot. */
    COOLING_LOOP,
    /** A sensor repeats its value. */
    STUCK_SENSOR,
    /** A sensor's offset grows. */
    DRIFTING_SENSOR,
    /** A memory stack fails: corrected errors rise, then uncorrectable ones come. */
    MEMORY_STACK,
    /** One accelerator suffers many times the upsets of its neighbours, and hangs. */
    LEMON_GPU,
    /** Strings of the array are lost at once. */
    ARRAY_STRINGS,
    /** The battery holds less than it did. */
    BATTERY_FADE,
    /** The array no longer looks at the Sun. */
    POINTING_ERROR,
    /** The node reports little or nothing, and works on. */
    NODE_SILENCE,
    /** A laser link is weak, comes and goes, or is lost. */
    LINK_LOSS,
    /** A co-tenant takes processor, memory and link from the accelerators' work. */
    NOISY_NEIGHBOUR
}
