package space.penumbra.producers.live;

import space.penumbra.domain.telemetry.TelemetryFrame;

/** A host that can be read. Read by one thread at a time. */
public interface HostSource {

    /** Id of the node that it is in the fleet. */
    String nodeId();

    /** Who brings its telemetry, as {@code NodeSpec.source} says it: {@code prometheus}, {@code nvidia-smi}. */
    String kind();

    /**
     * Reads the host now.
     *
     * @param frame a cleared frame; receives the readings, its node, time and sequence are the caller's business
     * @return what the host says of its hardware
     * @throws SourceUnavailableException if it does not answer or answers nonsense
     */
    HostHardware read(TelemetryFrame frame);
}
