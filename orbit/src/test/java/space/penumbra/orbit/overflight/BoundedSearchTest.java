package space.penumbra.orbit.overflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import space.penumbra.orbit.constellation.Constellation;
import space.penumbra.orbit.elements.MeanElements;
import space.penumbra.orbit.propagation.Sgp4;
import space.penumbra.orbit.radiation.SaaMap;
import space.penumbra.orbit.sun.SubPoint;

class BoundedSearchTest {

    private static final Instant EPOCH = Instant.parse("2026-06-01T00:00:00Z");
    private static final double FROM = EPOCH.toEpochMilli();
    private static final double TO = FROM + 3 * 3_600_000;
    private static final double YEAR = 2026.4137;
    private static final SaaMap MAP = SaaMap.of(YEAR);

    private record Span(double start, double end) {}

    /** Three satellites of the designed fleet that leave the region for 1, 10 and 15 s at its rim, which a search along samples joined. */
    @ParameterizedTest
    @CsvSource({
        "12.897398797349023,0.000401181588699444,100.91966884675917,160.01716267914034,70.79138605866665,15.69892879713835,1.1",
        "12.52882042061225,0.0001405958993483738,101.68308518430037,158.96022637091127,191.11889986062602,178.36560151096756,10.4",
        "12.292744363008955,0.0001925755057622182,102.23802361721255,163.1714315076155,50.43417424660957,304.90024663548627,14.8"
    })
    void keepsPassesWithAShortGapApart(
            double perDay, double e, double inclination, double node, double perigee, double anomaly, double seconds) {
        Sgp4 orbit = new Sgp4(new MeanElements("rim", 1, EPOCH, perDay, e, inclination, node, perigee, anomaly, 2e-5));
        List<Span> passes = found(orbit, MAP);
        double shortest = Double.POSITIVE_INFINITY;
        for (int i = 1; i < passes.size(); i++) {
            shortest = Math.min(shortest, passes.get(i).start - passes.get(i - 1).end);
        }
        assertThat(shortest / 1000).isCloseTo(seconds, within(0.5));
        assertSame(passes, sampled(orbit, MAP, 500), "rim");
    }

    @Test
    void findsOverTheDesignedFleetWhatTwoSecondSamplesFind() {
        Constellation fleet = Constellation.of(1_000_000, EPOCH, 1);
        int passes = 0;
        for (int node = 0; node < 1_000_000; node += 22_000) {
            Sgp4 orbit = new Sgp4(fleet.slot(node).elements());
            List<Span> found = found(orbit, MAP);
            assertSame(found, sampled(orbit, MAP, 2_000), "node " + node);
            passes += found.size();
        }
        assertThat(passes).isGreaterThan(60);
    }

    @ParameterizedTest
    @CsvSource({"600,0.03,63.4", "900,0.08,30", "300,0.004,97", "1500,0.2,63.4"})
    void findsThePassesOfOtherOrbitsToo(double perigeeKm, double e, double inclination) {
        for (double node = 0; node < 360; node += 72) {
            Sgp4 orbit = orbit(perigeeKm, e, inclination, node);
            assertSame(found(orbit, MAP), sampled(orbit, MAP, 2_000), "node " + node);
        }
    }

    /** The threshold is put just below the highest flux between two passes: what is left is a pass of a second or a few. */
    @ParameterizedTest
    @CsvSource({"550,53,0", "500,30,75", "650,98,250", "1200,87.9,200"})
    void findsPassesThatOnlyTouch(double heightKm, double inclination, double node) {
        Sgp4 orbit = orbit(heightKm, 0.0005, inclination, node);
        double top = top(orbit);
        double depth = depth(orbit, MAP, top);
        assertThat(depth).as("a top inside the table").isGreaterThan(-1);
        SaaMap map = SaaMap.of(SaaMap.DEFAULT_THRESHOLD * Math.pow(10, depth - 1e-3), YEAR);
        List<Span> touching = found(orbit, map).stream()
                .filter(pass -> pass.start <= top && top <= pass.end)
                .toList();
        assertThat(touching).hasSize(1);
        assertThat(touching.get(0).end - touching.get(0).start).isLessThan(30_000);
    }

    /** The highest local maximum of the depth that is not a pass, or the lowest above. */
    private static double top(Sgp4 orbit) {
        double best = Double.NaN;
        double least = Double.POSITIVE_INFINITY;
        double before = depth(orbit, MAP, FROM - 500);
        double now = depth(orbit, MAP, FROM);
        for (double t = FROM; t < TO; t += 500) {
            double after = depth(orbit, MAP, t + 500);
            if (now > before && now >= after && now > -0.95 && Math.abs(now) < least) {
                best = t;
                least = Math.abs(now);
            }
            before = now;
            now = after;
        }
        return best;
    }

    private static Sgp4 orbit(double perigeeKm, double e, double inclination, double node) {
        double a = (6378.137 + perigeeKm) / (1 - e);
        double revolutions = 86_400 / (2 * Math.PI) * Math.sqrt(398_600.4418 / (a * a * a));
        return new Sgp4(new MeanElements("test", 1, EPOCH, revolutions, e, inclination, node, 70, 10, 2e-5));
    }

    private static List<Span> found(Sgp4 orbit, Region region) {
        List<Span> found = new ArrayList<>();
        new OverflightFinder().find(orbit, region, FROM, TO, (start, end) -> found.add(new Span(start, end)));
        return found;
    }

    private static void assertSame(List<Span> found, List<Span> sampled, String what) {
        assertThat(found).as(what).hasSameSizeAs(sampled);
        for (int i = 0; i < found.size(); i++) {
            // What is still open a revolution beyond is cut, there and here.
            if (found.get(i).start > FROM - 4_000_000) {
                assertThat(found.get(i).start).as(what).isCloseTo(sampled.get(i).start, within(30.0));
            }
            if (found.get(i).end < TO + 4_000_000) {
                assertThat(found.get(i).end).as(what).isCloseTo(sampled.get(i).end, within(30.0));
            }
        }
    }

    private static List<Span> sampled(Sgp4 orbit, Region region, double stepMillis) {
        List<Span> passes = new ArrayList<>();
        double margin = orbit.nodalPeriodSeconds() * 1000;
        double start = FROM - margin;
        boolean before = depth(orbit, region, start) > 0;
        double open = before ? start : Double.NaN;
        for (double t = start; t < TO + margin; t += stepMillis) {
            boolean after = depth(orbit, region, t + stepMillis) > 0;
            if (before != after) {
                double low = t;
                double high = t + stepMillis;
                while (high - low > 1) {
                    double middle = (low + high) / 2;
                    if (depth(orbit, region, middle) > 0 == before) {
                        low = middle;
                    } else {
                        high = middle;
                    }
                }
                if (before && open <= TO && high >= FROM) {
                    passes.add(new Span(open, high));
                }
                open = after ? high : Double.NaN;
            }
            before = after;
        }
        if (before && open <= TO) {
            passes.add(new Span(open, TO + margin));
        }
        return passes;
    }

    private static double depth(Sgp4 orbit, Region region, double t) {
        double[] position = new double[3];
        double[] place = new double[3];
        orbit.position(t, position);
        SubPoint.ofTeme(position, t, place);
        return region.depth(place[0], place[1], place[2]);
    }
}
