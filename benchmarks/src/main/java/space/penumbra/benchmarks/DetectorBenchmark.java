package space.penumbra.benchmarks;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import space.penumbra.domain.anomaly.StreamDetector;

/** What the generic detector costs a value, alone and as one of 38 metrics, and what saving its state costs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DetectorBenchmark {

    private static final int METRICS = 38;
    private static final int PREPARED = 4096;

    private final StreamDetector one = new StreamDetector(1);
    private final StreamDetector many = new StreamDetector(METRICS);
    private final double[][] single = new double[PREPARED][1];
    private final double[][] rows = new double[PREPARED][METRICS];
    private int at;

    public DetectorBenchmark() {
        Random noise = new Random(1);
        for (int i = 0; i < PREPARED; i++) {
            single[i][0] = 10 * Math.sin(i / 46.0) + noise.nextGaussian();
            for (int metric = 0; metric < METRICS; metric++) {
                rows[i][metric] = noise.nextGaussian() + metric;
            }
        }
    }

    @Benchmark
    public double oneMetric() {
        at = (at + 1) % PREPARED;
        one.takeAt(at * 60_000L, single[at]);
        return one.score() + one.alert();
    }

    @Benchmark
    @OperationsPerInvocation(METRICS)
    public double metricOfMany() {
        at = (at + 1) % PREPARED;
        many.takeAt(at * 60_000L, rows[at]);
        return many.score() + many.alert();
    }

    @Benchmark
    public byte[] saveOneMetric() {
        return one.toBytes();
    }
}
