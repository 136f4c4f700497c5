package space.penumbra.e2e.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import space.penumbra.cli.Penumbra;
import space.penumbra.cli.rest.RestClient;

/** The machine fails in the middle of its work; the next run on the same folder loses nothing and does nothing twice. */
class KilledDemoIT {

    private static final Pattern CONSOLE = Pattern.compile("Console +(http://\\S+)");

    @TempDir
    private Path folder;

    private Process running;

    @AfterEach
    void leaveNoProcess() throws InterruptedException {
        if (running != null) {
            running.destroyForcibly().waitFor();
        }
    }

    @Test
    void killedDemoGoesOnWithNothingLostAndNothingDoneTwice() throws Exception {
        Path firstOutput = folder.resolve("first.txt");
        running = demo(firstOutput);
        RestClient rest = new RestClient(URI.create(console(firstOutput) + "/api"), "fleet control", "--http-port", "");
        JsonNode before = LiveFleet.eventually("commands that were issued and done")
                .until(
                        () -> rest.get("/fleet/summary"),
                        summary ->
                                summary.path("commands").path("completedTotal").asLong() > 0);
        // SIGKILL: no shutdown hook, no flush.
        running.destroyForcibly().waitFor();

        Path secondOutput = folder.resolve("second.txt");
        Path json = folder.resolve("summary.json");
        running = demo(secondOutput, "--minutes", "0.5", "--json", json.toString());
        assertThat(running.waitFor(5, TimeUnit.MINUTES))
                .as("the second run ends")
                .isTrue();
        String said = Files.readString(secondOutput);
        assertThat(running.exitValue()).as(said).isZero();
        assertThat(said).contains("Penumbra goes on");

        JsonNode after = new ObjectMapper().readTree(json.toFile());
        for (String nothing : List.of("framesLost", "framesDuplicated", "commandsLost", "commandsDuplicated")) {
            assertThat(after.path(nothing).asLong(-1)).as(nothing).isZero();
        }
        assertThat(after.path("commandsIssued").asLong())
                .isGreaterThanOrEqualTo(
                        before.path("commands").path("issuedTotal").asLong());
        assertThat(Instant.parse(after.path("eventTime").asText()))
                .as("event time")
                .isAfter(Instant.parse(before.path("time").asText()));
    }

    private Process demo(Path output, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1500m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Penumbra.class.getName(),
                "demo",
                "--headless",
                "--nodes",
                "20",
                "--data-dir",
                folder.resolve("data").toString(),
                "--kafka-port",
                "0",
                "--http-port",
                "0",
                "--flink-port",
                "0"));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private String console(Path output) {
        return LiveFleet.eventually("the console's address")
                .until(
                        () -> {
                            Matcher found = CONSOLE.matcher(Files.readString(output));
                            assertThat(running.isAlive())
                                    .as(Files.readString(output))
                                    .isTrue();
                            return found.find() ? found.group(1) : "";
                        },
                        address -> !address.isEmpty());
    }
}
