package space.penumbra.orbit.overflight;

/** Takes passes as they are found, without an object for each. */
@FunctionalInterface
public interface OverflightSink {

    /**
     * One pass.
     *
     * @param startEpochMillis entry, UTC milliseconds since 1970 with their fraction
     * @param endEpochMillis exit, likewise
     */
    void pass(double startEpochMillis, double endEpochMillis);
}
