package space.penumbra.jobs.health;

import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.wire.FrameCursor;

/** Records about nodes as a bounded stream. */
public final class BoundedNodes {

    private BoundedNodes() {}

    /** Frames with their event time, in one go. */
    public static DataStream<NodeInput> frames(StreamExecutionEnvironment env, List<TelemetryFrame> frames) {
        List<NodeInput> inputs = frames.stream().map(Inputs::input).toList();
        // The time for the watermark does not travel, so it is read again here.
        return env.fromData(inputs, new NodeInputType())
                .uid("inputs")
                .assignTimestampsAndWatermarks(WatermarkStrategy.<NodeInput>forMonotonousTimestamps()
                        .withTimestampAssigner(
                                (input, ignored) -> new FrameCursor().firstMillis(input.value(), new byte[0])))
                .uid("watermarks");
    }

    /** A frame of this node. */
    public static TelemetryFrame frame(String node, long second, double gpuCelsius) {
        return Inputs.frame(node, second, gpuCelsius);
    }
}
