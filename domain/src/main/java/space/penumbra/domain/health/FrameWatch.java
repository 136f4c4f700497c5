package space.penumbra.domain.health;

import space.penumbra.domain.limits.Surroundings;
import space.penumbra.domain.telemetry.TelemetryFrame;

/** Sees each newest frame of a node as the limits in force have just seen it. */
public interface FrameWatch {

    /**
     * A frame was judged.
     *
     * @param profile the limits profile of its node
     * @param frame the frame; only good during the call
     * @param upsetsPerHour memory errors of the last hour as the limits take them, NaN if not reported
     * @param surroundings where the node is
     */
    void frame(String profile, TelemetryFrame frame, double upsetsPerHour, Surroundings surroundings);
}
