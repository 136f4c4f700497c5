package space.penumbra.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import space.penumbra.domain.telemetry.Counter;
import space.penumbra.domain.telemetry.NodeMode;
import space.penumbra.domain.telemetry.Reading;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.wire.FrameCodec;

/** What one frame of an eight-GPU node costs on its way in and out. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FrameCodecBenchmark {

    private static final int GPUS = 8;

    private final TelemetryFrame frame = new TelemetryFrame();
    private final TelemetryFrame holder = new TelemetryFrame();
    private byte[] bytes;

    @Setup
    public void fill() {
        frame.nodeId("dd650-03-007").timeMillis(1_790_000_000_000L).sequence(42).mode(NodeMode.NOMINAL);
        for (Reading reading : Reading.values()) {
            frame.set(reading, (reading.lowest() + Math.min(reading.highest(), 100)) / 2);
        }
        for (Counter counter : Counter.values()) {
            frame.set(counter, counter.ordinal());
        }
        frame.gpuTemperatureCelsius(new float[GPUS])
                .gpuPowerWatts(new float[GPUS])
                .gpuUtilisationRatio(new float[GPUS])
                .gpuCorrectedErrors(new long[GPUS])
                .gpuUncorrectedErrors(new long[GPUS]);
        bytes = FrameCodec.INSTANCE.encode(frame);
    }

    @Benchmark
    public byte[] encode() {
        return FrameCodec.INSTANCE.encode(frame);
    }

    @Benchmark
    public TelemetryFrame decode() {
        FrameCodec.INSTANCE.decodeInto(bytes, holder);
        return holder;
    }
}
