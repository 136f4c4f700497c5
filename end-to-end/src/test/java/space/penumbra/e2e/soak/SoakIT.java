package space.penumbra.e2e.soak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import space.penumbra.cli.Penumbra;
import space.penumbra.e2e.Checkout;

/** A short set of faults against a real cluster: three brokers, a JobManager with two TaskManagers, services and a fleet. */
class SoakIT {

    private String homeBefore;

    @BeforeEach
    void sayWhereTheCheckoutIs() {
        homeBefore = System.getProperty("penumbra.home");
        System.setProperty("penumbra.home", Checkout.root().toString());
    }

    @AfterEach
    void forgetIt() {
        if (homeBefore == null) {
            System.clearProperty("penumbra.home");
        } else {
            System.setProperty("penumbra.home", homeBefore);
        }
    }

    /**
     * Parts killed, savepoints at one, two and four tasks; and where this machine lets a test have namespaces of its own, no network and a full disk. One
     * platform for all: to start it takes longer than a fault.
     */
    @Test
    void losesNothingWhateverHappensToItsParts(@TempDir Path folder) throws IOException, InterruptedException {
        String kinds = "kill-taskmanager,kill-jobmanager,kill-broker,kill-fleet-control,rescale";
        if (namespaces()) {
            soak(folder, 7, kinds + ",cut-network,fill-checkpoint-disk");
        } else {
            soak(folder, 5, kinds);
        }
    }

    private static boolean namespaces() throws InterruptedException {
        try {
            return new ProcessBuilder("unshare", "--net", "--mount", "ip", "link", "set", "lo", "up")
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static void soak(Path folder, int faults, String kinds) throws IOException {
        // One id in 64 begins like an option does.
        Path conf = Files.createDirectories(folder.resolve("data").resolve("conf"));
        Files.writeString(conf.resolve("cluster-id"), "-_abcdefghijklmnopqrstQ\n");
        Path json = folder.resolve("soak.json");
        StringWriter said = new StringWriter();
        CommandLine penumbra = Penumbra.commandLine().setOut(new PrintWriter(said, true));
        int code = penumbra.execute(
                "soak",
                "--faults",
                Integer.toString(faults),
                "--kinds",
                kinds,
                "--nodes",
                "30",
                "--pause",
                "4",
                "--port-base",
                Integer.toString(twentyFreePorts()),
                "--data-dir",
                folder.resolve("data").toString(),
                "--json",
                json.toString());
        assertThat(code).as(said.toString()).isZero();
        JsonNode result = new ObjectMapper().readTree(json.toFile());
        for (String nothing : List.of(
                "framesLost",
                "framesDuplicated",
                "alarmsBroken",
                "alarmsMissing",
                "alarmsInvented",
                "alarmsUntold",
                "commandsLost",
                "commandsDuplicated")) {
            assertThat(result.path(nothing).asLong(-1)).as(nothing).isZero();
        }
        assertThat(result.path("framesProcessed").asLong()).isPositive();
        assertThat(result.path("framesRejected").asLong())
                .as("the fleet sends bad frames too")
                .isPositive();
        assertThat(result.path("faults"))
                .hasSize(faults)
                .allSatisfy(fault ->
                        assertThat(fault.path("recoverySeconds").isNumber()).isTrue());
    }

    /**
     * The first of twenty ports in a row that nobody listens on now. Below those that systems lend to connections that go out: a platform takes minutes
     * to start, and one of its own clients would take a port from it.
     */
    private static int twentyFreePorts() {
        SplittableRandom random = new SplittableRandom();
        for (int attempt = 0; attempt < 100; attempt++) {
            int base = random.nextInt(11_000, 32_000);
            if (free(base)) {
                return base;
            }
        }
        throw new IllegalStateException("no twenty free ports in a row");
    }

    private static boolean free(int base) {
        for (int port = base; port < base + 20; port++) {
            try (ServerSocket socket = new ServerSocket(port)) {
                assertThat(socket.getLocalPort()).isEqualTo(port);
            } catch (IOException taken) {
                return false;
            }
        }
        return true;
    }
}
