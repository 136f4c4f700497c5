package space.penumbra.domain.fault;

/** How strong an injected fault is, by its physical size; what each means for a kind stands with the kind's physics. */
public enum FaultSeverity {
    /** Within what a careful operator would want to know. */
    MILD,
    /** Costs output or lifetime. */
    MODERATE,
    /** Ends in a limit or in lost work. */
    SEVERE
}
