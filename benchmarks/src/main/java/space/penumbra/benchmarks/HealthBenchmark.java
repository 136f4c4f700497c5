package space.penumbra.benchmarks;

import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.health.HealthMonitor;
import space.penumbra.domain.health.HealthSink;
import space.penumbra.domain.health.NodeHealth;
import space.penumbra.domain.limits.DefaultRules;
import space.penumbra.domain.limits.RuleBook;
import space.penumbra.domain.telemetry.Counter;
import space.penumbra.domain.telemetry.Plausibility;
import space.penumbra.domain.telemetry.Reading;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.wire.Codec;
import space.penumbra.wire.Topics;

/**
 * What it costs to judge one frame of a healthy node with every reading, eight GPUs and all detectors, and to write and read the status that it gives
 * now and then. Frames come in packs of ten; of one node, whose memory stays in the processor's cache, or of more nodes than fit there.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class HealthBenchmark implements HealthSink {

    private static final long START = Instant.parse("2026-06-01T00:00:00Z").toEpochMilli();
    private static final int GPUS = 8;
    private static final int PACK = 10;
    private static final int SHAPES = 256;

    @Param({"1", "100000"})
    public int fleet;

    private final TelemetryFrame[] frames = new TelemetryFrame[SHAPES];
    private final HealthMonitor monitor = new HealthMonitor(new RuleBook(DefaultRules.all()), this);
    private final Codec<NodeStatus> codec = Topics.FLEET_STATUS.codec();
    private NodeHealth[] nodes;
    private long count;
    private NodeStatus status;
    private byte[] bytes;

    @Setup
    public void fill() {
        SplittableRandom random = new SplittableRandom(1);
        for (int shape = 0; shape < SHAPES; shape++) {
            frames[shape] = frame(random);
        }
        NodeSpec spec = spec();
        nodes = new NodeHealth[fleet];
        for (int node = 0; node < fleet; node++) {
            nodes[node] = new NodeHealth();
            monitor.spec(nodes[node], spec);
        }
        judge();
        bytes = codec.encode(status);
    }

    /** One second later, one frame more; after ten the next node. */
    @Benchmark
    public Object judge() {
        long pack = count / PACK;
        long sequence = pack / fleet * PACK + count % PACK;
        TelemetryFrame frame = frames[(int) (count++ % SHAPES)];
        frame.timeMillis(START + sequence * 1000).sequence(sequence);
        return Plausibility.problem(frame) == null ? monitor.frame(nodes[(int) (pack % fleet)], frame) : status;
    }

    @Benchmark
    public byte[] encodeStatus() {
        return codec.encode(status);
    }

    @Benchmark
    public NodeStatus decodeStatus() {
        return codec.decode(bytes);
    }

    private static NodeSpec spec() {
        Instant since = Instant.ofEpochMilli(START);
        return new NodeSpec(
                "n",
                "bench",
                "8 GPU node",
                "dd650",
                0,
                GPUS,
                80,
                90,
                700,
                1500,
                14_000,
                9_000,
                0.3,
                12_000,
                100,
                1,
                "orbital",
                false,
                since);
    }

    private static TelemetryFrame frame(SplittableRandom random) {
        TelemetryFrame frame = new TelemetryFrame().nodeId("dd650-03-007");
        float[] celsius = new float[GPUS];
        float[] watts = new float[GPUS];
        float[] busy = new float[GPUS];
        double load = 1500;
        for (int gpu = 0; gpu < GPUS; gpu++) {
            busy[gpu] = (float) (0.8 + random.nextDouble(-0.02, 0.02));
            watts[gpu] = 90 + 610 * busy[gpu];
            celsius[gpu] = (float) (55 + random.nextDouble(-0.5, 0.5));
            load += 1.08 * watts[gpu];
        }
        frame.gpuTemperatureCelsius(celsius).gpuPowerWatts(watts).gpuUtilisationRatio(busy);
        frame.gpuCorrectedErrors(new long[GPUS]).gpuUncorrectedErrors(new long[GPUS]);
        for (Counter counter : Counter.values()) {
            frame.set(counter, 0);
        }
        return frame.set(Reading.SOLAR_POWER, 13_900 + random.nextDouble(-20, 20))
                .set(Reading.LOAD_POWER, load)
                .set(Reading.BATTERY_POWER, random.nextDouble(-40, 40))
                .set(Reading.BATTERY_CHARGE, 0.99)
                .set(Reading.BATTERY_TEMPERATURE, 22 + random.nextDouble(-0.2, 0.2))
                .set(Reading.BUS_VOLTAGE, 120 + random.nextDouble(-0.2, 0.2))
                .set(Reading.POWER_MARGIN, 5000)
                .set(Reading.COLD_PLATE_TEMPERATURE, 36 + random.nextDouble(-0.2, 0.2))
                .set(Reading.RADIATOR_TEMPERATURE, 25 + random.nextDouble(-0.2, 0.2))
                .set(Reading.COOLANT_FLOW, 0.42 + random.nextDouble(-0.01, 0.01))
                .set(Reading.CPU_TEMPERATURE, 55)
                .set(Reading.CPU_UTILISATION, 0.35 + random.nextDouble(-0.02, 0.02))
                .set(Reading.MEMORY_USED, 0.6)
                .set(Reading.GPU_UTILISATION, 0.8)
                .set(Reading.GPU_TEMPERATURE_MAX, 56)
                .set(Reading.GPU_MEMORY_TEMPERATURE_MAX, 70)
                .set(Reading.GPU_POWER, load - 1500)
                .set(Reading.LINK_TRANSMIT, 2e8)
                .set(Reading.LINK_RECEIVE, 3e8)
                .set(Reading.POINTING_ERROR, 0.3)
                .set(Reading.SUN_SENSOR, 1)
                .set(Reading.LATITUDE, 40)
                .set(Reading.LONGITUDE, 10)
                .set(Reading.ALTITUDE, 650);
    }

    @Override
    public void alarm(AlarmEvent event) {}

    @Override
    public void status(NodeStatus given) {
        status = given;
    }
}
