package space.penumbra.orbit.propagation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hipparchus.geometry.euclidean.threed.Vector3D;
import org.junit.jupiter.api.Test;
import org.orekit.propagation.analytical.tle.TLEPropagator;
import org.orekit.utils.PVCoordinates;
import space.penumbra.orbit.ReferenceData;
import space.penumbra.orbit.elements.ElementsReader;
import space.penumbra.orbit.elements.MeanElements;

class Sgp4Test {

    private static final String STR3 = """
            1 88888U          80275.98708465  .00073094  13844-3  66816-4 0    87
            2 88888  72.8435 115.9689 0086731  52.6988 110.5714 16.05824518  1058
            """;

    private static MeanElements one(String tle) {
        return ElementsReader.read(tle).elements().get(0);
    }

    /** Spacetrack Report 3's own example, with the digits of AIAA 2006-6753 (tcppver.out). */
    @Test
    void reproducesTheExampleOfSpacetrackReport3() {
        Sgp4 orbit = new Sgp4(one(STR3));
        double[] r = new double[3];
        double[] v = new double[3];
        orbit.propagate(0, r, v);
        assertThat(r).containsExactly(new double[] {2328.96975262, -5995.22051338, 1719.97297192}, within(1e-7));
        assertThat(v).containsExactly(new double[] {2.912073281, -0.983417956, -7.090816210}, within(1e-8));
        orbit.propagate(1440, r, v);
        assertThat(r).containsExactly(new double[] {2742.55398832, -6079.67009123, -326.39012649}, within(1e-7));
    }

    @Test
    void reproducesEveryNearEarthVectorOfTheOfficialSet() {
        Optional<Path> vectors = ReferenceData.file("sgp4-verification/tcppver.out");
        Optional<Path> sets = ReferenceData.file("sgp4-verification/SGP4-VER.TLE");
        if (vectors.isEmpty() || sets.isEmpty()) {
            return;
        }
        Map<Long, MeanElements> elements = new LinkedHashMap<>();
        ElementsReader.read(ReferenceData.text(sets.get()))
                .elements()
                .forEach(set -> elements.putIfAbsent(set.noradId(), set));
        int compared = 0;
        List<Long> followed = new ArrayList<>();
        Sgp4 orbit = null;
        double[] r = new double[3];
        double[] v = new double[3];
        for (String line : ReferenceData.text(vectors.get()).lines().toList()) {
            String[] words = line.strip().split("\\s+");
            if (line.endsWith("xx")) {
                MeanElements set = elements.get(Long.parseLong(words[0]));
                orbit = set == null || set.periodMinutes() >= 225 || set.noradId() == 28872 ? null : new Sgp4(set);
                if (orbit != null) {
                    followed.add(set.noradId());
                }
            } else if (orbit != null) {
                orbit.propagate(Double.parseDouble(words[0]), r, v);
                for (int i = 0; i < 3; i++) {
                    // Printed to 1e-8 km and 1e-9 km/s; two correct programs differ by a few units there.
                    assertThat(r[i])
                            .as(orbit.elements().objectName() + " " + line)
                            .isCloseTo(Double.parseDouble(words[1 + i]), within(2e-8));
                    assertThat(v[i]).as(line).isCloseTo(Double.parseDouble(words[4 + i]), within(2e-9));
                }
                compared++;
            }
        }
        assertThat(followed).contains(5L, 6251L, 22312L, 28057L, 28350L, 29141L, 29238L, 88888L);
        assertThat(compared).isGreaterThanOrEqualTo(130);
    }

    @Test
    void agreesWithOrekitOnRealSatellitesForADay() {
        List<MeanElements> sample = new ArrayList<>();
        sample.add(one(STR3));
        ReferenceData.file("tle/starlink.tle").ifPresent(file -> {
            List<MeanElements> all =
                    ElementsReader.read(ReferenceData.text(file)).elements();
            for (int i = 0; i < all.size(); i += 40) {
                sample.add(all.get(i));
            }
        });
        OrekitContext orekit = new OrekitContext();
        double[] r = new double[3];
        double[] v = new double[3];
        for (MeanElements set : sample) {
            Sgp4 orbit = new Sgp4(set);
            TLEPropagator oracle = orekit.propagator(set);
            for (double minutes : new double[] {-90, 0, 90, 1440}) {
                orbit.propagate(minutes, r, v);
                PVCoordinates pv =
                        oracle.getPVCoordinates(oracle.getTLE().getDate().shiftedBy(minutes * 60), orekit.teme());
                assertThat(new Vector3D(r).scalarMultiply(1000).distance(pv.getPosition()))
                        .as(set.objectName() + " metres at " + minutes)
                        .isLessThan(0.01);
                assertThat(new Vector3D(v).scalarMultiply(1000).distance(pv.getVelocity()))
                        .isLessThan(1e-4);
            }
        }
    }

    @Test
    void countsTimeFromTheEpochToTheMicrosecond() {
        Sgp4 orbit = new Sgp4(one(STR3));
        double[] byClock = new double[3];
        double[] byMinutes = new double[3];
        orbit.position(orbit.epochMillis() + 3_600_000.0, byClock);
        orbit.propagate(60.0, byMinutes, null);
        // At 7.8 km/s a microsecond is 8e-6 km.
        assertThat(byClock).containsExactly(byMinutes, within(8e-6));
    }

    @Test
    void refusesDeepSpaceWithItsPeriod() {
        String geostationary = """
                1 28626U 05008A   06176.46683397 -.00000205  00000-0  10000-3 0  2190
                2 28626   0.0019 286.9433 0000335  13.7918  55.6504  1.00270176  4891
                """;
        assertThatThrownBy(() -> new Sgp4(one(geostationary)))
                .isInstanceOf(PropagationException.class)
                .hasMessageContaining("NORAD-28626")
                .hasMessageContaining("period of 1436");
    }

    @Test
    void refusesAnOrbitThroughTheGround() {
        String minotaur = """
                1 28872U 05037B   05333.02012661  .25992681  00000-0  24476-3 0  1534
                2 28872  96.4736 157.9986 0303955 244.0492 110.6523 16.46015938 10708
                """;
        assertThatThrownBy(() -> new Sgp4(one(minotaur))).hasMessageContaining("inside the Earth");
    }

    @Test
    void saysWhenASatelliteHasDecayed() {
        String lastDay = """
                1 29141U 85108AA  06170.26783845  .99999999  00000-0  13519-0 0   718
                2 29141  82.4288 273.4882 0015848 277.2124  83.9133 15.93343074  6828
                """;
        Sgp4 orbit = new Sgp4(one(lastDay));
        double[] r = new double[3];
        orbit.propagate(400, r, null);
        assertThatThrownBy(() -> orbit.propagate(1440, r, null))
                .isInstanceOf(PropagationException.class)
                .hasMessageContaining("NORAD-29141")
                .hasMessageContaining("1.0 days from its elements");
    }

    @Test
    void neverGivesNanAYearAway() {
        Sgp4 orbit = new Sgp4(one(STR3));
        double[] r = new double[3];
        int given = 0;
        for (int day = -3650; day <= 3650; day += 5) {
            try {
                orbit.propagate(day * 1440.0, r, r.clone());
                assertThat(r[0] + r[1] + r[2]).isFinite();
                given++;
            } catch (PropagationException decayed) {
                assertThat(decayed).hasMessageContaining("days from its elements");
            }
        }
        assertThat(given).isPositive();
    }

    @Test
    void meanOrbitFollowsTheNodeAndTheSize() {
        Sgp4 orbit = new Sgp4(one(STR3));
        double[] mean = new double[5];
        orbit.meanOrbit(orbit.epochMillis(), mean);
        // a = (mu T^2 / 4 pi^2)^(1/3) with T = 86400 / 16.05824518 s: 6637 km; Kozai and Brouwer differ by a few km.
        assertThat(mean[0]).isCloseTo(6640, within(10.0));
        assertThat(Math.toDegrees(mean[2])).isCloseTo(115.9689, within(1e-9));
        orbit.meanOrbit(orbit.epochMillis() + 86_400_000.0, mean);
        assertThat(Math.toDegrees(mean[2]) - 115.9689)
                .isCloseTo(Math.toDegrees(orbit.nodeRateRadPerSecond()) * 86_400, within(0.01));
    }
}
