package space.penumbra.control.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.weather.SpaceWeather;

class WeatherApiTest {

    private static final Instant NOON = Instant.parse("2026-06-21T12:00:00Z");

    private final ServerRig rig = new ServerRig("");

    @AfterEach
    void stop() {
        rig.close();
    }

    private void kp(int minute, double value, int scale) {
        rig.view.put(new SpaceWeather("kp", value, scale, "sample", "", NOON.plusSeconds(60L * minute)));
    }

    @Test
    void tellsTheNewestLevelOfAFeedAndWhenItChanged() {
        kp(0, 3, 0);
        kp(3, 5, 1);
        kp(6, 5.3, 1);
        kp(9, 7, 3);
        // What comes late changes nothing.
        kp(4, 2, 0);
        JsonNode feed = rig.json("/api/weather").path("items").path(0);
        assertThat(feed.path("feed").asText()).isEqualTo("kp");
        assertThat(feed.path("letter").asText()).isEqualTo("G");
        assertThat(feed.path("scale").asInt()).isEqualTo(3);
        assertThat(feed.path("history").findValuesAsText("scale")).containsExactly("0", "1", "3");
        assertThat(feed.path("history").findValuesAsText("time"))
                .containsExactly("2026-06-21T12:00:00Z", "2026-06-21T12:03:00Z", "2026-06-21T12:09:00Z");
    }
}
