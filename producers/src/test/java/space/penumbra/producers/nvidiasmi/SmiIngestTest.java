package space.penumbra.producers.nvidiasmi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import space.penumbra.domain.fleet.FleetClock;
import space.penumbra.domain.telemetry.Counter;
import space.penumbra.domain.telemetry.Reading;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.producers.RecordedTopics;
import space.penumbra.producers.live.FleetTime;
import space.penumbra.producers.live.HostHardware;
import space.penumbra.producers.live.SourceUnavailableException;
import space.penumbra.wire.Topics;

class SmiIngestTest {

    private static final String TWO_GPUS = """
            0, NVIDIA H100 80GB HBM3, 41, 120.53, 97, 48, 81559, 700.00, 2, 0
            1, NVIDIA H100 80GB HBM3, 45, [N/A], 3, [N/A], 81559, 700.00, [N/A], [N/A]
            """;

    @Test
    void readsEveryGpuAndLeavesOutWhatTheDriverCannotTell() {
        TelemetryFrame frame = new TelemetryFrame();
        HostHardware hardware = SmiOutput.fill(TWO_GPUS, frame);

        assertThat(hardware.gpuCount()).isEqualTo(2);
        assertThat(hardware.model()).isEqualTo("NVIDIA H100 80GB HBM3");
        assertThat(hardware.gpuMemoryGigabytes()).isCloseTo(85.5, within(0.1));
        assertThat(frame.gpuTemperatureCelsius()).containsExactly(41, 45);
        assertThat(frame.gpuPowerWatts()).containsExactly(120.53f, Float.NaN);
        assertThat(frame.get(Reading.GPU_POWER)).isNaN();
        assertThat(frame.get(Reading.GPU_TEMPERATURE_MAX)).isEqualTo(45);
        assertThat(frame.get(Reading.GPU_MEMORY_TEMPERATURE_MAX)).isEqualTo(48);
        assertThat(frame.get(Reading.GPU_UTILISATION)).isCloseTo(0.5f, within(1e-6f));
        assertThat(frame.gpuCorrectedErrors()).containsExactly(2, -1);
        assertThat(frame.get(Counter.CORRECTED_ERRORS)).isEqualTo(-1);
    }

    @Test
    void refusesWhatIsNoAnswer() {
        assertThatThrownBy(() -> SmiOutput.fill("No devices were found\n", new TelemetryFrame()))
                .isInstanceOf(SourceUnavailableException.class)
                .hasMessageContaining("No devices were found");
        assertThatThrownBy(() -> SmiOutput.fill("\n", new TelemetryFrame())).hasMessageContaining("no GPU");
    }

    @Test
    void runsTheProgramAndCountsItsFailures(@TempDir Path directory) throws IOException {
        Path answer = Files.writeString(directory.resolve("answer"), TWO_GPUS);
        RecordedTopics topics = new RecordedTopics();
        SmiSettings settings =
                new SmiSettings("localhost:1", "host-1", List.of("sh", "-c", "cat " + answer + " || exit 9"), 1, 20);
        try (SmiIngest ingest =
                new SmiIngest(settings, Clock.systemUTC(), FleetTime.fixed(FleetClock.WALL), topics.publisher)) {
            ingest.round();
            assertThat(topics.of(Topics.TELEMETRY_FRAMES)).hasSize(1);
            assertThat(topics.of(Topics.FLEET_NODES).get(0).source()).isEqualTo("nvidia-smi");
            Files.delete(answer);
            ingest.round();
            assertThat(ingest.statistics().readsFailed()).isEqualTo(1);
            assertThat(topics.of(Topics.TELEMETRY_FRAMES)).hasSize(1);
        }
    }

    @Test
    void saysWhenTheProgramIsNotThere() {
        SmiHost host = new SmiHost(new SmiSettings("b", "n", List.of("/no/such/nvidia-smi"), 1, 5));
        assertThatThrownBy(() -> host.read(new TelemetryFrame()))
                .isInstanceOf(SourceUnavailableException.class)
                .hasMessageContaining("/no/such/nvidia-smi");
    }
}
