package space.penumbra.cli.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static space.penumbra.cli.fuzz.Surface.demand;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.SplittableRandom;
import space.penumbra.domain.weather.SpaceWeather;
import space.penumbra.producers.weather.SwpcJson;
import space.penumbra.producers.weather.WeatherReading;
import space.penumbra.wire.Topics;

/** NOAA's space-weather feeds: each row is taken, refused, or known to be of no interest. */
final class WeatherSurface implements Surface {

    private static final List<String> SAMPLES = List.of("""
            [["time_tag","Kp","a_running","station_count"],
             ["2026-05-10 00:00:00.000","5.67","67","8"],["2026-05-10 03:00:00.000","8.33","207","8"]]""", """
            [{"time_tag":"2026-05-10T00:00:00","Kp":5.67,"observed":"observed"},
             {"time_tag":"2026-05-10T03:00:00","kp_index":7,"estimated_kp":7.33}]""", """
            [{"time_tag":"2026-05-10T00:00:00Z","satellite":19,"flux":134.2,"energy":">=10 MeV"},
             {"time_tag":"2026-05-10T00:05:00Z","satellite":19,"flux":3.9,"energy":">=100 MeV"},
             {"time_tag":"2026-05-10T00:05:00Z","satellite":19,"flux":51,"energy":">=30 MeV"}]""", """
            [{"product_id":"P11W","issue_datetime":"2026-05-10 13:41:29.877",
              "message":"Space Weather Message Code: ALTPX1\\r\\nSerial Number: 1041\\r\\nNOAA Scale: S1 - Minor"}]""");

    @Override
    public String name() {
        return "weather";
    }

    @Override
    public Outcome attempt(SplittableRandom random, Input input) {
        String sample = SAMPLES.get(random.nextInt(SAMPLES.size()));
        String text = random.nextBoolean()
                ? Mutator.value(random, sample, Mutator.word(random))
                : Mutator.text(random, sample, SAMPLES.get(random.nextInt(SAMPLES.size())));
        input.is(text.getBytes(UTF_8));
        try {
            WeatherReading reading = SwpcJson.read("feed", text);
            for (SpaceWeather record : reading.records()) {
                Topics.SPACE_WEATHER.codec().decode(Topics.SPACE_WEATHER.codec().encode(record));
            }
            demand(reading.rejected().stream().noneMatch(String::isBlank), "refused without a reason");
            int all = reading.records().size() + reading.rejected().size() + reading.passedOver();
            demand(all == rows(text), "of " + rows(text) + " rows " + all + " were accounted for");
            return new Outcome(reading.records().size(), reading.rejected().size() + reading.passedOver());
        } catch (IllegalArgumentException e) {
            demand(e.getMessage() != null && !e.getMessage().isBlank(), "refused without a reason");
            return new Outcome(0, 1);
        }
    }

    private static int rows(String text) {
        try {
            var tree = new ObjectMapper().readTree(text);
            return tree.size() - (tree.path(0).isArray() ? 1 : 0);
        } catch (JsonProcessingException e) {
            throw new Surface.Broken("no JSON was taken for a feed: " + e.getOriginalMessage());
        }
    }
}
