package space.penumbra.producers.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import space.penumbra.domain.weather.SpaceWeather;
import space.penumbra.producers.RecordedTopics;
import space.penumbra.producers.ReferenceData;
import space.penumbra.wire.Topics;

class SwpcJsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"time_tag\":\"2026-09-27T12:00:00\",\"Kp\":6.33,\"a_running\":5,\"station_count\":8}]",
                "[[\"time_tag\",\"Kp\",\"a_running\",\"station_count\"],[\"2026-09-27 12:00:00.000\",\"6.33\",\"5\",\"8\"]]",
                "[{\"time_tag\":\"2026-09-27T12:00:00\",\"kp\":6.33,\"observed\":\"\",\"noaa_scale\":\"G2\"}]",
                "[{\"time_tag\":\"2026-09-27T12:00:00Z\",\"kp_index\":6,\"estimated_kp\":6.33,\"kp\":\"6P\"}]"
            })
    void readsEveryShapeOfTheKpFeed(String json) {
        List<SpaceWeather> records = SwpcJson.read("kp", json).records();
        assertThat(records)
                .containsExactly(new SpaceWeather("kp", 6.33, 2, "", "", Instant.parse("2026-09-27T12:00:00Z")));
    }

    @Test
    void readsProtonsOnceForEachObservationAndSkipsGaps() {
        WeatherReading reading = SwpcJson.read("protons", """
                [{"time_tag":"2026-01-19T00:05:00Z","satellite":18,"flux":37000.0,"energy":">=10 MeV"},
                 {"time_tag":"2026-01-19T00:00:00Z","satellite":18,"flux":120.0,"energy":">=10 MeV"},
                 {"time_tag":"2026-01-19T00:00:00Z","satellite":18,"flux":120.0,"energy":">=10 MeV"},
                 {"time_tag":"2026-01-19T00:00:00Z","satellite":18,"flux":40.0,"energy":">=50 MeV"},
                 {"time_tag":"2026-01-19T00:00:00Z","satellite":18,"flux":900.0,"energy":">=1 MeV"},
                 {"time_tag":"2026-01-19T00:10:00Z","satellite":18,"flux":-9999,"energy":">=10 MeV"},
                 {"time_tag":"2026-01-19T00:15:00Z","satellite":18,"flux":null,"energy":">=10 MeV"}]
                """);
        assertThat(reading.records())
                .extracting(SpaceWeather::feed, SpaceWeather::scale)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("proton-flux-10MeV", 2),
                        org.assertj.core.groups.Tuple.tuple("proton-flux-50MeV", 0),
                        org.assertj.core.groups.Tuple.tuple("proton-flux-10MeV", 4));
        assertThat(reading.rejected()).hasSize(2);
    }

    @Test
    void readsAlertsWithTheirScale() {
        SpaceWeather alert = SwpcJson.read("alerts", """
                [{"product_id":"P11A","issue_datetime":"2026-09-27 00:40:33.327",
                  "message":"Space Weather Message Code: SUMPX1\\r\\nSerial Number: 2688\\r\\nNOAA Scale: S1 - Minor"}]
                """).records().get(0);
        assertThat(alert.identity()).isEqualTo("P11A-2688");
        assertThat(alert.scale()).isEqualTo(1);
        assertThat(alert.time()).isEqualTo(Instant.parse("2026-09-27T00:40:33.327Z"));
        assertThat(alert.message()).contains("Serial Number").doesNotContain("\r");
    }

    @ParameterizedTest
    @CsvSource({"9.9,0", "10,1", "999,2", "1000,3", "36976,4", "2e6,5"})
    void scalesProtons(double pfu, int scale) {
        assertThat(NoaaScales.solarRadiation(pfu)).isEqualTo(scale);
    }

    @ParameterizedTest
    @CsvSource({"4.33,0", "4.67,1", "5.33,1", "6,2", "7.67,4", "8.67,4", "9,5"})
    void scalesKp(double kp, int scale) {
        assertThat(NoaaScales.geomagnetic(kp)).isEqualTo(scale);
    }

    @Test
    void refusesWhatIsNoFeed() {
        assertThatThrownBy(() -> SwpcJson.read("page.html", "<html>")).hasMessageContaining("page.html is no JSON");
        assertThatThrownBy(() -> SwpcJson.read("x", "{}")).hasMessageContaining("no list");
        assertThatThrownBy(() -> SwpcJson.read("x", "[{\"a\":1}]")).hasMessageContaining("no usable row");
    }

    @Test
    void publishesEachObservationOnce(@TempDir Path directory) throws IOException {
        Path file =
                Files.writeString(directory.resolve("kp.json"), "[{\"time_tag\":\"2026-09-27T12:00:00\",\"Kp\":1.33}]");
        RecordedTopics topics = new RecordedTopics();
        WeatherSettings settings = new WeatherSettings("localhost:1", List.of(file.toString(), file.toString()), 0);
        try (WeatherIngest ingest = new WeatherIngest(settings, topics.publisher)) {
            WeatherResult result = ingest.run();
            assertThat(result.published()).isEqualTo(1);
            assertThat(result.repeated()).isEqualTo(1);
        }
        assertThat(topics.of(Topics.SPACE_WEATHER)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "swpc/noaa-planetary-k-index-2024-05-10_12.json",
                "swpc/alerts-sample.json",
                "goes/goes16-2021-10-28-integral-protons-5min.json",
                "goes/goes15-2012-03-04_16-integral-protons-5min.json"
            })
    void readsRealFeeds(String name) throws IOException {
        Optional<Path> file = ReferenceData.file(name);
        Assumptions.assumeTrue(file.isPresent(), "the reference data is not here");
        WeatherReading reading = SwpcJson.read(name, Files.readString(file.get()));
        assertThat(reading.records()).isNotEmpty();
        assertThat(reading.rejected().size()).isLessThan(reading.records().size() / 10 + 1);
    }

    @Test
    void refusesATimeThatNoTopicCanCarryAndTellsWhatItPassedOver() {
        WeatherReading reading = SwpcJson.read("protons", """
                [{"time_tag":"+999999999-01-01T00:00:00","satellite":18,"flux":3,"energy":">=10 MeV"},
                 {"time_tag":"2026-01-19T00:00:00Z","satellite":18,"flux":3,"energy":">=10 MeV"},
                 {"time_tag":"2026-01-19T00:00:00Z","satellite":18,"flux":3,"energy":">=10 MeV"},
                 {"time_tag":"2026-01-19T00:00:00Z","satellite":18,"flux":3,"energy":">=1 MeV"}]
                """);
        assertThat(reading.records()).hasSize(1);
        assertThat(reading.rejected())
                .singleElement()
                .asString()
                .startsWith("row 0")
                .contains("+999999999");
        assertThat(reading.passedOver()).isEqualTo(2);
    }
}
