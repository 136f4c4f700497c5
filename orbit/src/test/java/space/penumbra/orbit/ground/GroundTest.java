package space.penumbra.orbit.ground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import space.penumbra.orbit.elements.MeanElements;
import space.penumbra.orbit.overflight.OverflightFinder;
import space.penumbra.orbit.propagation.Sgp4;
import space.penumbra.orbit.sun.SubPoint;

class GroundTest {

    private static final Instant EPOCH = Instant.parse("2026-11-22T00:00:00Z");
    private static final GroundStation SVALBARD = new GroundStation("Svalbard", 78.23, 15.39, 0.45, 5);

    private final double[] scratch = new double[3];

    @Test
    void satelliteOverheadStandsAtNinetyDegrees() {
        double t = EPOCH.toEpochMilli();
        double[] above = new double[3];
        SubPoint.toTeme(78.23, 15.39, 650, t, above);
        assertThat(SVALBARD.elevationDegrees(above, t, scratch)).isCloseTo(90, within(1e-3));
        assertThat(SVALBARD.hears(above, t, scratch)).isTrue();
        SubPoint.toTeme(-78.23, 15.39, 650, t, above);
        assertThat(SVALBARD.hears(above, t, scratch)).isFalse();
    }

    @Test
    void depthIsTheElevationOverTheMask() {
        double t = EPOCH.toEpochMilli();
        double[] xyz = new double[3];
        for (double lat = -80; lat <= 80; lat += 23) {
            for (double lon = -170; lon < 180; lon += 31) {
                SubPoint.toTeme(lat, lon, 700, t, xyz);
                double elevation = SVALBARD.elevationDegrees(xyz, t, scratch);
                assertThat(SVALBARD.depth(lat, lon, 700)).isCloseTo(elevation - 5, within(1e-6));
            }
        }
    }

    @Test
    void findsTheContactsThatTenSecondSamplesFind() {
        MeanElements set = new MeanElements("polar", 1, EPOCH, 14.74, 0.001, 97.99, 30, 90, 0, 1e-5);
        Sgp4 orbit = new Sgp4(set);
        GroundStation cape = new GroundStation("Cape", -33.9, 18.4, 0.1, 10);
        double from = EPOCH.toEpochMilli();
        double to = from + 86_400_000.0;
        for (GroundStation station : List.of(SVALBARD, cape)) {
            List<double[]> passes = new ArrayList<>();
            new OverflightFinder()
                    .find(orbit, station, from, to, (start, end) -> passes.add(new double[] {start, end}));
            double found = passes.stream()
                    .mapToDouble(p -> Math.min(p[1], to) - Math.max(p[0], from))
                    .sum();
            double heard = 0;
            double[] xyz = new double[3];
            for (double t = from; t < to; t += 10_000) {
                orbit.position(t, xyz);
                heard += station.hears(xyz, t, scratch) ? 10_000 : 0;
            }
            // Two edges a pass, each within half a sample on average.
            assertThat(found).isCloseTo(heard, within(10_000.0 * passes.size()));
            assertThat(passes)
                    .allSatisfy(p -> assertThat((p[1] - p[0]) / 60_000).isLessThan(14));
        }
    }

    @Test
    void polarStationHearsASunSynchronousSatelliteEveryRevolution() {
        Sgp4 orbit = new Sgp4(new MeanElements("polar", 1, EPOCH, 14.74, 0.001, 97.99, 30, 90, 0, 1e-5));
        int[] passes = new int[1];
        double from = EPOCH.toEpochMilli();
        new OverflightFinder().find(orbit, SVALBARD, from, from + 86_400_000.0, (start, end) -> passes[0]++);
        assertThat(passes[0]).isBetween(13, 15);
    }

    @Test
    void linkIsOpenPastTheLimbAndClosedThroughTheEarth() {
        double r = 7028;
        double[] here = {r, 0, 0};
        // Grazing 80 km over the Earth: 6458 / 7028 = cos(23.23 deg), so 46.46 degrees apart at most.
        double[] near = {r * Math.cos(Math.toRadians(46)), r * Math.sin(Math.toRadians(46)), 0};
        double[] far = {r * Math.cos(Math.toRadians(47)), r * Math.sin(Math.toRadians(47)), 0};
        assertThat(LineOfSight.isOpen(here, near, 6000)).isTrue();
        assertThat(LineOfSight.isOpen(here, far, 6000)).isFalse();
        assertThat(LineOfSight.isOpen(here, near, 5000))
                .as("range %s", LineOfSight.rangeKm(here, near))
                .isFalse();
        assertThat(LineOfSight.lowestKm(here, new double[] {-r, 0, 0})).isCloseTo(-6378.137, within(1e-6));
        assertThat(LineOfSight.lowestKm(here, here)).isCloseTo(r - 6378.137, within(1e-9));
        // The nearest point of the segment may be an end: a satellite right above another.
        assertThat(LineOfSight.lowestKm(here, new double[] {r + 500, 0, 0})).isCloseTo(r - 6378.137, within(1e-9));
        assertThat(LineOfSight.delaySeconds(here, new double[] {r + 299.792458, 0, 0}))
                .isCloseTo(0.001, within(1e-12));
    }

    @Test
    void refusesAStationOffTheEarth() {
        assertThatThrownBy(() -> new GroundStation("nowhere", 91, 0, 0, 5))
                .hasMessageContaining("nowhere")
                .hasMessageContaining("91");
    }

    @Test
    void findsTheLinksThatSamplesFind() {
        double from = EPOCH.toEpochMilli();
        double to = from + 12 * 3_600_000.0;
        Sgp4 polar = new Sgp4(new MeanElements("polar", 1, EPOCH, 14.74, 0.001, 97.99, 30, 90, 0, 1e-5));
        Sgp4 inclined = new Sgp4(new MeanElements("inclined", 2, EPOCH, 15.06, 0.0005, 53, 30, 10, 80, 1e-5));
        List<double[]> windows = new ArrayList<>();
        new LinkFinder().find(polar, inclined, 5_000, from, to, (start, end) -> windows.add(new double[] {start, end}));
        assertThat(windows).hasSizeGreaterThan(1);
        double[] here = new double[3];
        double[] there = new double[3];
        for (double t = from; t < to; t += 13_000) {
            polar.position(t, here);
            inclined.position(t, there);
            double now = t;
            boolean open = LineOfSight.isOpen(here, there, 5_000);
            boolean found = windows.stream().anyMatch(window -> window[0] <= now && now <= window[1]);
            boolean edge = windows.stream()
                    .anyMatch(window -> Math.abs(window[0] - now) < 50 || Math.abs(window[1] - now) < 50);
            assertThat(found == open || edge).as("%s s", (t - from) / 1000).isTrue();
        }
    }

    @Test
    void leapsFindWhatEverySampleFinds() {
        double from = EPOCH.toEpochMilli();
        double to = from + 24 * 3_600_000.0;
        LinkFinder finder = new LinkFinder();
        int windows = 0;
        // In one plane near and far, planes beside each other, crossing planes, another height, and an orbit too oval
        // to leap.
        double[][] pairs = {
            {53, 15.06, 0.0005, 30, 0, 53, 15.06, 0.0004, 30, 20},
            {53, 15.06, 0.0005, 30, 0, 53, 15.0601, 0.0004, 30, 46},
            {53, 15.06, 0.0005, 30, 0, 53, 15.06, 0.0004, 30, 120},
            {53, 15.06, 0.0005, 30, 0, 53, 15.06, 0.0005, 70, 10},
            {97.8, 14.9, 0.001, 0, 0, 97.8, 14.9, 0.002, 35, 20},
            {30, 14.9, 0.001, 0, 0, 97.8, 14.7, 0.001, 90, 40},
            {53, 15.06, 0.02, 30, 0, 53, 14.9, 0.001, 50, 10},
        };
        for (double[] p : pairs) {
            Sgp4 one = new Sgp4(new MeanElements("one", 1, EPOCH, p[1], p[2], p[0], p[3], 0, p[4], 1e-5));
            Sgp4 other = new Sgp4(new MeanElements("other", 2, EPOCH, p[6], p[7], p[5], p[8], 0, p[9], 1e-5));
            List<double[]> found = new ArrayList<>();
            finder.find(one, other, 5_000, from, to, (start, end) -> found.add(new double[] {start, end}));
            windows += found.size();
            double[] here = new double[3];
            double[] there = new double[3];
            for (double t = from; t < to; t += 7_000) {
                one.position(t, here);
                other.position(t, there);
                double now = t;
                // A window or gap that is over before the next sample may be passed over.
                boolean edge = Math.abs(LineOfSight.rangeKm(here, there) - 5_000) < 60
                        || Math.abs(LineOfSight.lowestKm(here, there) - LineOfSight.ATMOSPHERE_KM) < 40;
                boolean inside = found.stream().anyMatch(window -> window[0] <= now && now <= window[1]);
                assertThat(inside == LineOfSight.isOpen(here, there, 5_000) || edge)
                        .as("%s s of %s", (t - from) / 1000, java.util.Arrays.toString(p))
                        .isTrue();
            }
        }
        assertThat(windows).isGreaterThan(40);
    }
}
