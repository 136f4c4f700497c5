package space.penumbra.orbit.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PowerTest {

    @Test
    void arrayGivesItsRatingInFullSunAndNothingInTheDarkOrLookingAway() {
        assertThat(SolarArray.outputWatts(210_000, 1, 0, 1, 0)).isEqualTo(210_000);
        assertThat(SolarArray.outputWatts(210_000, 0, 0, 1, 0)).isZero();
        assertThat(SolarArray.outputWatts(210_000, 1, 0, -0.3, 0)).isZero();
        assertThat(SolarArray.outputWatts(210_000, 0.5, 0, 1, 0)).isEqualTo(105_000);
    }

    @Test
    void arrayFollowsTheDistanceOfTheSunAndItsAge() {
        // Perihelion at 0.983 au: 1 / 0.983^2 = 1.0349. Five years at 1.5 %: 0.985^5 = 0.9272.
        assertThat(SolarArray.outputWatts(1000, 1, 0.983 * 149_597_870.7, 1, 0)).isCloseTo(1034.9, within(0.1));
        assertThat(SolarArray.outputWatts(1000, 1, 0, 1, 5)).isCloseTo(927.2, within(0.1));
    }

    @Test
    void batteryIsSizedForTwentyMinutesAtThirtyPercent() {
        // 175 kW for 20 min are 58.3 kWh; at a depth of 30 % that takes 194.4 kWh.
        double capacity = Battery.capacityFor(175_000);
        assertThat(capacity).isCloseTo(194_444, within(1.0));
        double after = Battery.step(1, -175_000, 1200, capacity);
        // The way out costs 4 % more: 1 - 0.30 / 0.96.
        assertThat(after).isCloseTo(0.6875, within(1e-9));
    }

    @Test
    void batteryLosesOnTheWayInAndOutAndStopsAtItsEnds() {
        double down = Battery.step(0.5, -1000, 3600, 10_000);
        double up = Battery.step(0.5, 1000, 3600, 10_000);
        assertThat(0.5 - down).isCloseTo(0.1 / 0.96, within(1e-12));
        assertThat(up - 0.5).isCloseTo(0.096, within(1e-12));
        assertThat(Battery.step(0.99, 1e6, 3600, 10_000)).isEqualTo(1);
        assertThat(Battery.step(0.01, -1e6, 3600, 10_000)).isZero();
    }

    @Test
    void timeToAStateOfChargeAgreesWithTheSteps() {
        double seconds = Battery.secondsTo(0.3, 0.9, -5000, 10_000);
        assertThat(Battery.step(0.9, -5000, seconds, 10_000)).isCloseTo(0.3, within(1e-12));
        assertThat(Battery.secondsTo(0.3, 0.9, 5000, 10_000)).isInfinite();
        assertThat(Battery.secondsTo(0.3, 0.9, 0, 10_000)).isInfinite();
        assertThat(Battery.secondsTo(0.9, 0.9, -5000, 10_000)).isZero();
    }

    @Test
    void loadAddsOverheadAndBus() {
        assertThat(ComputeLoad.acceleratorWatts(75, 700, 0)).isEqualTo(75);
        assertThat(ComputeLoad.acceleratorWatts(75, 700, 1)).isEqualTo(700);
        // 160 chips of 1 kW, 8 % on top and 8 kW of bus: 180.8 kW.
        assertThat(ComputeLoad.nodeWatts(160_000, 8_000)).isCloseTo(180_800, within(1e-6));
    }
}
