package space.penumbra.orbit.radiation;

/**
 * One pass through the South Atlantic Anomaly.
 *
 * @param startEpochMillis entry, UTC milliseconds since 1970
 * @param endEpochMillis exit, UTC milliseconds since 1970
 * @param peakFluxPerCm2Second largest flux of trapped protons above 50 MeV on the way
 * @param fluencePerCm2 trapped protons above 50 MeV of the whole pass; times a cross section it gives the upsets to expect
 */
public record SaaWindow(long startEpochMillis, long endEpochMillis, double peakFluxPerCm2Second, double fluencePerCm2) {

    /** Length of the pass in seconds. */
    public double seconds() {
        return (endEpochMillis - startEpochMillis) / 1000.0;
    }
}
