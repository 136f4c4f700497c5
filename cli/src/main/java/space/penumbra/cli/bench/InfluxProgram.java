package space.penumbra.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import space.penumbra.cli.terminal.UserError;

/** This machine's InfluxDB 1.x, with its data in a folder of its own, on free loopback ports. */
final class InfluxProgram implements AutoCloseable {

    private static final Pattern LISTENING =
            Pattern.compile("Listening on HTTP.*addr\"?[=:]\\s*\"?127\\.0\\.0\\.1:(\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final int port;

    private InfluxProgram(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Where it is, if it is installed. */
    static Optional<Path> find() {
        return Stream.concat(
                        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":")), Stream.of("/usr/bin"))
                .map(folder -> Path.of(folder, "influxd"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static InfluxProgram start(Path program, Path folder) {
        try {
            Files.createDirectories(folder);
            Path configuration = Files.writeString(folder.resolve("influxdb.conf"), configuration(folder));
            Path log = folder.resolve("influxd.log");
            Process process = new ProcessBuilder(program.toString(), "-config", configuration.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < until && process.isAlive()) {
                Matcher listening = LISTENING.matcher(Files.readString(log));
                if (listening.find()) {
                    return new InfluxProgram(process, Integer.parseInt(listening.group(1)));
                }
                process.waitFor(50, TimeUnit.MILLISECONDS);
            }
            process.destroyForcibly();
            throw new UserError(program + " did not start: see what it says when started by hand");
        } catch (IOException e) {
            throw new UserError(program + " did not start: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted while " + program + " started", e);
        }
    }

    private static String configuration(Path folder) {
        return """
                reporting-disabled = true
                bind-address = "127.0.0.1:0"
                [meta]
                  dir = "%1$s/meta"
                [data]
                  dir = "%1$s/data"
                  wal-dir = "%1$s/wal"
                [http]
                  bind-address = "127.0.0.1:0"
                  log-enabled = false
                [monitor]
                  store-enabled = false
                """.formatted(folder.toAbsolutePath());
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
