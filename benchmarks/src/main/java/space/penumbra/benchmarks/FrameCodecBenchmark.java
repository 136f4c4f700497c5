package space.penumbra.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
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
import space.penumbra.wire.FrameCursor;
import space.penumbra.wire.FramePack;

/** What one frame of an eight-GPU node costs on its way in and out. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FrameCodecBenchmark {

    private static final int GPUS = 8;
    private static final int PACKED = 10;

    private final TelemetryFrame frame = new TelemetryFrame();
    private final TelemetryFrame holder = new TelemetryFrame();
    private final FrameCursor cursor = new FrameCursor();
    private final FramePack packing = new FramePack("dd650-03-007");
    private byte[] bytes;
    private byte[] pack;

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
        pack = packed();
    }

    @Benchmark
    public byte[] encode() {
        return FrameCodec.INSTANCE.encode(frame);
    }

    @Benchmark
    public TelemetryFrame decode() {
        cursor.open(bytes);
        cursor.next(holder);
        return holder;
    }

    @Benchmark
    @OperationsPerInvocation(PACKED)
    public byte[] encodePacked() {
        return packed();
    }

    @Benchmark
    @OperationsPerInvocation(PACKED)
    public TelemetryFrame decodePacked() {
        cursor.open(pack);
        while (cursor.next(holder)) {
            // Only the reading counts.
        }
        return holder;
    }

    private byte[] packed() {
        for (int i = 0; i < PACKED; i++) {
            packing.add(frame);
        }
        return packing.take();
    }
}
