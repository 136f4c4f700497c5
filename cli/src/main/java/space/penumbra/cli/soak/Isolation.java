package space.penumbra.cli.soak;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import space.penumbra.cli.Penumbra;
import space.penumbra.cli.terminal.UserError;

/**
 * Network and mount namespaces of its own for a soak, where Linux lets us have them (root, mostly): in there it may cut the network and fill
 * disks. They vanish with the last process in them. Stateless.
 */
final class Isolation {

    private static final List<String> NAMESPACES =
            List.of("unshare", "--net", "--mount", "--propagation", "private", "--kill-child=TERM");
    private static final String LOOPBACK = "ip link set lo up";

    private Isolation() {}

    /** Whether this machine lets us have them. */
    static boolean possible() {
        List<String> trial = new ArrayList<>(NAMESPACES);
        trial.addAll(List.of(
                "sh",
                "-c",
                LOOPBACK + " && mount -t tmpfs -o size=1m penumbra-soak /tmp && ip route add blackhole "
                        + Surroundings.JOBS_ADDRESS + "/32 table local"));
        try {
            Process process = new ProcessBuilder(trial)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Runs this very program in there.
     *
     * @param say gets each line that it prints
     * @return its exit code
     */
    static int run(List<String> words, Path home, Consumer<String> say) {
        List<String> command = new ArrayList<>(NAMESPACES);
        command.addAll(List.of("sh", "-c", LOOPBACK + " && exec \"$@\"", "sh"));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-Duser.timezone=UTC",
                "-Dpenumbra.home=" + home,
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Penumbra.class.getName()));
        command.addAll(words);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                out.lines().forEach(say);
                return process.waitFor();
            } finally {
                process.destroy();
            }
        } catch (IOException e) {
            throw new UserError("cannot run 'unshare': " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted", e);
        }
    }
}
