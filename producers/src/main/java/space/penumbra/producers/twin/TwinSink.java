package space.penumbra.producers.twin;

import space.penumbra.domain.fault.FaultLabel;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.migration.CommandEvent;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.domain.weather.SpaceWeather;

/** Where the twin's output goes. Called on the thread that advances the twin. */
public interface TwinSink {

    /**
     * A frame of a node. The frame is filled again after the call: it must not be kept.
     *
     * @param node index of the node
     * @param frame the frame
     * @param flaw what shall go wrong with it on the way
     */
    void frame(int node, TelemetryFrame frame, FrameFlaw flaw);

    /** A workload that changed. */
    void workload(Workload workload);

    /** What an executor says of a command. */
    void event(CommandEvent event);

    /** The truth about a fault that began or that a frame shows for the first time; nothing that decides may read it. */
    default void label(FaultLabel label) {}

    /** Space weather that a replayed storm brings, as a feed would give it. */
    default void weather(SpaceWeather observation) {}
}
