package space.penumbra.e2e.stories;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.producers.csv.CsvReplay;
import space.penumbra.producers.csv.ReplaySettings;
import space.penumbra.producers.csv.ReplayTime;
import space.penumbra.producers.prometheus.PrometheusIngest;
import space.penumbra.producers.prometheus.PrometheusSettings;
import space.penumbra.wire.FrameCodec;
import space.penumbra.wire.Topic;
import space.penumbra.wire.Topics;

/** What other people bring: a host with a stock exporter, a recording, a stock Kafka client. */
abstract class RealHostStory {

    private static final String HOST = "story-this-host";
    private static final String RECORDED = "story-recorded";

    private final LiveFleet fleet;

    @TempDir
    private Path folder;

    RealHostStory(LiveFleet fleet) {
        this.fleet = fleet;
    }

    @Test
    void hostWithAStockExporterIsANodeOfTheFleet() throws Exception {
        Path exporter = Tool.of("prometheus-node-exporter", "prometheus-node-exporter");
        int port = freePort();
        Process process = new ProcessBuilder(exporter.toString(), "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Instant joined = fleet.time();
        try (PrometheusIngest ingest = new PrometheusIngest(
                new PrometheusSettings(
                        fleet.bootstrap(),
                        Map.of(HOST, List.of(URI.create("http://127.0.0.1:" + port + "/metrics"))),
                        null,
                        1,
                        10,
                        null),
                Clock.systemUTC())) {
            CompletableFuture<Void> running = CompletableFuture.runAsync(ingest::run);
            showsStatusAndProcessorLoad(joined);
            ingest.stop();
            endOf(running);
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private void showsStatusAndProcessorLoad(Instant joined) {
        LiveFleet.eventually("status of the host").untilAsserted(() -> {
            JsonNode node = fleet.get("/nodes/" + HOST);
            assertThat(node.path("spec").path("source").asText()).isEqualTo("prometheus");
            String newest = node.path("status").path("time").asText();
            assertThat(newest).isNotEmpty();
            assertThat(Instant.parse(newest))
                    .as("event time of the newest frame")
                    .isAfter(joined);
            assertThat(node.path("status").path("level").isTextual()).isTrue();
        });
        LiveFleet.eventually("processor load of the host in the history").untilAsserted(() -> {
            JsonNode load = fleet.get("/nodes/" + HOST + "/history?field=cpuUtilisationRatio")
                    .path("series")
                    .path("cpuUtilisationRatio");
            assertThat(load)
                    .isNotEmpty()
                    .allSatisfy(value -> assertThat(value.asDouble()).isBetween(0.0, 1.0));
        });
    }

    private static void endOf(CompletableFuture<Void> running) throws InterruptedException {
        try {
            running.get();
        } catch (ExecutionException e) {
            throw new AssertionError("the ingest failed", e.getCause());
        }
    }

    @Test
    void recordingIsReplayedAsANode() throws IOException {
        Path file = folder.resolve("recorded.csv");
        // Ten rows, two minutes apart, from 40 °C up by one degree a row.
        StringBuilder rows = new StringBuilder("time,cpuUtilisationRatio,gpuTemperatureMaxCelsius\n");
        for (int row = 0; row < 10; row++) {
            rows.append(Instant.parse("2025-03-01T12:00:00Z").plusSeconds(120L * row))
                    .append(",0.25,")
                    .append(40 + row)
                    .append('\n');
        }
        Files.writeString(file, rows);
        try (CsvReplay replay = new CsvReplay(
                new ReplaySettings(fleet.bootstrap(), file, RECORDED, 0.0, ReplayTime.SHIFT), Clock.systemUTC())) {
            assertThat(replay.run(progress -> {}).framesPublished()).isEqualTo(10);
        }
        LiveFleet.eventually("status of the recorded node").untilAsserted(() -> {
            JsonNode node = fleet.get("/nodes/" + RECORDED);
            assertThat(node.path("spec").path("source").asText()).isEqualTo("csv");
            assertThat(node.path("status").path("frames").asLong()).isEqualTo(10);
            assertThat(node.path("status").path("gpuTemperatureMaxCelsius").asDouble())
                    .isEqualTo(49);
        });
    }

    @Test
    void stockKafkaClientSeesTheTopicsAndAFrame() throws Exception {
        Path kcat = Tool.of("kcat", "kcat");
        assertThat(new String(Tool.output(kcat, "-b", fleet.bootstrap(), "-L"), UTF_8))
                .contains(Topics.all().stream()
                        .map(Topic::name)
                        .map(name -> "topic \"" + name + "\"")
                        .toList());
        byte[] keyAndFrame = Tool.output(
                kcat,
                "-b",
                fleet.bootstrap(),
                "-C",
                "-q",
                "-t",
                Topics.TELEMETRY_FRAMES.name(),
                "-o",
                "beginning",
                "-c",
                "1",
                "-e",
                "-f",
                "%k\t%s");
        int tab = new String(keyAndFrame, UTF_8).indexOf('\t');
        TelemetryFrame frame = FrameCodec.INSTANCE.decode(Arrays.copyOfRange(keyAndFrame, tab + 1, keyAndFrame.length));
        assertThat(frame.nodeId()).isEqualTo(new String(keyAndFrame, 0, tab, UTF_8));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
