package space.penumbra.cli.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** CPU time by kind of thread, between two instants. */
final class ThreadTimes {

    /** What no Java thread accounts for, but for the compiler: collecting garbage above all. */
    static final String VIRTUAL_MACHINE = "garbage collection";

    /** The virtual machine's own compiler, which falls silent in a process that has run for long. */
    static final String COMPILER = "compiler of the virtual machine";

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final Map<Long, Long> before = now();
    private final long processBefore = SYSTEM.getProcessCpuTime();
    private final long compilerBefore = NativeThreads.compilerNanos();

    private static Map<Long, Long> now() {
        Map<Long, Long> nanos = new HashMap<>();
        for (long id : THREADS.getAllThreadIds()) {
            nanos.put(id, Math.max(0, THREADS.getThreadCpuTime(id)));
        }
        return nanos;
    }

    /**
     * CPU nanoseconds since this was made.
     *
     * @param kind the kind of a thread by its name
     */
    Map<String, Long> since(UnaryOperator<String> kind) {
        Map<String, Long> kinds = new TreeMap<>();
        long all = 0;
        Map<Long, Long> after = now();
        for (ThreadInfo thread : THREADS.getThreadInfo(
                after.keySet().stream().mapToLong(Long::longValue).toArray())) {
            if (thread != null) {
                long nanos = after.get(thread.getThreadId()) - before.getOrDefault(thread.getThreadId(), 0L);
                kinds.merge(kind.apply(thread.getThreadName()), nanos, Long::sum);
                all += nanos;
            }
        }
        Map<String, Long> result = new LinkedHashMap<>(kinds);
        long compiler = NativeThreads.compilerNanos() - compilerBefore;
        result.put(COMPILER, compiler);
        result.put(VIRTUAL_MACHINE, Math.max(0, SYSTEM.getProcessCpuTime() - processBefore - all - compiler));
        return result;
    }
}
