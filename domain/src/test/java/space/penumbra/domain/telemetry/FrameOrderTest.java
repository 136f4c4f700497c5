package space.penumbra.domain.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FrameOrderTest {

    private static final long MINUTE = 60_000;

    private final FrameOrder order = new FrameOrder();

    private Admission admit(long seconds, long sequence) {
        return order.admit(seconds * 1000, sequence, MINUTE);
    }

    @Test
    void admitsAFrameOnceHoweverOftenItComes() {
        assertThat(admit(100, 7)).isEqualTo(Admission.NEWEST);
        assertThat(admit(100, 7)).isEqualTo(Admission.DUPLICATE);
        assertThat(admit(101, 8)).isEqualTo(Admission.NEWEST);
        assertThat(admit(100, 7)).isEqualTo(Admission.DUPLICATE);
    }

    @Test
    void admitsReorderedFramesWithinTheDisorderOnce() {
        admit(100, 1);
        admit(130, 4);

        assertThat(admit(120, 3)).isEqualTo(Admission.REORDERED);
        assertThat(admit(110, 2)).isEqualTo(Admission.REORDERED);
        assertThat(admit(120, 3)).isEqualTo(Admission.DUPLICATE);
        assertThat(order.newestMillis).isEqualTo(130_000);
    }

    @Test
    void refusesWhatIsOlderThanTheDisorder() {
        admit(100, 1);
        admit(200, 3);

        // 200 s less one minute is 140 s: still admitted, one second earlier is not.
        assertThat(admit(140, 2)).isEqualTo(Admission.REORDERED);
        assertThat(admit(139, 2)).isEqualTo(Admission.TOO_LATE);
    }

    @Test
    void takesASequenceThatBeginsAgainForARestart() {
        admit(100, 900);
        admit(101, 901);

        assertThat(admit(110, 0)).isEqualTo(Admission.NEWEST);
        assertThat(admit(111, 1)).isEqualTo(Admission.NEWEST);
        assertThat(admit(110, 0)).isEqualTo(Admission.DUPLICATE);
        // A frame from before the restart is judged by the numbers of then.
        assertThat(admit(101, 901)).isEqualTo(Admission.DUPLICATE);
        assertThat(admit(100, 899)).isEqualTo(Admission.REORDERED);
    }

    @Test
    void believesAClockThatWasSetBackAfterThreeFrames() {
        admit(10_000, 50);

        assertThat(admit(1_000, 51)).isEqualTo(Admission.TOO_LATE);
        assertThat(admit(1_001, 52)).isEqualTo(Admission.TOO_LATE);
        assertThat(admit(1_002, 53)).isEqualTo(Admission.NEWEST);
        assertThat(admit(1_003, 54)).isEqualTo(Admission.NEWEST);
    }

    @Test
    void isNotTakenInByBackfillOfOldFrames() {
        admit(10_000, 50);

        for (int i = 0; i < 20; i++) {
            assertThat(admit(1_000 + i, 10 + i)).isEqualTo(Admission.TOO_LATE);
        }
        assertThat(admit(10_001, 51)).isEqualTo(Admission.NEWEST);
    }

    @Test
    void doesNotCountASingleLateFrameTowardsASetBackClock() {
        admit(10_000, 50);
        for (int i = 1; i < 10; i++) {
            assertThat(admit(9_000, 50 + 2 * i)).isEqualTo(Admission.TOO_LATE);
            assertThat(admit(10_000 + i, 51 + 2 * i)).isEqualTo(Admission.NEWEST);
        }
    }
}
