package space.penumbra.producers.orbits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.orbit.elements.ElementsReader;
import space.penumbra.orbit.elements.MeanElements;
import space.penumbra.producers.RecordedTopics;
import space.penumbra.producers.ReferenceData;
import space.penumbra.wire.Topics;

class OrbitsIngestTest {

    private static final String ISS_AND_MOLNIYA = """
            ISS (ZARYA)
            1 25544U 98067A   08264.51782528 -.00002182  00000-0 -11606-4 0  2927
            2 25544  51.6416 247.4627 0006703 130.5360 325.0288 15.72125391563537
            MOLNIYA 1-90
            1 24960U 97054A   06176.67192249  .00000056  00000-0  10000-3 0  4895
            2 24960  62.7689 114.4850 7154206 275.2218  14.4857  2.00611540 64385
            """;

    private final RecordedTopics topics = new RecordedTopics();

    @Test
    void publishesWhatFliesAndReturnsTheRestWithItsReason() {
        OrbitsResult result = OrbitsIngest.publish(
                ElementsReader.read(ISS_AND_MOLNIYA),
                new OrbitsSettings("localhost:1", Path.of("mixed.tle"), true),
                topics.publisher);

        assertThat(result.published()).isEqualTo(1);
        assertThat(topics.of(Topics.ORBIT_ELEMENTS))
                .extracting(MeanElements::objectName)
                .containsExactly("ISS-ZARYA-");
        assertThat(topics.of(Topics.FLEET_NODES)).extracting(NodeSpec::source).containsExactly("orbits");
        assertThat(result.rejected()).hasSize(1);
        assertThat(result.rejected().get(0).reason()).contains("deep space");
    }

    @Test
    void refusesAFileWithoutOneUsableOrbit() {
        assertThatThrownBy(() -> OrbitsIngest.publish(
                        ElementsReader.read("nonsense\n"),
                        new OrbitsSettings("localhost:1", Path.of("bad.tle"), false),
                        topics.publisher))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bad.tle");
    }

    @Test
    void publishesARealCatalogue() throws IOException {
        Optional<Path> file = ReferenceData.file("tle/starlink.tle");
        Assumptions.assumeTrue(file.isPresent(), "the reference data is not here");
        OrbitsResult result = OrbitsIngest.publish(
                ElementsReader.read(Files.readString(file.get())),
                new OrbitsSettings("localhost:1", file.get(), false),
                topics.publisher);
        assertThat(result.published() + result.rejected().size()).isEqualTo(10_395);
        assertThat(result.published()).isGreaterThan(10_300);
    }
}
