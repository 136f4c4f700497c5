package space.penumbra.jobs.health;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.telemetry.Counter;
import space.penumbra.domain.telemetry.Reading;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.wire.FrameCodec;
import space.penumbra.wire.FramePack;
import space.penumbra.wire.Topics;

/** Records about nodes, as they would come out of their topics. */
final class Inputs {

    static final Instant NOON = Instant.parse("2026-06-21T12:00:00Z");

    private static long offset;

    private Inputs() {}

    static TelemetryFrame frame(String node, long second, double gpuCelsius) {
        return new TelemetryFrame()
                .nodeId(node)
                .timeMillis(NOON.plusSeconds(second).toEpochMilli())
                .sequence(second)
                .set(Reading.GPU_TEMPERATURE_MAX, gpuCelsius)
                .set(Reading.SUN_SENSOR, 1)
                .set(Reading.ALTITUDE, 650)
                .set(Counter.CORRECTED_ERRORS, 100 + second / 10);
    }

    static NodeInput input(TelemetryFrame frame) {
        return input(frame.nodeId(), FrameCodec.INSTANCE.encode(frame), frame.timeMillis());
    }

    static NodeInput input(String key, byte[] value, long watermarkMillis) {
        return new NodeInput(NodeTopic.FRAMES, 3, offset++, 1_000, false, key.getBytes(UTF_8), value, watermarkMillis);
    }

    /** A record that packs these frames, all of one node. */
    static NodeInput pack(TelemetryFrame... frames) {
        return input(frames[0].nodeId(), packed(frames), frames[0].timeMillis());
    }

    static byte[] packed(TelemetryFrame... frames) {
        FramePack pack = new FramePack(frames[0].nodeId());
        for (TelemetryFrame frame : frames) {
            pack.add(frame);
        }
        return pack.take();
    }

    static NodeInput ahead(TelemetryFrame frame) {
        byte[] value = FrameCodec.INSTANCE.encode(frame);
        return new NodeInput(
                NodeTopic.FRAMES, 3, offset++, 1_000, true, frame.nodeId().getBytes(UTF_8), value, Long.MIN_VALUE);
    }

    static NodeInput spec(String node, double reportIntervalSeconds, boolean retired) {
        NodeSpec spec = new NodeSpec(
                node,
                "twin",
                "H200",
                "dd650",
                0,
                8,
                141,
                75,
                700,
                1200,
                9000,
                8000,
                0.3,
                7000,
                100,
                reportIntervalSeconds,
                "orbital",
                retired,
                NOON);
        return new NodeInput(
                NodeTopic.NODES,
                0,
                offset++,
                1_000,
                false,
                node.getBytes(UTF_8),
                Topics.FLEET_NODES.codec().encode(spec),
                Long.MIN_VALUE);
    }
}
