package space.penumbra.benchmarks;

import java.time.Instant;
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
import space.penumbra.domain.alarm.AlarmEvent;
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

/** What it costs to judge one frame of a healthy node, and to write and read the status that it gives now and then. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class HealthBenchmark implements HealthSink {

    private static final long START = Instant.parse("2026-06-01T00:00:00Z").toEpochMilli();

    private final TelemetryFrame frame = new TelemetryFrame();
    private final HealthMonitor monitor = new HealthMonitor(new RuleBook(DefaultRules.all()), this);
    private final NodeHealth node = new NodeHealth();
    private final Codec<NodeStatus> codec = Topics.FLEET_STATUS.codec();
    private long sequence;
    private NodeStatus status;
    private byte[] bytes;

    @Setup
    public void fill() {
        frame.nodeId("dd650-03-007").set(Reading.SUN_SENSOR, 1).set(Reading.ALTITUDE, 650);
        frame.set(Reading.GPU_TEMPERATURE_MAX, 60)
                .set(Reading.BATTERY_CHARGE, 0.9)
                .set(Reading.BUS_VOLTAGE, 120);
        frame.set(Reading.BATTERY_TEMPERATURE, 20).set(Reading.RADIATOR_TEMPERATURE, 25);
        frame.set(Reading.COLD_PLATE_TEMPERATURE, 35).set(Reading.POWER_MARGIN, 5000);
        frame.set(Reading.GPU_MEMORY_TEMPERATURE_MAX, 70).set(Reading.POINTING_ERROR, 0.3);
        frame.set(Counter.CORRECTED_ERRORS, 3).set(Counter.UNCORRECTED_ERRORS, 0);
        judge();
        bytes = codec.encode(status);
    }

    /** One second later, one frame more. */
    @Benchmark
    public Object judge() {
        frame.timeMillis(START + sequence * 1000).sequence(sequence++);
        return Plausibility.problem(frame) == null ? monitor.frame(node, frame) : status;
    }

    @Benchmark
    public byte[] encodeStatus() {
        return codec.encode(status);
    }

    @Benchmark
    public NodeStatus decodeStatus() {
        return codec.decode(bytes);
    }

    @Override
    public void alarm(AlarmEvent event) {
        throw new IllegalStateException("A healthy node raises no alarm: " + event);
    }

    @Override
    public void status(NodeStatus given) {
        status = given;
    }
}
