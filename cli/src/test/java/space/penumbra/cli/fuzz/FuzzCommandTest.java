package space.penumbra.cli.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import space.penumbra.cli.Run;

class FuzzCommandTest {

    @Test
    void nothingCrashesHangsOrIsPassedOverInSilence(@TempDir Path folder) throws IOException {
        Path json = folder.resolve("fuzz.json");
        Run run = Run.of("fuzz", "--rounds", "250", "--seed", "20261127", "--json", json.toString());
        assertThat(run.code()).as(run.out() + run.err()).isZero();
        JsonNode counts = new ObjectMapper().readTree(json.toFile());
        for (String surface : List.of("frames", "records", "orbits", "weather", "rest")) {
            assertThat(counts.path(surface + "Cases").asLong()).isEqualTo(250);
            // Else it tried only one half of what it is for.
            assertThat(counts.path(surface + "Accepted").asLong()).as(surface).isGreaterThan(20);
            assertThat(counts.path(surface + "Rejected").asLong()).as(surface).isGreaterThan(20);
        }
    }

    @Test
    void aCaseIsTheSameAgain() {
        assertThat(Mutator.text(new SplittableRandom(5), "one two 3", "other"))
                .isEqualTo(Mutator.text(new SplittableRandom(5), "one two 3", "other"));
        assertThat(Mutator.bytes(new SplittableRandom(5), new byte[] {1, 2, 3}, new byte[] {4}))
                .isEqualTo(Mutator.bytes(new SplittableRandom(5), new byte[] {1, 2, 3}, new byte[] {4}));
    }

    @Test
    void tellsWhichCaseBringsAMistakeAgain() {
        Fuzzer fuzzer = new Fuzzer(List.of(new Surface() {
            @Override
            public String name() {
                return "brittle";
            }

            @Override
            public Outcome attempt(SplittableRandom random, Input input) {
                input.is(new byte[] {7});
                throw new ArithmeticException("long overflow");
            }
        }));
        fuzzer.run(3, round -> round >= 5);
        assertThat(fuzzer.findings())
                .as("the same mistake again is no news")
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.surface()).isEqualTo("brittle");
                    assertThat(finding.caseSeed()).isEqualTo(new SplittableRandom(3).nextLong());
                    assertThat(finding.what()).contains("long overflow");
                    assertThat(finding.input()).isEqualTo("1 bytes 07");
                });
        assertThat(fuzzer.tallies().get("brittle").cases()).isEqualTo(5);
    }

    @Test
    void refusesToFuzzWhatTakesNoInput() {
        Run run = Run.of("fuzz", "--only", "moon");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("'moon' takes no input");
    }
}
