package space.penumbra.orbit.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import space.penumbra.orbit.ReferenceData;
import space.penumbra.orbit.elements.ElementsReader;
import space.penumbra.orbit.elements.MeanElements;
import space.penumbra.orbit.propagation.PropagationException;
import space.penumbra.orbit.propagation.Sgp4;
import space.penumbra.orbit.sun.SunTrack;

class EclipseFinderTest {

    private static final Instant EPOCH = Instant.parse("2026-05-31T00:00:00Z");
    private static final long FROM = EPOCH.toEpochMilli();
    private static final long HOUR = 3_600_000L;

    private static final String INDEPENDENT_SET = """
            1 90001U 26001A   26150.50000000  .00001000  00000+0  12345-3 0  9996
            2 90001  53.0500 200.0000 0005000  80.0000 100.0000 15.06000000    14
            """;

    private static final long[][] INDEPENDENT_EDGES = {
        {-799_656, 802_960}, {-783_252, 786_441},
        {4_943_778, 6_536_375}, {4_960_368, 6_519_667},
        {10_687_359, 12_269_726}, {10_704_139, 12_252_824},
    };

    private final EclipseFinder finder = new EclipseFinder();

    private static MeanElements orbit(
            double altitudeKm, double e, double inclination, double node, double argPerigee, double mean) {
        double a = 6378.137 + altitudeKm;
        double revPerDay = 86_400 / (2 * Math.PI) * Math.sqrt(398_600.4418 / (a * a * a));
        return new MeanElements("test", 1, EPOCH, revPerDay, e, inclination, node, argPerigee, mean, 1e-5);
    }

    private List<ShadowWindow> find(MeanElements set, long from, long to) {
        return finder.find(new Sgp4(set), SunTrack.covering(from, to), from, to);
    }

    /** Ten-second samples and bisection, with nothing shared but the signed distance itself. */
    private static List<ShadowWindow> bruteForce(MeanElements set, long from, long to) {
        Sgp4 orbit = new Sgp4(set);
        SunTrack track = SunTrack.covering(from, to);
        List<ShadowWindow> windows = new ArrayList<>();
        for (ShadowKind kind : ShadowKind.values()) {
            double open = Double.NaN;
            for (double t = from - 2 * HOUR; t < to + 2 * HOUR; t += 10_000) {
                boolean before = inside(kind, orbit, track, t);
                if (before == inside(kind, orbit, track, t + 10_000)) {
                    continue;
                }
                double low = t;
                double high = t + 10_000;
                for (int i = 0; i < 30; i++) {
                    double mid = (low + high) / 2;
                    if (inside(kind, orbit, track, mid) == before) {
                        low = mid;
                    } else {
                        high = mid;
                    }
                }
                if (!before) {
                    open = low;
                } else if (high >= from && open <= to) {
                    windows.add(new ShadowWindow(kind, Math.round(open), Math.round(high)));
                }
            }
        }
        windows.sort((a, b) -> Long.compare(a.startEpochMillis(), b.startEpochMillis()));
        return windows;
    }

    private static boolean inside(ShadowKind kind, Sgp4 orbit, SunTrack track, double t) {
        double[] r = new double[3];
        double[] sun = new double[3];
        orbit.position(t, r);
        double distance = track.direction(t, sun);
        return EarthShadow.signedDistanceKm(kind, r, sun, distance) < 0;
    }

    /** Every edge within 2 ms, nothing missed or invented; a graze shorter than a sample may be absent from the brute force only. */
    private void assertSameAsBruteForce(MeanElements set, long from, long to) {
        List<ShadowWindow> fast = find(set, from, to);
        fast.forEach(w -> assertThat(w.endEpochMillis()).isGreaterThanOrEqualTo(w.startEpochMillis()));
        List<ShadowWindow> found = fast.stream().filter(w -> w.seconds() > 10).toList();
        List<ShadowWindow> expected =
                bruteForce(set, from, to).stream().filter(w -> w.seconds() > 10).toList();
        assertThat(found)
                .as(set.toString())
                .extracting(ShadowWindow::kind)
                .isEqualTo(expected.stream().map(ShadowWindow::kind).toList());
        for (int i = 0; i < found.size(); i++) {
            // A grazing edge is shallow: a second of it is metres, and both searches stop at a tenth of a millimetre.
            assertThat(found.get(i).startEpochMillis())
                    .isCloseTo(expected.get(i).startEpochMillis(), within(2L));
            assertThat(found.get(i).endEpochMillis()).isCloseTo(expected.get(i).endEpochMillis(), within(2L));
        }
    }

    @Test
    void agreesWithBruteForceOverAltitudesPlanesAndEccentricities() {
        for (double altitude : new double[] {350, 550, 1200, 2000}) {
            for (double inclination : new double[] {0.5, 53, 97.6, 140}) {
                for (double node = 10; node < 360; node += 87) {
                    assertSameAsBruteForce(orbit(altitude, 0.001, inclination, node, 77, 123), FROM, FROM + 4 * HOUR);
                }
            }
        }
        for (double e : new double[] {0.019, 0.021, 0.1, 0.3}) {
            for (double node = 10; node < 360; node += 110) {
                assertSameAsBruteForce(
                        orbit(700 + 6378 * e / (1 - e) + 500 * e, e, 63.4, node, 250, 10), FROM, FROM + 6 * HOUR);
            }
        }
    }

    @Test
    void agreesWithBruteForceOnDuskDawnOrbitsThatGraze() {
        int grazes = 0;
        for (double node = 100; node < 400; node += 1.5) {
            MeanElements set = orbit(650, 0.0012, 97.99, node % 360, 90, 0);
            assertSameAsBruteForce(set, FROM, FROM + 4 * HOUR);
            grazes += find(set, FROM, FROM + 4 * HOUR).stream()
                    .filter(w -> w.seconds() < 600)
                    .count();
        }
        assertThat(grazes)
                .as("the sweep crosses the edge of the eclipse season")
                .isPositive();
    }

    @Test
    void agreesWithBruteForceOnRealSatellites() {
        ReferenceData.file("tle/starlink.tle").ifPresent(file -> {
            List<MeanElements> sets =
                    ElementsReader.read(ReferenceData.text(file)).elements();
            for (int i = 0; i < sets.size(); i += 500) {
                assertSameAsBruteForce(sets.get(i), FROM, FROM + 3 * HOUR);
            }
        });
    }

    /**
     * From an independent reference: the python sgp4 package, ERFA's EPV00 Sun with aberration and IAU 2006 matrices, and rays to 720
     * points of the solar limb against the ellipsoid. Milliseconds from {@link #FROM}; penumbra and umbra in turn.
     */
    @Test
    void meetsTheIndependentReferenceWithinMilliseconds() {
        MeanElements set = ElementsReader.read(INDEPENDENT_SET).elements().get(0);
        List<ShadowWindow> windows = find(set, FROM, FROM + 3 * HOUR);
        assertThat(windows).hasSize(INDEPENDENT_EDGES.length);
        for (int i = 0; i < windows.size(); i++) {
            assertThat(windows.get(i).startEpochMillis() - FROM).isCloseTo(INDEPENDENT_EDGES[i][0], within(3L));
            assertThat(windows.get(i).endEpochMillis() - FROM).isCloseTo(INDEPENDENT_EDGES[i][1], within(3L));
        }
    }

    @Test
    void umbraLiesInsideItsPenumbra() {
        List<ShadowWindow> windows = find(orbit(550, 0.0001, 53, 40, 0, 0), FROM, FROM + 24 * HOUR);
        // 95.6 minutes a revolution make 15 or 16 passages a day, each with both kinds.
        assertThat(windows).hasSizeBetween(30, 34);
        for (int i = 0; i < windows.size(); i += 2) {
            ShadowWindow penumbra = windows.get(i);
            ShadowWindow umbra = windows.get(i + 1);
            assertThat(penumbra.kind()).isEqualTo(ShadowKind.PENUMBRA);
            assertThat(umbra.kind()).isEqualTo(ShadowKind.UMBRA);
            assertThat(umbra.startEpochMillis() - penumbra.startEpochMillis()).isBetween(7_000L, 30_000L);
            assertThat(penumbra.endEpochMillis()).isGreaterThan(umbra.endEpochMillis());
            assertThat(umbra.seconds()).isBetween(20 * 60.0, 37 * 60.0);
        }
    }

    @Test
    void givesAnOpenWindowWithItsTrueStartAndEnd() {
        MeanElements set = orbit(550, 0.0001, 53, 40, 0, 0);
        ShadowWindow umbra = find(set, FROM, FROM + 3 * HOUR).stream()
                .filter(w -> w.kind() == ShadowKind.UMBRA)
                .skip(1)
                .findFirst()
                .orElseThrow();
        long inside = (umbra.startEpochMillis() + umbra.endEpochMillis()) / 2;
        assertThat(find(set, inside, inside)).contains(umbra);
        long after = umbra.endEpochMillis() + 60_000;
        assertThat(find(set, after, after)).isEmpty();
    }

    @Test
    void highDuskDawnOrbitHasNoEclipseAllYear() {
        // At 1600 km and a node that keeps the Sun over the orbit's pole, the shadow never reaches the orbit.
        for (int day = 0; day < 360; day += 15) {
            long from = FROM + day * 24 * HOUR;
            double sunRightAscension = 68.0 + day * 360.0 / 365.24;
            MeanElements set = new MeanElements(
                    "dawn",
                    1,
                    Instant.ofEpochMilli(from),
                    12.2,
                    0.0005,
                    102.5,
                    (sunRightAscension + 90) % 360,
                    90,
                    0,
                    0);
            assertThat(find(set, from, from + 6 * HOUR)).as("day " + day).isEmpty();
        }
    }

    @Test
    void tellsWhenTheSatelliteDecaysOnTheWay() {
        MeanElements last = new MeanElements(
                "falling", 29141, EPOCH, 15.93343074, 0.0015848, 82.4288, 273.4882, 277.2124, 83.9133, 0.13519);
        assertThatThrownBy(() -> find(last, FROM, FROM + 48 * HOUR))
                .isInstanceOf(PropagationException.class)
                .hasMessageContaining("falling");
    }
}
