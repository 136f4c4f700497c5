package space.penumbra.orbit.shadow;

/** Takes passages as they are found, without an object for each. */
@FunctionalInterface
public interface ShadowSink {

    /**
     * One passage.
     *
     * @param kind how deep
     * @param startEpochMillis entry, UTC milliseconds since 1970 with their fraction
     * @param endEpochMillis exit, likewise
     */
    void window(ShadowKind kind, double startEpochMillis, double endEpochMillis);
}
