package space.penumbra.cli.bench;

import java.util.function.LongSupplier;

/**
 * Measures a run in its steady part: from where it has come to its stride to the last, so that start-up counts for nobody.
 */
final class Pace {

    private final long from;
    private final long total;
    private final CpuMeter cpu;
    private final LongSupplier clock;
    private long firstCount = -1;
    private long firstNanos;
    private long firstCpu;
    private long lastCount;
    private long lastNanos;
    private long lastCpu;

    /**
     * @param from how many are not measured
     * @param total how many there are
     */
    Pace(long from, long total, CpuMeter cpu, LongSupplier clock) {
        this.from = from;
        this.total = total;
        this.cpu = cpu;
        this.clock = clock;
    }

    /** So many records are done; true when all are. */
    boolean at(long count) {
        if (firstCount < 0) {
            if (count < from) {
                return false;
            }
            firstCount = count;
            firstNanos = clock.getAsLong();
            firstCpu = cpu.nanos();
        }
        if (count > lastCount) {
            lastCount = count;
            lastNanos = clock.getAsLong();
            lastCpu = cpu.nanos();
        }
        return count >= total;
    }

    /** Whether the measuring has begun. */
    boolean begun() {
        return firstCount >= 0;
    }

    /** How many were measured. */
    long measured() {
        return lastCount - firstCount;
    }

    Rate rate() {
        double records = lastCount - firstCount;
        return new Rate(
                lastCount,
                records * 1e9 / Math.max(1, lastNanos - firstNanos),
                records * 1e9 / Math.max(1, lastCpu - firstCpu));
    }

    /**
     * @param records how many were done in all
     * @param perSecond records in a second of wall clock
     * @param perCpuSecond records in a second of CPU time, the broker's left out
     */
    record Rate(long records, double perSecond, double perCpuSecond) {}
}
