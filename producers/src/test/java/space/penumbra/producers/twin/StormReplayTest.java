package space.penumbra.producers.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import space.penumbra.domain.weather.SpaceWeather;
import space.penumbra.producers.ReferenceData;

class StormReplayTest {

    private static final long HOUR = 3_600_000;

    @Test
    void reachesThePeaksOfNoaasListWhenTheyWere() {
        StormReplay march = StormReader.read("2012-03");
        // Hour 0 is 7 March 02:00: the peak above 10 MeV came on 8 March 11:15, S3; above 100 MeV on 7 March 15:25.
        assertThat(march.pfu(StormReplay.ABOVE_10_MEV, (long) (33.25 * HOUR))).isCloseTo(6530, withPercentage(1));
        assertThat(march.pfu(StormReplay.ABOVE_100_MEV, (long) (13.4 * HOUR))).isBetween(55.0, 75.0);
        assertThat(march.pfu(StormReplay.ABOVE_10_MEV, 0)).isLessThan(10);
        assertThat(march.pfu(StormReplay.ABOVE_10_MEV, (long) (3.2 * HOUR))).isGreaterThan(10);

        StormReplay october = StormReader.read("2021-10");
        assertThat(october.pfu(StormReplay.ABOVE_10_MEV, (long) (11.8 * HOUR))).isBetween(24.0, 34.0);
        assertThat(october.pfu(StormReplay.ABOVE_10_MEV, 0)).isLessThan(1);
    }

    @Test
    void staysCloseToTheFullSeries() {
        Optional<Path> file = ReferenceData.file("goes/goes16-2021-10-28-integral-protons-5min.json");
        assumeTrue(file.isPresent(), "no reference data beside the checkout");
        StormReplay full = StormReader.read(file.get().toString());
        StormReplay corners = StormReader.read("2021-10");
        for (int energy : new int[] {StormReplay.ABOVE_10_MEV, StormReplay.ABOVE_50_MEV, StormReplay.ABOVE_100_MEV}) {
            double sum = 0;
            double whole = 0;
            for (double hour = 0; hour < 160; hour += 0.5) {
                // The file begins fifteen hours before the table.
                sum += corners.pfu(energy, (long) (hour * HOUR));
                whole += full.pfu(energy, (long) ((hour + 15) * HOUR));
            }
            assertThat(sum / whole).isBetween(0.85, 1.15);
        }
    }

    @Test
    void readsAStormFromFilesAndNamesAFileThatIsNone(@TempDir Path folder) throws IOException {
        Path protons = Files.writeString(
                folder.resolve("protons.json"),
                "[{\"time_tag\":\"2024-05-11T00:00:00Z\",\"satellite\":18,\"flux\":10,\"energy\":\">=10 MeV\"},"
                        + "{\"time_tag\":\"2024-05-11T00:00:00Z\",\"satellite\":18,\"flux\":4,\"energy\":\">=50 MeV\"},"
                        + "{\"time_tag\":\"2024-05-11T02:00:00Z\",\"satellite\":18,\"flux\":1000,\"energy\":\">=10 MeV\"}]");
        Path kp = Files.writeString(
                folder.resolve("kp.json"),
                "[{\"time_tag\":\"2024-05-11T00:00:00\",\"Kp\":9.0,\"a_running\":400,\"station_count\":8}]");
        StormReplay storm = StormReader.read(protons + "," + kp);
        assertThat(storm.pfu(StormReplay.ABOVE_10_MEV, HOUR)).isBetween(99.0, 101.0);
        assertThat(storm.pfu(StormReplay.ABOVE_50_MEV, 0)).isEqualTo(4);
        assertThat(storm.kp(5 * HOUR)).isEqualTo(9);

        Path nonsense = Files.writeString(folder.resolve("x.json"), "{}");
        assertThatThrownBy(() -> StormReader.read(nonsense.toString())).hasMessageContaining(nonsense.toString());
    }

    @Test
    void strikesTheFleetAndSaysSoInTheFeed() {
        SmallFleet quiet = new SmallFleet(30, 7, Scenario.load("quiet"));
        SmallFleet storm = new SmallFleet(30, 7, SmallFleet.scenario("storm", "2012-03", "storm.leadMinutes", "0"));
        quiet.said.keepFrames = false;
        storm.said.keepFrames = false;
        quiet.advance(Duration.ofHours(20));
        storm.advance(Duration.ofHours(20));

        assertThat(upsets(storm)).isGreaterThan(2 * upsets(quiet));
        assertThat(quiet.said.weather).isEmpty();
        List<SpaceWeather> protons = new ArrayList<>(storm.said.weather);
        protons.removeIf(observation -> !observation.feed().equals("proton-flux-10MeV"));
        assertThat(protons).hasSize(240).anyMatch(observation -> observation.scale() == 3);
        assertThat(storm.said.weather)
                .filteredOn(observation -> observation.feed().equals("kp"))
                .hasSize(20);
    }

    private static long upsets(SmallFleet fleet) {
        return LongStream.of(fleet.twin.bank().corrected).sum();
    }
}
