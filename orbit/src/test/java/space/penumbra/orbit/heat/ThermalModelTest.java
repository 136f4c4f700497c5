package space.penumbra.orbit.heat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ThermalModelTest {

    private static final ThermalDesign DESIGN = ThermalDesign.forLoad(175_000);

    private static double[] settled(double heatWatts, double couplingRatio) {
        double[] celsius = {20, 20};
        ThermalModel.step(DESIGN, celsius, 0, heatWatts, couplingRatio, 0, 12 * 3600);
        return celsius;
    }

    @Test
    void radiatorSettlesWhereItShedsTheLoad() {
        double[] celsius = settled(165_000, 1);
        assertThat(celsius[1]).isCloseTo(ThermalModel.steadyRadiatorCelsius(DESIGN, 165_000), within(0.05));
        // The published 175 kW satellite at 165 kW: radiator about 51 deg C, loop 165/22 = 7.5 K above it, dies of 1 kW
        // 25 K above that.
        assertThat(celsius[1]).isBetween(46.0, 58.0);
        assertThat(celsius[0] - celsius[1]).isCloseTo(7.5, within(0.01));
        assertThat(ThermalModel.dieCelsius(DESIGN, celsius[0], 1000) - celsius[0])
                .isEqualTo(25);
    }

    @Test
    void losesHeatMoreSlowlyThroughADegradedLoop() {
        // At 40 % of the conductance the gap grows to 7.5 / 0.4 = 18.75 K while the radiator stays.
        double[] degraded = settled(165_000, 0.4);
        assertThat(degraded[0] - degraded[1]).isCloseTo(18.75, within(0.05));
        assertThat(degraded[1]).isCloseTo(settled(165_000, 1)[1], within(0.05));
    }

    @Test
    void coolsWithTheRadiatorsTimeConstant() {
        // (2.5 + 1.6) MJ/K over 4 eps sigma A T^3 at 325 K: 4.1e6 / 2192 W/K = 31 min.
        double[] celsius = settled(165_000, 1);
        double start = celsius[1];
        double end = ThermalModel.steadyRadiatorCelsius(DESIGN, 150_000);
        ThermalModel.step(DESIGN, celsius, 0, 150_000, 1, 0, 31 * 60);
        assertThat((start - celsius[1]) / (start - end)).isCloseTo(0.63, within(0.06));
    }

    @Test
    void sameResultInOneStepAndInMany() {
        double[] once = {30, 25};
        double[] often = {0, 0, 30, 25};
        ThermalModel.step(DESIGN, once, 0, 200_000, 1, 0.5, 600);
        for (int i = 0; i < 60; i++) {
            ThermalModel.step(DESIGN, often, 2, 200_000, 1, 0.5, 10);
        }
        assertThat(often[2]).isCloseTo(once[0], within(1e-9));
        assertThat(often[3]).isCloseTo(once[1], within(1e-9));
        assertThat(often[0]).as("the neighbour's state").isZero();
    }

    @Test
    void conservesEnergyWithoutRadiation() {
        ThermalDesign sealed = new ThermalDesign(2.0e6, 1.0e6, 20_000, 1e-9, 1, 0.9, 0.1, 0.2, 0.02);
        double[] celsius = {20, 20};
        ThermalModel.step(sealed, celsius, 0, 1000, 1, 0, 3000);
        // 1 kW for 3000 s are 3 MJ.
        assertThat(2.0e6 * (celsius[0] - 20) + 1.0e6 * (celsius[1] - 20)).isCloseTo(3.0e6, within(100.0));
    }

    @Test
    void daylightWarmsTheRadiatorALittle() {
        double[] day = {40, 40};
        double[] night = {40, 40};
        ThermalModel.step(DESIGN, day, 0, 165_000, 1, 1, 1800);
        ThermalModel.step(DESIGN, night, 0, 165_000, 1, -1, 1800);
        assertThat(day[1] - night[1]).isBetween(0.1, 3.0);
    }

    @Test
    void refusesADesignWithoutRadiator() {
        assertThatThrownBy(() -> new ThermalDesign(1, 1, 1, 0, 1, 0.9, 0.1, 0.2, 0.02))
                .hasMessageContaining("above 0");
    }
}
