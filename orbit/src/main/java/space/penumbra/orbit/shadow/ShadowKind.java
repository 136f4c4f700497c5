package space.penumbra.orbit.shadow;

/** How much of the Sun the Earth hides: some of it (penumbra, which surrounds the umbra) or all of it (umbra). */
public enum ShadowKind {
    PENUMBRA,
    UMBRA
}
