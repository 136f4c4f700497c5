package space.penumbra.orbit.shadow;

/**
 * One passage through the Earth's shadow. A penumbra window spans the whole passage, with the umbra window, if any, inside it.
 *
 * @param kind how deep
 * @param startEpochMillis entry, UTC milliseconds since 1970
 * @param endEpochMillis exit, UTC milliseconds since 1970
 */
public record ShadowWindow(ShadowKind kind, long startEpochMillis, long endEpochMillis) {

    /** Length of the passage in seconds. */
    public double seconds() {
        return (endEpochMillis - startEpochMillis) / 1000.0;
    }
}
