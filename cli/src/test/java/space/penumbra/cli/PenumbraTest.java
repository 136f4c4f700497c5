package space.penumbra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class PenumbraTest {

    @Test
    void showsTheCommandsToSomebodyWhoAsks() {
        Run run = Run.of("--help");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("topics", "hazards", "Exit code: 0 done, 1 failed, 2 bad arguments");
    }

    @Test
    void refusesAnUnknownCommandAndSuggestsTheNearest() {
        Run run = Run.of("topcis");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("topcis").contains("topics");
    }

    @Test
    void refusesWithOneLineAndNoStackTrace() {
        Run run = Run.of("topics", "check", "--bootstrap", "nowhere");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err())
                .contains("'nowhere' is no HOST:PORT")
                .contains("--help")
                .doesNotContain("\tat ");
    }

    @Test
    void saysWhichBrokerDoesNotAnswer() {
        // Nothing listens on port 1 of the loopback interface.
        Run run = Run.of("topics", "check", "--bootstrap", "127.0.0.1:1");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("penumbra topics check: no Kafka broker answers at 127.0.0.1:1")
                .contains("--bootstrap");
        assertThat(run.err().lines()).hasSize(1);
    }

    @Test
    void showsTheStackTraceOnlyToThoseWhoDebug() {
        assertThat(Run.of("--debug", "hazards", "--orbits", "missing.tle", "--from", "2026-05-31", "--hours", "1")
                        .err())
                .contains("no such file: missing.tle")
                .contains("\tat ");
        assertThat(Run.of("hazards", "--orbits", "missing.tle", "--from", "2026-05-31", "--hours", "1")
                        .err())
                .contains("no such file: missing.tle")
                .doesNotContain("\tat ");
    }

    @TestFactory
    List<DynamicTest> everyCommandTeachesByAnExampleAndDescribesEveryOption() {
        List<DynamicTest> tests = new ArrayList<>();
        collect(Penumbra.commandLine(), tests);
        return tests;
    }

    private static void collect(CommandLine command, List<DynamicTest> tests) {
        tests.add(DynamicTest.dynamicTest(command.getCommandSpec().qualifiedName(), () -> {
            String usage = command.getUsageMessage();
            assertThat(usage).containsAnyOf("Example:", "Try it:");
            for (OptionSpec option : command.getCommandSpec().options()) {
                assertThat(option.description())
                        .as("description of " + option.longestName())
                        .isNotEmpty();
            }
            assertThat(usage.lines()).allMatch(line -> line.length() <= 100);
        }));
        command.getSubcommands().values().forEach(sub -> collect(sub, tests));
    }
}
