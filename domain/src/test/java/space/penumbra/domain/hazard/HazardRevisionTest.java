package space.penumbra.domain.hazard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HazardRevisionTest {

    private static final Instant NOON = HazardForecasterTest.NOON;
    private static final Instant HORIZON = NOON.plus(Duration.ofHours(3));

    private static Instant in(double minutes) {
        return NOON.plusMillis(Math.round(minutes * 60_000));
    }

    private static HazardWindow eclipse(double startMinute, double endMinute) {
        return new HazardWindow("", HazardKind.PENUMBRA, in(startMinute), in(endMinute), 2, 2, 1, 0, "");
    }

    private static HazardSchedule first(HazardWindow... windows) {
        return HazardRevision.of(null, "n", List.of(windows), HORIZON, NOON, NOON)
                .orElseThrow();
    }

    private static Optional<HazardSchedule> next(HazardSchedule before, double minute, HazardWindow... windows) {
        return HazardRevision.of(before, "n", List.of(windows), HORIZON, NOON, in(minute));
    }

    @Test
    void namesAHazardAfterItsBegin() {
        HazardSchedule schedule = first(eclipse(30, 65));

        assertThat(schedule.version()).isEqualTo(1);
        assertThat(schedule.windows().get(0).hazardId()).isEqualTo("n/PENUMBRA/2026-06-21T12:30Z");
    }

    @Test
    void keepsTheIdentityOfAWindowThatMoves() {
        HazardSchedule before = first(eclipse(30, 65));

        HazardSchedule after = next(before, 5, eclipse(32, 67)).orElseThrow();

        assertThat(after.version()).isEqualTo(2);
        assertThat(after.windows().get(0).hazardId())
                .isEqualTo(before.windows().get(0).hazardId());
        assertThat(after.windows().get(0).start()).isEqualTo(in(32));
    }

    @Test
    void saysNothingWhenNothingIsNew() {
        HazardSchedule before = first(eclipse(30, 65));

        // Half a sigma of 2 s is 1 s: a shift of 0.9 s is no news, one of 1.2 s is.
        assertThat(next(before, 5, eclipse(30 + 0.9 / 60, 65))).isEmpty();
        assertThat(next(before, 5, eclipse(30 + 1.2 / 60, 65))).isPresent();
        assertThat(next(before, 5)).as("it will not come").isPresent();
        assertThat(next(before, 5, eclipse(30, 65), eclipse(125, 160)))
                .as("a further one")
                .isPresent();
        assertThat(next(before, 70)).as("it is over").isEmpty();
    }

    @Test
    void saysHowFarItSees() {
        HazardSchedule before = first(eclipse(30, 65));

        assertThat(HazardRevision.of(before, "n", List.of(eclipse(30, 65)), HORIZON.plusSeconds(1799), NOON, in(10)))
                .isEmpty();
        assertThat(HazardRevision.of(before, "n", List.of(eclipse(30, 65)), HORIZON.plusSeconds(1800), NOON, in(10)))
                .isPresent();
    }

    @Test
    void keepsAWindowThatHasBegunUntilItHasEnded() {
        HazardSchedule before = first(eclipse(-10, 25));

        // New elements know nothing of it, or would let it begin elsewhere.
        assertThat(next(before, 5)).isEmpty();
        HazardWindow kept =
                next(before, 5, eclipse(-2, 33)).orElseThrow().windows().get(0);
        assertThat(kept.start()).isEqualTo(in(-10));
        assertThat(kept.end()).isEqualTo(in(33));
        assertThat(kept.hazardId()).isEqualTo(before.windows().get(0).hazardId());
        assertThat(HazardRevision.of(before, "n", List.of(), HORIZON.plusSeconds(1800), NOON, in(26))
                        .orElseThrow()
                        .windows())
                .isEmpty();
    }

    @Test
    void givesEachHazardOneIdentityAndEachIdentityOneHazardOverADay() {
        HazardForecaster forecaster = new HazardForecaster();
        HazardSchedule schedule = null;
        Map<String, Instant> starts = new HashMap<>();
        List<String> order = new ArrayList<>();
        int versions = 0;
        for (int minute = 0; minute < 24 * 60; minute += 10) {
            Instant now = in(minute);
            // Each hour somebody publishes slightly other elements.
            double anomaly = (minute / 60) * 0.01;
            List<HazardWindow> found = forecaster.windows(
                    HazardForecasterTest.elements(53, 15.0, anomaly), Storm.NONE, now, now.plus(Duration.ofHours(3)));
            Optional<HazardSchedule> next =
                    HazardRevision.of(schedule, "n", found, now.plus(Duration.ofHours(3)), NOON, now);
            versions += next.isPresent() ? 1 : 0;
            schedule = next.orElse(schedule);
            Set<String> ids = new HashSet<>();
            for (HazardWindow window : schedule.windows()) {
                assertThat(ids.add(window.hazardId()))
                        .as("twice in one schedule: %s", window)
                        .isTrue();
                Instant known = starts.putIfAbsent(window.hazardId(), window.start());
                if (known == null) {
                    order.add(window.hazardId());
                } else {
                    assertThat(Duration.between(known, window.start()).abs()).isLessThan(Duration.ofMinutes(2));
                }
            }
        }
        // 15 revolutions a day and the 3 hours of the last horizon: 16 or 17 eclipses, a penumbra and an umbra each.
        assertThat(order.stream().filter(id -> id.contains("/UMBRA/")).count()).isBetween(15L, 18L);
        assertThat(order.stream().filter(id -> id.contains("/PENUMBRA/")).count())
                .isBetween(15L, 18L);
        assertThat(versions).isLessThan(144);
    }
}
