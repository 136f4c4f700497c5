package space.penumbra.domain.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlausibilityTest {

    @Test
    void namesTheFieldTheValueAndTheRange() {
        TelemetryFrame frame = new TelemetryFrame().set(Reading.BUS_VOLTAGE, 65_535);

        assertThat(Plausibility.problem(frame)).isEqualTo("busVoltageVolts 65535.0 V is outside 0.0 to 2000.0");
    }

    @Test
    void looksAtEveryGpu() {
        TelemetryFrame frame = new TelemetryFrame().gpuTemperatureCelsius(new float[] {61, Float.NaN, 3000});

        assertThat(Plausibility.problem(frame)).startsWith("gpuTemperatureCelsius[2] 3000.0 Cel");
    }

    @Test
    void takesWhatIsNotReportedForPlausible() {
        assertThat(Plausibility.problem(new TelemetryFrame())).isNull();
    }

    @Test
    void refusesInfinityAndNegativeTotals() {
        assertThat(Plausibility.problem(new TelemetryFrame().set(Reading.SOLAR_POWER, Double.POSITIVE_INFINITY)))
                .startsWith("solarPowerWatts Infinity");
        assertThat(Plausibility.problem(new TelemetryFrame().set(Counter.RESTARTS, -2)))
                .isEqualTo("restarts -2 is negative");
    }

    @Test
    void refusesTimesInWhichNothingFlies() {
        assertThat(Plausibility.problem(new TelemetryFrame().timeMillis(Long.MAX_VALUE / 2)))
                .startsWith("time ")
                .contains("is outside 1957");
        assertThat(Plausibility.problem(new TelemetryFrame().timeMillis(Long.MIN_VALUE)))
                .startsWith("time ");
    }
}
