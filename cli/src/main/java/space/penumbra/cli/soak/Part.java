package space.penumbra.cli.soak;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import space.penumbra.cli.terminal.UserError;

/** A process of the platform that a soak starts, kills, freezes and starts again. Used by one thread. */
final class Part implements AutoCloseable {

    private final String name;
    private final List<String> command;
    private final Path log;
    private Process process;

    Part(String name, List<String> command, Path log) {
        this.name = name;
        this.command = command;
        this.log = log;
    }

    String name() {
        return name;
    }

    void start() {
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UserError("cannot start " + name + ": " + e.getMessage(), e);
        }
    }

    boolean alive() {
        return process != null && process.isAlive();
    }

    /** Waits for its end; the exit code, or -1 if it took too long. */
    int await(Duration patience) {
        try {
            if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
            kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return -1;
    }

    /** SIGKILL: no shutdown hook, no flush. */
    void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops it as Ctrl-C would, and kills it if that takes too long. */
    @Override
    public void close() {
        if (process == null) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
