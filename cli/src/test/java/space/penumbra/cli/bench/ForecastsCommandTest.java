package space.penumbra.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import space.penumbra.cli.Run;

class ForecastsCommandTest {

    @TempDir
    private Path folder;

    @Test
    void findsWhatOrekitAndPlainSamplingFind() throws IOException {
        Path json = folder.resolve("forecasts.json");
        Run run = Run.of("bench", "forecasts", "--nodes", "300", "--sample", "12", "--json", json.toString());
        assertThat(run.code()).as(run.err()).isZero();
        JsonNode values = new ObjectMapper().readTree(json.toFile());
        assertThat(values.get("satellites").asInt()).isEqualTo(300);
        assertThat(values.get("horizonHours").asInt()).isEqualTo(3);
        assertThat(values.get("cpuSeconds").asDouble()).isPositive();
        // Half of the fleet is in shells of 30 degrees, with an eclipse in every revolution: two kinds, some two
        // revolutions.
        assertThat(values.get("events").asLong()).isGreaterThan(600);
        assertThat(values.get("missed").asInt()).isZero();
        assertThat(values.get("invented").asInt()).isZero();
        assertThat(values.get("p95ErrorSeconds").asDouble()).isBetween(0.0, 0.05);
        assertThat(values.get("maxErrorSeconds").asDouble()).isBetween(0.0, 0.2);
        assertThat(values.get("guess").get("maxErrorSeconds").asDouble()).isLessThan(0.01);
        assertThat(values.get("saaLeaps").get("edges").asInt()).isPositive();
        assertThat(run.out()).contains("umbra and penumbra", "Orekit");
    }

    @Test
    void refusesWhatCannotBeMeasured() {
        Run run = Run.of("bench", "forecasts", "--hours", "0");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--hours must be from 1 to 72, not 0");
    }

    @Test
    void tellsMissedAndInventedWindowsApart() {
        EdgeErrors errors = new EdgeErrors();
        EdgeErrors.Span[] found = {
            new EdgeErrors.Span(1_000, 2_000), new EdgeErrors.Span(5_000, 5_010), new EdgeErrors.Span(8_000, 8_010)
        };
        EdgeErrors.Span[] reference = {new EdgeErrors.Span(1_100, 1_980), new EdgeErrors.Span(3_000, 4_000)};
        errors.compare(found, reference, span -> span.start() < 6_000);
        assertThat(errors.edges()).isEqualTo(2);
        assertThat(errors.maxSeconds()).isEqualTo(0.1);
        assertThat(errors.missed()).isEqualTo(1);
        assertThat(errors.tooShort()).isEqualTo(1);
        assertThat(errors.invented()).isEqualTo(1);
    }
}
