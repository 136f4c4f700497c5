package space.penumbra.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import space.penumbra.cli.Run;

class TwinCommandTest {

    @TempDir
    private Path folder;

    @Test
    void thePageSaysWhatTheCommandPrints() throws IOException {
        Path page = folder.resolve("twin-validation.md");
        Run run = Run.of("bench", "twin", "--out", page.toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Files.readString(Path.of("..", "docs", "twin-validation.md")))
                .as("run ./penumbra bench twin --out docs/twin-validation.md after a change of the fleet's physics")
                .isEqualTo(Files.readString(page));
    }

    @Test
    void tellsErrorsInTheUnitThatFits() {
        assertThat(new Comparison("dose", "rad/year", 165, 150, "").error()).isEqualTo("+10 %");
        assertThat(new Comparison("radiator", "°C", 57, 49, "").error()).isEqualTo("+8.0 °C");
        assertThat(Comparison.number(2.3e-12)).isEqualTo("2.3e-12");
    }

    @Test
    void refusesAFleetOfNone() {
        Run run = Run.of("bench", "twin", "--nodes", "0");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--nodes must be from 1 to 100000, not 0");
    }
}
