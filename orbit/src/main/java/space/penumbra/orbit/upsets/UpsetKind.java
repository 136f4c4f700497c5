package space.penumbra.orbit.upsets;

/** What a proton can do to an accelerator. */
public enum UpsetKind {
    /** A memory bit flipped and corrected. */
    SINGLE_BIT,
    /** An error the memory's code detects but cannot correct. */
    DOUBLE_BIT,
    /** A wrong result without a sign. */
    SILENT_CORRUPTION,
    /** A chip that stops until it is reset. */
    FUNCTIONAL_INTERRUPT
}
