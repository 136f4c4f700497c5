package space.penumbra.cli.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * CPU time of threads that are not Java's, as Linux keeps it in /proc (proc(5), fields 14 and 15 of task/stat, in ticks of 10 ms). Elsewhere it is 0.
 */
final class NativeThreads {

    private static final Path TASKS = Path.of("/proc/self/task");
    private static final long NANOS_PER_TICK = 10_000_000;
    // Counted from the parenthesis that closes the name, which may hold blanks itself.
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;

    private NativeThreads() {}

    /** CPU nanoseconds of the threads of HotSpot's two compilers so far. */
    static long compilerNanos() {
        if (!Files.isDirectory(TASKS)) {
            return 0;
        }
        long ticks = 0;
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
            for (Path task : tasks) {
                ticks += compilerTicks(task.resolve("stat"));
            }
        } catch (IOException e) {
            return 0;
        }
        return ticks * NANOS_PER_TICK;
    }

    private static long compilerTicks(Path stat) {
        try {
            String line = Files.readString(stat);
            int end = line.lastIndexOf(')');
            String name = line.substring(line.indexOf('(') + 1, end);
            if (!name.startsWith("C1 CompilerThre") && !name.startsWith("C2 CompilerThre")) {
                return 0;
            }
            String[] fields = line.substring(end + 2).split(" ");
            return Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]);
        } catch (IOException e) {
            // The thread ended meanwhile.
            return 0;
        }
    }
}
