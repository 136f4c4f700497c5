package space.penumbra.e2e.soak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import space.penumbra.cli.Penumbra;

/** A running platform takes spoilt records in all of its topics: no job restarts, none is stuck, every one of them is accounted for. */
class FuzzedPlatformIT {

    @Test
    void goesOnAsIfNothingHadHappened(@TempDir Path folder) throws IOException {
        Path json = folder.resolve("fuzz.json");
        StringWriter said = new StringWriter();
        int code = Penumbra.commandLine()
                .setOut(new PrintWriter(said, true))
                .execute("fuzz", "--platform", "--seconds", "15", "--seed", "3", "--json", json.toString());
        assertThat(code).as(said.toString()).isZero();
        JsonNode result = new ObjectMapper().readTree(json.toFile());
        assertThat(result.path("sent").asLong()).isGreaterThan(500);
        assertThat(result.path("undecodable").asLong()).isGreaterThan(100);
        assertThat(result.path("unaccounted").asLong(-1)).isZero();
        assertThat(result.path("framesLost").asLong(-1)).isZero();
        assertThat(result.path("framesDuplicated").asLong(-1)).isZero();
        assertThat(result.path("framesProcessed").asLong()).isPositive();
    }
}
