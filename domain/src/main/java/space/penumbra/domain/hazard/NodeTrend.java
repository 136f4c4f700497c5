package space.penumbra.domain.hazard;

import java.time.Duration;
import java.time.Instant;
import space.penumbra.domain.fleet.Illumination;
import space.penumbra.domain.fleet.NodeStatus;

/**
 * What a node's own telemetry says of its near future. Immutable.
 *
 * @param gpu temperature of its hottest GPU
 * @param radiator temperature of its radiator
 * @param chargeRatio state of charge, 0 to 1; NaN if not reported
 * @param loadWatts load, smoothed over some minutes; NaN if not reported
 * @param sunlitWatts newest output of the array in full sun while the battery took all of it; NaN if never seen
 * @param time of the newest status
 */
public record NodeTrend(
        TemperatureTrend gpu,
        TemperatureTrend radiator,
        double chargeRatio,
        double loadWatts,
        double sunlitWatts,
        Instant time) {

    /** Nothing has been reported. */
    public static final NodeTrend NONE = new NodeTrend(
            TemperatureTrend.NONE, TemperatureTrend.NONE, Double.NaN, Double.NaN, Double.NaN, Instant.EPOCH);

    private static final double LOAD_MEMORY_SECONDS = 180;

    /** Share of the built output that is expected of an array that was not seen in full sun yet. */
    static final double SUNLIT_OUTPUT_RATIO = 0.9;

    /** At this charge the array is throttled, and its output says what the node takes, not what it could give. */
    private static final double FULL_CHARGE_RATIO = 0.98;

    /** The trend after one more status; one that is not newer changes nothing. */
    public NodeTrend with(NodeStatus status) {
        if (!status.time().isAfter(time)) {
            return this;
        }
        boolean tells = status.illumination() == Illumination.SUNLIT
                && status.batteryChargeRatio() < FULL_CHARGE_RATIO
                && status.solarPowerWatts() > 0;
        return new NodeTrend(
                gpu.with(status.gpuTemperatureMaxCelsius(), status.time()),
                radiator.with(status.radiatorTemperatureCelsius(), status.time()),
                status.batteryChargeRatio(),
                smoothed(status.loadPowerWatts(), status.time()),
                tells ? status.solarPowerWatts() : sunlitWatts,
                status.time());
    }

    private double smoothed(double watts, Instant at) {
        if (Double.isNaN(watts) || Double.isNaN(loadWatts)) {
            return Double.isNaN(watts) ? loadWatts : watts;
        }
        double seconds = Duration.between(time, at).toMillis() / 1000.0;
        return loadWatts + (1 - Math.exp(-seconds / LOAD_MEMORY_SECONDS)) * (watts - loadWatts);
    }
}
