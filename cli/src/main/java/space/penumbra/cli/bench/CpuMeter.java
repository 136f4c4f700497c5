package space.penumbra.cli.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/**
 * CPU time of this process without some of its threads: a broker in the same process serves every contestant alike and is nobody's cost.
 */
final class CpuMeter {

    private final com.sun.management.OperatingSystemMXBean system =
            (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final long[] excluded;

    private CpuMeter(long[] excluded) {
        this.excluded = excluded;
    }

    /** A meter of everything that this process does. */
    static CpuMeter ofProcess() {
        return new CpuMeter(new long[0]);
    }

    /** A meter that leaves out every thread that lives now but the caller's. */
    static CpuMeter excludingPresentThreads() {
        long self = Thread.currentThread().getId();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return new CpuMeter(Arrays.stream(threads.getAllThreadIds())
                .filter(id -> id != self)
                .toArray());
    }

    /** CPU nanoseconds so far; differences count. */
    long nanos() {
        long others = 0;
        for (long id : excluded) {
            others += Math.max(0, threads.getThreadCpuTime(id));
        }
        return system.getProcessCpuTime() - others;
    }
}
