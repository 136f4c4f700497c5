package space.penumbra.cli.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** CPU time of the calling thread: what a computation costs one core, whatever else the machine does. */
final class CpuClock {

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    /** CPU nanoseconds of this thread so far; differences count. */
    long nanos() {
        return threads.getCurrentThreadCpuTime();
    }
}
