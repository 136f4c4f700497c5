package space.penumbra.orbit.overflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import space.penumbra.orbit.elements.MeanElements;
import space.penumbra.orbit.propagation.Sgp4;
import space.penumbra.orbit.sun.SubPoint;

class RoughTrackTest {

    private static final Instant EPOCH = Instant.parse("2026-06-01T00:00:00Z");
    private static final double FROM = EPOCH.toEpochMilli();

    private static Sgp4 orbit(double heightKm, double e, double inclination, double node) {
        double a = 6378.137 + heightKm;
        double revolutions = 86_400 / (2 * Math.PI) * Math.sqrt(398_600.4418 / (a * a * a));
        return new Sgp4(new MeanElements("test", 1, EPOCH, revolutions, e, inclination, node, 70, 10, 2e-5));
    }

    @ParameterizedTest
    @CsvSource({
        "300,0.001,97",
        "350,0.0001,65",
        "500,0.0001,30",
        "550,0.002,53",
        "650,0.0005,98",
        "1200,0.01,87",
        "2000,0.003,30",
        "800,0.01,1"
    })
    void staysAsNearToSgp4AsItSays(double heightKm, double e, double inclination) {
        Sgp4 orbit = orbit(heightKm, e, inclination, 40);
        assertThat(RoughTrack.follows(orbit)).isTrue();
        RoughTrack track = new RoughTrack();
        track.of(orbit);
        double[] rough = new double[3];
        double[] there = new double[3];
        double[] truth = new double[3];
        double worst = 0;
        for (double t = FROM; t < FROM + 86_400_000; t += 47_000) {
            track.at(t, rough);
            SubPoint.toTeme(rough[0], rough[1], rough[2], t, there);
            orbit.position(t, truth);
            double km = Math.sqrt(Math.pow(there[0] - truth[0], 2)
                    + Math.pow(there[1] - truth[1], 2)
                    + Math.pow(there[2] - truth[2], 2));
            worst = Math.max(worst, km);
        }
        assertThat(worst).isLessThan(RoughTrack.ERROR_KM);
    }

    @Test
    void leavesEccentricOrbitsToTheSlowWay() {
        assertThat(RoughTrack.follows(orbit(700, 0.02, 63, 0))).isFalse();
    }
}
