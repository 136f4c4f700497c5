package space.penumbra.domain.hazard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.weather.SpaceWeather;
import space.penumbra.orbit.elements.MeanElements;
import space.penumbra.orbit.propagation.PropagationException;

class HazardForecasterTest {

    static final Instant NOON = Instant.parse("2026-06-21T12:00:00Z");
    private static final Instant HORIZON = NOON.plus(Duration.ofHours(3));

    private final HazardForecaster forecaster = new HazardForecaster();

    /** 15.2 revolutions a day: 94.7 minutes, about 520 km. */
    static MeanElements elements(double inclination, double revolutionsPerDay, double anomaly) {
        return new MeanElements("n", 0, NOON, revolutionsPerDay, 0.0005, inclination, 40, 0, anomaly, 1e-5);
    }

    @Test
    void foreseesEveryEclipseWithItsUmbraInside() {
        List<HazardWindow> windows = forecaster.windows(elements(30, 15.2, 0), Storm.NONE, NOON, HORIZON);

        List<HazardWindow> penumbras = of(windows, HazardKind.PENUMBRA);
        List<HazardWindow> umbras = of(windows, HazardKind.UMBRA);
        // At 30 degrees in June the Sun is never far from the plane: one eclipse of some 35 minutes each 94.7 minutes,
        // so 2 in 3 hours.
        assertThat(penumbras).hasSizeBetween(2, 3);
        assertThat(umbras).hasSameSizeAs(penumbras);
        for (int i = 0; i < umbras.size(); i++) {
            assertThat(umbras.get(i).start()).isAfter(penumbras.get(i).start());
            assertThat(umbras.get(i).end()).isBefore(penumbras.get(i).end());
            assertThat(minutes(umbras.get(i))).isBetween(30.0, 37.0);
        }
        assertThat(windows).isSortedAccordingTo((one, other) -> one.start().compareTo(other.start()));
    }

    @Test
    void foreseesPassesThroughTheAnomalyWithTheirFlux() {
        List<HazardWindow> passes = of(
                forecaster.windows(elements(30, 14.7, 0), Storm.NONE, NOON, NOON.plus(Duration.ofHours(24))),
                HazardKind.SAA);

        assertThat(passes).hasSizeBetween(5, 12).allSatisfy(pass -> {
            assertThat(minutes(pass)).isBetween(0.1, 40.0);
            assertThat(pass.severity()).isBetween(1.0, 20_000.0);
            assertThat(pass.startSigmaSeconds()).isGreaterThanOrEqualTo(20);
        });
    }

    @Test
    void foreseesSolarProtonsOnlyInAStormAndOnlyNearThePoles() {
        Storm s3 = Storm.NONE.with(flux(2_000));

        List<HazardWindow> polar =
                of(forecaster.windows(elements(98, 14.7, 0), s3, NOON, HORIZON), HazardKind.SOLAR_PROTON);

        // Two caps a revolution of 98 minutes, so 3 or 4 in three hours.
        assertThat(polar).hasSizeBetween(3, 5).allSatisfy(pass -> {
            assertThat(pass.severity()).isEqualTo(3);
            assertThat(pass.probability()).isBetween(0.5, 1.0);
        });
        assertThat(of(forecaster.windows(elements(20, 14.7, 0), s3, NOON, HORIZON), HazardKind.SOLAR_PROTON))
                .isEmpty();
        assertThat(of(
                        forecaster.windows(elements(98, 14.7, 0), Storm.NONE.with(flux(9)), NOON, HORIZON),
                        HazardKind.SOLAR_PROTON))
                .isEmpty();
    }

    @Test
    void isLessSureOfOldElements() {
        List<HazardWindow> fresh = forecaster.windows(elements(30, 15.2, 0), Storm.NONE, NOON, HORIZON);
        Instant later = NOON.plus(Duration.ofDays(4));
        List<HazardWindow> old =
                forecaster.windows(elements(30, 15.2, 0), Storm.NONE, later, later.plus(Duration.ofHours(3)));

        // One kilometre at 7.5 km/s; four days later 1 + 1.5 x 4 + 0.3 x 16 = 11.8 km.
        assertThat(of(fresh, HazardKind.UMBRA).get(0).startSigmaSeconds()).isCloseTo(0.133, within(0.05));
        assertThat(of(old, HazardKind.UMBRA).get(0).startSigmaSeconds()).isCloseTo(11.8 / 7.5, within(0.1));
    }

    @Test
    void refusesAnOrbitThatCannotBeFollowed() {
        // 17.9 revolutions a day would lie inside the Earth.
        assertThatThrownBy(() -> forecaster.windows(elements(30, 17.9, 0), Storm.NONE, NOON, HORIZON))
                .isInstanceOf(PropagationException.class)
                .hasMessageContaining("n ");
    }

    @Test
    void aStormEndsWithItsObservations() {
        Storm s3 = Storm.NONE.with(flux(2_000));

        assertThat(s3.scale(NOON)).isEqualTo(3);
        assertThat(s3.scale(NOON.plus(Duration.ofHours(7)))).isZero();
        assertThat(s3.with(new SpaceWeather("proton-flux-10MeV", 5, 0, "g18", "", NOON.minusSeconds(300))))
                .isEqualTo(s3);
        assertThat(s3.differsFrom(Storm.NONE.with(flux(1_500)), NOON)).isFalse();
        assertThat(s3.differsFrom(Storm.NONE, NOON)).isTrue();
    }

    @Test
    void aWarningGivesUnsureWindowsUntilTheStormComesOrIsCalledOff() {
        Storm warned = Storm.NONE.with(bulletin(
                0,
                "Space Weather Message Code: WARPX1\n\nWARNING: Proton Event 10MeV Integral Flux above 10pfu expected\n"
                        + "Valid From: 2026 Jun 21 1200 UTC\nValid To: 2026 Jun 21 1800 UTC"));
        assertThat(warned.expected(NOON)).isTrue();
        List<HazardWindow> polar = of(
                forecaster.windows(elements(97.6, 14.7, 0), warned, NOON, NOON.plus(Duration.ofHours(3))),
                HazardKind.SOLAR_PROTON);
        // One warning in 2.6 is a false alarm.
        assertThat(polar).isNotEmpty().allSatisfy(window -> {
            assertThat(window.probability()).isEqualTo(0.62);
            assertThat(window.detail()).contains("warned of");
        });

        Storm come = warned.with(bulletin(
                600, "Space Weather Message Code: ALTPX3\nALERT: Proton Event 10MeV Integral Flux exceeded 1000pfu"));
        assertThat(come.scale(NOON.plusSeconds(600))).isEqualTo(3);
        assertThat(come.expected(NOON.plusSeconds(600))).isFalse();
        assertThat(come.differsFrom(warned, NOON.plusSeconds(600))).isTrue();

        Storm off = warned.with(bulletin(900, "Space Weather Message Code: WARPX1\nCANCEL WARNING: Proton Event"));
        assertThat(off.expected(NOON.plusSeconds(900))).isFalse();
        assertThat(Storm.NONE.with(bulletin(0, "Space Weather Message Code: ALTK04\nALERT: Geomagnetic K-index of 4")))
                .isEqualTo(Storm.NONE);
    }

    private static SpaceWeather bulletin(int seconds, String message) {
        return new SpaceWeather("alert", Double.NaN, 0, "P", message, NOON.plusSeconds(seconds));
    }

    private static SpaceWeather flux(double value) {
        return new SpaceWeather("proton-flux-10MeV", value, 0, "g18", "", NOON);
    }

    private static List<HazardWindow> of(List<HazardWindow> windows, HazardKind kind) {
        return windows.stream().filter(window -> window.kind() == kind).toList();
    }

    private static double minutes(HazardWindow window) {
        return Duration.between(window.start(), window.end()).toMillis() / 60_000.0;
    }
}
