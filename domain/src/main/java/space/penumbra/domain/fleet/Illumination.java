package space.penumbra.domain.fleet;

/** What a node sees of the Sun. */
public enum Illumination {
    UNKNOWN,
    SUNLIT,
    PENUMBRA,
    UMBRA
}
