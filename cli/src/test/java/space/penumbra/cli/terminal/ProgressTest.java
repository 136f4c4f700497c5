package space.penumbra.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ProgressTest {

    @Test
    void fillsUpAndLeavesNothingBehind() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Progress progress = Progress.to(new PrintStream(bytes, true, UTF_8), "Counting", 10)) {
            progress.at(10);
        }
        // The last thing on the line is its erasure.
        assertThat(bytes.toString(UTF_8))
                .contains("Counting [" + "#".repeat(30) + "] 100 %")
                .endsWith("\r\u001b[K");
    }
}
