package space.penumbra.producers.live;

import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.limits.DefaultRules;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.producers.publish.TopicPublisher;
import space.penumbra.wire.Topics;

/** One host as a node of the fleet: announced when it is new or differs, then one frame for each read. Used by one thread at a time. */
final class LiveNode {

    private static final Logger LOG = LoggerFactory.getLogger(LiveNode.class);

    private final HostSource source;
    private final TopicPublisher publisher;
    private final FleetTime time;
    private final Clock clock;
    private final double intervalSeconds;
    private final TelemetryFrame frame = new TelemetryFrame();

    private HostHardware announced;
    private double announcedSpeed = Double.NaN;
    private long sequence;
    private long lastMillis = Long.MIN_VALUE;
    private boolean down;
    private volatile long published;
    private volatile long failed;

    LiveNode(HostSource source, TopicPublisher publisher, FleetTime time, Clock clock, double intervalSeconds) {
        this.source = source;
        this.publisher = publisher;
        this.time = time;
        this.clock = clock;
        this.intervalSeconds = intervalSeconds;
    }

    /** Reads and publishes; a host that does not answer is logged when it goes down and when it comes back. */
    @SuppressWarnings(
            "NonAtomicOperationOnVolatileField") // One thread at a time writes; the statistics are read elsewhere.
    void readOnce() {
        frame.clear();
        HostHardware hardware;
        try {
            hardware = source.read(frame);
        } catch (SourceUnavailableException e) {
            failed++;
            if (!down) {
                LOG.warn("Node {} is not heard: {}", source.nodeId(), e.getMessage());
            }
            down = true;
            if (announced == null) {
                // So that one that never answers is seen to be silent.
                announce(HostHardware.UNKNOWN, false);
            }
            return;
        }
        if (down) {
            LOG.info("Node {} is heard again", source.nodeId());
            down = false;
        }
        if (!hardware.equals(announced) || announcedSpeed != time.speed()) {
            announce(hardware, false);
        }
        Instant now = time.at(clock.instant());
        // A clock that was set back must not make two frames of one instant.
        lastMillis = Math.max(lastMillis + 1, now.toEpochMilli());
        frame.nodeId(source.nodeId()).timeMillis(lastMillis).sequence(sequence++);
        publisher.send(Topics.TELEMETRY_FRAMES, source.nodeId(), frame);
        published++;
    }

    /** Says that nothing more is expected of the host, so that its silence alarms nobody. */
    void retire() {
        announce(announced == null ? HostHardware.UNKNOWN : announced, true);
    }

    private void announce(HostHardware hardware, boolean retired) {
        announced = hardware;
        announcedSpeed = time.speed();
        publisher.send(
                Topics.FLEET_NODES,
                source.nodeId(),
                new NodeSpec(
                        source.nodeId(),
                        source.kind(),
                        hardware.model(),
                        "",
                        -1,
                        hardware.gpuCount(),
                        hardware.gpuMemoryGigabytes(),
                        Double.NaN,
                        hardware.gpuMaxWatts(),
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        intervalSeconds * time.speed(),
                        DefaultRules.HOST,
                        retired,
                        time.at(clock.instant())));
    }

    long published() {
        return published;
    }

    long failed() {
        return failed;
    }
}
