package space.penumbra.cli.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

/** How much of the heap is reachable. Stateless. */
final class HeapInUse {

    // What is half done, such as a checkpoint's copies, is gone at one of them.
    private static final int LOOKS = 3;

    private HeapInUse() {}

    /** The least of several looks, each after a full collection; bytes. */
    static long atLeast() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        long least = Long.MAX_VALUE;
        for (int look = 0; look < LOOKS; look++) {
            memory.gc();
            least = Math.min(least, memory.getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
