package space.penumbra.control.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.hazard.HazardSchedule;

class HazardDensityTest {

    private static final Instant NOW = Instant.parse("2026-06-21T12:00:00Z");

    private static HazardSchedule known(int node, Duration ahead) {
        return new HazardSchedule("n-" + node, 1, List.of(), NOW.plus(ahead), NOW, NOW);
    }

    private static Instant foreseenUntil(List<HazardSchedule> schedules) {
        return HazardDensity.of(schedules, NOW, NOW.plus(Duration.ofHours(3)), 18)
                .foreseenUntil();
    }

    @Test
    void saysHowFarTheFleetCanSee() {
        List<HazardSchedule> schedules = new ArrayList<>();
        for (int i = 0; i < 19; i++) {
            schedules.add(known(i, Duration.ofMinutes(150 + i)));
        }
        assertThat(foreseenUntil(schedules)).isEqualTo(NOW.plus(Duration.ofMinutes(150)));
    }

    @Test
    void oneSilentNodeInTwentyDoesNotHideWhatTheOthersSee() {
        List<HazardSchedule> schedules = new ArrayList<>(List.of(known(0, Duration.ofMinutes(-90))));
        for (int i = 1; i < 20; i++) {
            schedules.add(known(i, Duration.ofMinutes(160)));
        }
        assertThat(foreseenUntil(schedules)).isEqualTo(NOW.plus(Duration.ofMinutes(160)));
    }

    @Test
    void aFleetWithoutForecastsForeseesNothing() {
        assertThat(foreseenUntil(List.of())).isEqualTo(NOW);
    }
}
