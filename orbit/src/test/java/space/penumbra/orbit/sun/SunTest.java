package space.penumbra.orbit.sun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SunTest {

    private static final double ARC_SECOND = Math.PI / 648_000.0;

    private static double millis(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }

    /** Made with ERFA 2.0.0: EPV00, aberration AB, matrix PNM06A, equation of the equinoxes; unit vector and distance in km. */
    @ParameterizedTest
    @CsvSource({
        "2000-01-01T00:00:00Z, 0.1712849, -0.90393403, -0.39187339, 147104358",
        "2006-11-07T00:00:00Z, -0.71407791, -0.64229115, -0.27848665, 148262176",
        "2013-09-13T00:00:00Z, -0.98591921, 0.15343555, 0.06648936, 150527639",
        "2026-01-11T00:00:00Z, 0.35438667, -0.85794449, -0.37194267, 147124574",
        "2026-11-07T00:00:00Z, -0.71220347, -0.6440499, -0.27922383, 148281571",
        "2034-04-01T00:00:00Z, 0.98047978, 0.18040518, 0.07818802, 149452374",
        "2050-09-08T00:00:00Z, -0.96842018, 0.22877336, 0.0991217, 150745288",
    })
    void agreesWithErfaToAnArcSecond(String instant, double x, double y, double z, double distanceKm) {
        double[] sun = new double[3];
        double distance = Sun.direction(millis(instant), sun);
        assertThat(sun).containsExactly(new double[] {x, y, z}, within(ARC_SECOND));
        assertThat(distance).isCloseTo(distanceKm, within(4000.0));
    }

    @Test
    void tableAndSeriesAgreeBetweenTheTablesPoints() {
        double from = millis("2026-06-21T00:00:00Z");
        SunTrack track = SunTrack.covering(from, from + 86_400_000.0);
        double[] table = new double[3];
        double[] series = new double[3];
        for (double t = from - 7 * 3_600_000.0; t < from + 93_000_000.0; t += 1_234_567.0) {
            double distance = track.direction(t, table);
            assertThat(distance).isCloseTo(Sun.direction(t, series), within(1.0));
            assertThat(table).containsExactly(series, within(0.001 * ARC_SECOND));
        }
    }

    @Test
    void tableRefusesTimesItDoesNotCover() {
        double from = millis("2026-06-21T00:00:00Z");
        SunTrack track = SunTrack.covering(from, from);
        assertThatThrownBy(() -> track.direction(from + 30_000_000.0, new double[3]))
                .hasMessageContaining("cover a longer interval");
        assertThatThrownBy(() -> SunTrack.covering(from, from - 1)).hasMessageContaining("interval");
    }

    /** Greenwich mean sidereal time of Vallado's example 3-5: 1992-08-20 12:14 UT1 is 152.578 787 886 degrees. */
    @Test
    void siderealTimeMatchesVallado() {
        double angle = Math.toDegrees(SubPoint.gmstRadians(millis("1992-08-20T12:14:00Z")));
        assertThat(angle).isCloseTo(152.578787886, within(1e-6));
    }

    @Test
    void geodeticCoordinatesComeBack() {
        double t = millis("2026-01-19T03:04:05Z");
        double[] xyz = new double[3];
        double[] place = new double[3];
        for (double latitude : new double[] {-90, -89.999, -45, 0, 12.5, 60, 90}) {
            for (double longitude : new double[] {-179.9, -45, 0, 100}) {
                for (double height : new double[] {0, 550, 2000}) {
                    SubPoint.toTeme(latitude, longitude, height, t, xyz);
                    SubPoint.ofTeme(xyz, t, place);
                    assertThat(place[0]).isCloseTo(latitude, within(1e-8));
                    assertThat(place[2]).isCloseTo(height, within(1e-6));
                    if (Math.abs(latitude) < 90) {
                        assertThat(place[1]).isCloseTo(longitude, within(1e-9));
                    }
                }
            }
        }
    }

    @Test
    void sunStandsOverGreenwichAtApparentNoon() {
        // The equation of time on 2026-11-03 is +16 min 26 s: the Sun crosses Greenwich at 11:43:34, at 15 degrees
        // south.
        double t = millis("2026-11-03T11:43:34Z");
        double[] sun = new double[3];
        Sun.direction(t, sun);
        double[] place = new double[3];
        SubPoint.ofTeme(new double[] {sun[0] * 7000, sun[1] * 7000, sun[2] * 7000}, t, place);
        assertThat(place[1]).isCloseTo(0, within(0.05));
        assertThat(place[0]).isCloseTo(-15.1, within(0.2));
    }
}
