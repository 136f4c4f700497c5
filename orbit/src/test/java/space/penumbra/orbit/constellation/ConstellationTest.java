package space.penumbra.orbit.constellation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import space.penumbra.orbit.propagation.Sgp4;
import space.penumbra.orbit.sun.SubPoint;
import space.penumbra.orbit.sun.Sun;

class ConstellationTest {

    private static final Instant EPOCH = Instant.parse("2026-11-22T00:00:00Z");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100, 1000, 12_345})
    void givesEveryNodeAnIdOfItsOwnAndAnOrbitThatFlies(int nodes) {
        Constellation constellation = Constellation.of(nodes, EPOCH, 42);
        assertThat(constellation.shells().stream().mapToInt(Shell::nodes).sum()).isEqualTo(nodes);
        Set<String> ids = new HashSet<>();
        double[] r = new double[3];
        double[] place = new double[3];
        for (ConstellationSlot slot : constellation.slots()) {
            assertThat(ids.add(slot.nodeId())).as(slot.nodeId()).isTrue();
            assertThat(slot.elements().objectName()).isEqualTo(slot.nodeId());
            new Sgp4(slot.elements()).position(EPOCH.toEpochMilli(), r);
            SubPoint.ofTeme(r, EPOCH.toEpochMilli(), place);
            double altitude = Integer.parseInt(slot.shell().substring(2));
            // Oblateness, eccentricity and periodic terms: up to some 35 km above the ellipsoid.
            assertThat(place[2]).as(slot.nodeId()).isBetween(altitude - 15, altitude + 35);
        }
    }

    @Test
    void reachesFrom500To2000KilometresAtAMillion() {
        Constellation constellation = Constellation.of(1_000_000, EPOCH, 1);
        assertThat(constellation.shells()).hasSize(62);
        assertThat(constellation.shells().stream()
                        .mapToDouble(Shell::altitudeKm)
                        .min())
                .hasValue(500);
        assertThat(constellation.shells().stream()
                        .mapToDouble(Shell::altitudeKm)
                        .max())
                .hasValue(2000);
        assertThat(constellation.slot(999_999).elements().noradId()).isEqualTo(800_999_999L);
    }

    @Test
    void repeatsItselfForASeedAndDiffersForAnother() {
        List<ConstellationSlot> first = Constellation.of(50, EPOCH, 7).slots();
        assertThat(Constellation.of(50, EPOCH, 7).slots()).isEqualTo(first);
        assertThat(Constellation.of(50, EPOCH, 8).slots()).isNotEqualTo(first);
    }

    @Test
    void sunSynchronousInclinationsMatchTheTextbook() {
        // 500 km: 97.40 deg, 800 km: 98.60 deg.
        assertThat(SunSynchronous.inclinationDegrees(6378.135 + 500)).isCloseTo(97.40, within(0.02));
        assertThat(SunSynchronous.inclinationDegrees(6378.135 + 800)).isCloseTo(98.60, within(0.02));
    }

    @Test
    void dawnDuskPlanesKeepFacingTheSunAllYear() {
        Sgp4 orbit = Constellation.of(1, EPOCH, 7).slots().stream()
                .map(slot -> new Sgp4(slot.elements()))
                .findFirst()
                .orElseThrow();
        double[] r = new double[3];
        double[] v = new double[3];
        double[] sun = new double[3];
        for (int day = 0; day < 180; day += 30) {
            double t = EPOCH.toEpochMilli() + day * 86_400_000.0;
            orbit.positionAndVelocity(t, r, v);
            Sun.direction(t, sun);
            double[] normal = {r[1] * v[2] - r[2] * v[1], r[2] * v[0] - r[0] * v[2], r[0] * v[1] - r[1] * v[0]};
            double length = Math.sqrt(normal[0] * normal[0] + normal[1] * normal[1] + normal[2] * normal[2]);
            double cosine = (normal[0] * sun[0] + normal[1] * sun[1] + normal[2] * sun[2]) / length;
            // Inclination less 90 plus the Sun's 23.4 degrees of declination: at worst 31 degrees, and 4 for the
            // equation of time.
            assertThat(Math.toDegrees(Math.acos(Math.abs(cosine))))
                    .as("day " + day)
                    .isLessThan(36);
        }
    }

    @Test
    void neighboursInAPlaneStandAtEqualDistances() {
        List<ConstellationSlot> slots = Constellation.of(100, EPOCH, 7).slots();
        List<ConstellationSlot> plane = slots.stream()
                .filter(s -> s.shell().equals("in650") && s.plane() == 0)
                .toList();
        assertThat(plane).hasSizeGreaterThan(5);
        double[] a = new double[3];
        double[] b = new double[3];
        double expected = 2 * 7028.1 * Math.sin(Math.PI / plane.size());
        for (int i = 0; i < plane.size(); i++) {
            new Sgp4(plane.get(i).elements()).position(EPOCH.toEpochMilli(), a);
            new Sgp4(plane.get((i + 1) % plane.size()).elements()).position(EPOCH.toEpochMilli(), b);
            double distance = Math.sqrt(Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2));
            assertThat(distance).isCloseTo(expected, within(40.0));
        }
    }

    @Test
    void refusesNoNodes() {
        assertThatThrownBy(() -> Constellation.of(0, EPOCH, 1)).hasMessageContaining("0 nodes");
        assertThatThrownBy(() -> Constellation.of(5, EPOCH, 1).slot(5)).hasMessageContaining("node 5");
    }
}
