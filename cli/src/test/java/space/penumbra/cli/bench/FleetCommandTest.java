package space.penumbra.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import space.penumbra.cli.Run;

class FleetCommandTest {

    @TempDir
    private Path folder;

    @Test
    void publishesTheFleetAndTheSameRecordsAgain() throws IOException {
        Path json = folder.resolve("fleet.json");
        Run run = Run.of("bench", "fleet", "--nodes", "40", "--seconds", "1", "--json", json.toString());
        assertThat(run.code()).as(run.err()).isZero();
        JsonNode values = new ObjectMapper().readTree(json.toFile());
        assertThat(values.get("nodes").asInt()).isEqualTo(40);
        assertThat(values.get("framesPerSecond").asLong()).isPositive();
        assertThat(values.get("sameRecordsPerSecond").asLong()).isPositive();
        // Whole packs of ten: a node's frames share its name and little else.
        assertThat(values.get("frames").asLong() % 10).isZero();
        assertThat(values.get("bytesPerFrame").asDouble()).isBetween(150.0, 500.0);
    }

    @Test
    void refusesWhatCannotBeMeasured() {
        Run run = Run.of("bench", "fleet", "--pack", "101");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--pack must be from 1 to 100, not 101");
    }
}
