package space.penumbra.cli.soak;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import space.penumbra.cli.terminal.UserError;

/**
 * The network and the disks under a cluster, when the soak runs in namespaces of its own ({@link Isolation}): they can be taken away without
 * anybody else noticing. Used by one thread.
 */
final class Surroundings {

    /** Where the brokers listen for the jobs alone. */
    static final String JOBS_ADDRESS = "127.0.0.2";

    private static final String ROUTE = JOBS_ADDRESS + "/32";
    private static final String DISK_SIZE = "768m";
    private static final String BALLAST = "ballast";
    private static final byte[] BLOCK = new byte[1 << 20];

    /** Puts a small disk of its own under each of these folders. */
    void prepare(List<Path> folders) {
        for (Path folder : folders) {
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                throw new UserError("cannot create " + folder + ": " + e.getMessage(), e);
            }
            run("mount", "-t", "tmpfs", "-o", "size=" + DISK_SIZE, "penumbra-soak", folder.toString());
        }
    }

    /** From here on no packet from the jobs reaches a broker, and no new connection is made. */
    void cut() {
        run("ip", "route", "add", "blackhole", ROUTE, "table", "local");
    }

    void mend() {
        run("ip", "route", "del", "blackhole", ROUTE, "table", "local");
    }

    /** Leaves not a byte free. */
    void fill(Path folder) {
        Path ballast = folder.resolve(BALLAST);
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(BLOCK);
            }
        } catch (IOException full) {
            if (!Files.exists(ballast)) {
                throw new UserError("cannot fill " + folder + ": " + full.getMessage(), full);
            }
        }
    }

    void empty(Path folder) {
        try {
            Files.delete(folder.resolve(BALLAST));
        } catch (IOException e) {
            throw new UserError("cannot empty " + folder + ": " + e.getMessage(), e);
        }
    }

    private static void run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new UserError("'" + String.join(" ", command) + "' failed: " + said.strip());
            }
        } catch (IOException e) {
            throw new UserError("cannot run " + command[0] + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted while running " + command[0], e);
        }
    }
}
