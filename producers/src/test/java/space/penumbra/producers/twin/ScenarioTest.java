package space.penumbra.producers.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import space.penumbra.domain.fault.FaultKind;

class ScenarioTest {

    @ParameterizedTest
    @FieldSource("space.penumbra.producers.twin.Scenario#BUILT_IN")
    void readsEveryBuiltInScenario(String name) {
        assertThat(Scenario.load(name).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @FieldSource("space.penumbra.producers.twin.Scenario#BUILT_IN")
    void fliesEveryBuiltInScenario(String name) {
        Scenario scenario = Scenario.load(name);
        Instant start = scenario.start() == null ? Instant.parse("2026-06-01T00:00:00Z") : scenario.start();
        Recording recording = new Recording();
        FleetTwin twin = FleetTwin.inProcess(12, 7, scenario, 30, start, recording);
        twin.advanceTo(start.toEpochMilli() + 60 * 60_000);
        // 120 reports of 12 nodes, but for those of nodes that a fault silences.
        assertThat(twin.framesMade()).isBetween(900L, 1_440L);
    }

    @Test
    void readsAFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("mine.properties"), "cooling.perNodeDay = 3\n");
        assertThat(Scenario.load(file.toString()).faults().rate(FaultKind.COOLING_LOOP))
                .isEqualTo(3);
    }

    @Test
    void refusesAnUnknownNameKeyOrValue(@TempDir Path directory) throws IOException {
        assertThatThrownBy(() -> Scenario.load("stormy"))
                .hasMessageContaining("'stormy'")
                .hasMessageContaining("quiet");
        Path three = Files.writeString(
                directory.resolve("three.properties"),
                "coolng.perNodeDay = 3\narray.perNodeDay = often\nfault.minutes = 0\nstorm = 1989-03\nstart = June\n");
        assertThatThrownBy(() -> Scenario.load(three.toString()))
                .hasMessageContaining("coolng.perNodeDay is no key")
                .hasMessageContaining("array.perNodeDay=often is no number")
                .hasMessageContaining("fault.minutes=0 is outside 1 to 1920")
                .hasMessageContaining("storm 1989-03 is none of 2012-03, 2021-10")
                .hasMessageContaining("start=June is no time");
        Path key = Files.writeString(directory.resolve("key.properties"), "coolng.perNodeDay = 3\n");
        assertThatThrownBy(() -> Scenario.load(key.toString())).hasMessageContaining("coolng.perNodeDay");
        Path value = Files.writeString(directory.resolve("value.properties"), "cooling.perNodeDay = often\n");
        assertThatThrownBy(() -> Scenario.load(value.toString())).hasMessageContaining("often");
        Path range = Files.writeString(directory.resolve("range.properties"), "cooling.perNodeDay = -1\n");
        assertThatThrownBy(() -> Scenario.load(range.toString())).hasMessageContaining("-1");
    }
}
