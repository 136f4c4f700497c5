package space.penumbra.domain.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UpsetCountTest {

    private static final long NOON = 1_782_043_200_000L;
    private static final long MINUTE = 60_000;

    private final UpsetCount upsets = new UpsetCount();

    private void add(long minutes, long corrected, long uncorrected) {
        upsets.add(new TelemetryFrame()
                .timeMillis(NOON + minutes * MINUTE)
                .set(Counter.CORRECTED_ERRORS, corrected)
                .set(Counter.UNCORRECTED_ERRORS, uncorrected));
    }

    @Test
    void countsFromTheFirstFrameOverResets() {
        add(0, 1000, 3);
        add(1, 1010, 3);
        add(2, 4, 1);

        // 10 before the reset, 4 after it; one uncorrected after it.
        assertThat(upsets.corrected).isEqualTo(14);
        assertThat(upsets.uncorrected).isEqualTo(1);
    }

    @Test
    void forgetsWhatIsOlderThanAnHour() {
        add(0, 0, 0);
        add(1, 7, 0);
        add(30, 12, 0);
        assertThat(upsets.lastHour()).isEqualTo(12);

        // At 62 minutes the step of minutes 0 to 4 is over; that of minute 30 is not.
        add(62, 12, 0);
        assertThat(upsets.lastHour()).isEqualTo(5);
        add(600, 13, 0);
        assertThat(upsets.lastHour()).isEqualTo(1);
    }

    @Test
    void takesACounterThatIsNotReportedForNoEvidence() {
        add(0, 10, -1);
        add(1, -1, -1);
        add(2, 15, -1);

        assertThat(upsets.corrected).isEqualTo(5);
        assertThat(upsets.uncorrected).isZero();
        assertThat(upsets.reported()).isTrue();
        assertThat(new UpsetCount().reported()).isFalse();
    }
}
