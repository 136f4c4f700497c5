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
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import space.penumbra.orbit.elements.MeanElements;
import space.penumbra.orbit.propagation.Sgp4;
import space.penumbra.orbit.shadow.EclipseFinder;
import space.penumbra.orbit.sun.SunTrack;

/** What the forecast of one satellite costs: propagation, and every eclipse of the next three hours. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EclipseBenchmark {

    private static final Instant EPOCH = Instant.parse("2026-06-01T00:00:00Z");
    private static final long FROM = EPOCH.toEpochMilli();
    private static final long TO = FROM + 3 * 3_600_000L;

    private final Sgp4 orbit = new Sgp4(new MeanElements("node", 100_001, EPOCH, 14.7, 0.0005, 30, 40, 0, 0, 1e-5));
    private final SunTrack sun = SunTrack.covering(FROM, TO);
    private final EclipseFinder finder = new EclipseFinder();
    private final double[] position = new double[3];
    private long time = FROM;

    @Benchmark
    public double[] position() {
        time += 1000;
        orbit.position(time, position);
        return position;
    }

    @Benchmark
    public void eclipses(Blackhole out) {
        finder.find(orbit, sun, FROM, TO, (kind, start, end) -> out.consume(start));
    }
}
