package space.penumbra.orbit.geomagnetism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import space.penumbra.orbit.ReferenceData;

class GeomagneticFieldTest {

    @Test
    void findsTheWeakestFieldOverParaguay() {
        // IGRF-14 for late 2026: 17 925 nT at 550 km over 22 S 60 W, the weakest of that height.
        GeomagneticField field = GeomagneticField.of(2026.9);
        double weakest = field.strengthNanotesla(-22, -60, 550);
        assertThat(weakest).isCloseTo(17_925, within(10.0));
        for (double[] other : new double[][] {{-26, -60}, {-18, -60}, {-22, -66}, {-22, -54}}) {
            assertThat(field.strengthNanotesla(other[0], other[1], 550)).isGreaterThan(weakest);
        }
    }

    @Test
    void holdsAtThePolesAndOverTheDateLine() {
        GeomagneticField field = GeomagneticField.of(2025);
        assertThat(field.strengthNanotesla(90, 0, 0)).isCloseTo(field.strengthNanotesla(90, 120, 0), within(1.0));
        assertThat(field.strengthNanotesla(10, 180, 500))
                .isCloseTo(field.strengthNanotesla(10, -180, 500), within(1e-6));
    }

    @Test
    void refusesYearsWithoutCoefficients() {
        assertThatThrownBy(() -> GeomagneticField.of(1959))
                .hasMessageContaining("1959")
                .hasMessageContaining("1960 to 2035");
        assertThatThrownBy(() -> GeomagneticField.of(Double.NaN)).hasMessageContaining("NaN");
    }

    @Test
    void decimalYearCountsFromTheUnixEpoch() {
        assertThat(GeomagneticField.decimalYear(1_767_225_600_000.0))
                .as("2026-01-01")
                .isCloseTo(2026.0, within(0.003));
    }

    /** Fields of the reference grids of epoch 1964.5, computed by other code. */
    @Test
    void agreesWithTheReferenceGridsToATenthOfANanotesla() {
        GeomagneticField field = GeomagneticField.of(1964.5);
        for (int height : new int[] {500, 2000}) {
            ReferenceData.file("geomag/derived-ap8min-igrf1964.5-grid-" + height + "km.csv")
                    .ifPresent(file -> ReferenceData.text(file).lines().skip(1).forEach(line -> {
                        String[] cells = line.split(",");
                        double strength = field.strengthNanotesla(
                                Double.parseDouble(cells[0]), Double.parseDouble(cells[1]), height);
                        assertThat(strength).as(line).isCloseTo(Double.parseDouble(cells[3]), within(0.1));
                    }));
        }
    }

    @Test
    void eccentricDipoleStandsSixHundredKilometresOffCentre() {
        EccentricDipole dipole = EccentricDipole.of(2026.9);
        assertThat(dipole.offsetKm()).isCloseTo(610, within(2.0));
        // Near its axis pole (80.9 N 72.8 W) the field lines leave for good.
        assertThat(dipole.invariantLatitude(80.9, -72.8, 650)).isGreaterThan(84);
        assertThat(dipole.shell(10, 120, 500)).isBetween(0.9, 1.3);
    }

    @Test
    void eccentricDipoleGivesInvariantLatitudeToTwoDegreesWhereCutoffsLie() {
        EccentricDipole dipole = EccentricDipole.of(1964.5);
        ReferenceData.file("geomag/derived-ap8min-igrf1964.5-grid-650km.csv").ifPresent(file -> {
            double[] sums = new double[2];
            ReferenceData.text(file)
                    .lines()
                    .skip(1)
                    .map(line -> line.split(","))
                    .forEach(cells -> {
                        double l = Double.parseDouble(cells[2]);
                        if (l > 3 && l < 8) {
                            double mine = dipole.invariantLatitude(
                                    Double.parseDouble(cells[0]), Double.parseDouble(cells[1]), 650);
                            double error = mine - Math.toDegrees(Math.acos(Math.sqrt(1 / l)));
                            sums[0] += error * error;
                            sums[1]++;
                        }
                    });
            assertThat(Math.sqrt(sums[0] / sums[1])).as("rms degrees").isLessThan(2.0);
        });
    }

    @ParameterizedTest
    @CsvSource({"10,0.137", "30,0.239", "50,0.310", "100,0.445", "500,1.09"})
    void rigidityOfProtons(double energyMev, double gigavolts) {
        assertThat(Cutoff.rigidityGigavolts(energyMev)).isCloseTo(gigavolts, within(0.001));
    }

    @Test
    void cutoffMovesToTheEquatorWithKp() {
        // Ogliore: (0.310 + 0.363) / 15.062 = 0.0447; its fourth root is 0.4598 = cos 62.6 deg.
        assertThat(Cutoff.latitudeDegrees(50, 2)).isCloseTo(62.6, within(0.1));
        assertThat(Cutoff.latitudeDegrees(50, 9)).isCloseTo(62.6 - 6.3, within(0.1));
        assertThat(Cutoff.gigavolts(62.6, 0)).isCloseTo(0.310, within(0.005));
        assertThat(Cutoff.gigavolts(90, 0)).isZero();
        assertThat(Cutoff.latitudeDegrees(1e6, 0)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"4.33,NONE", "4.67,G1", "5,G1", "6,G2", "7.33,G3", "8.67,G4", "9,G5", "NaN,NONE", "-1,NONE"})
    void stormScale(double kp, GeomagneticStorm level) {
        assertThat(GeomagneticStorm.of(kp)).isEqualTo(level);
    }
}
