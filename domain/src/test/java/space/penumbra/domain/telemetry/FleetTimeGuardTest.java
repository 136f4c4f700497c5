package space.penumbra.domain.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FleetTimeGuardTest {

    private static final long HOUR = 3_600_000;
    // A replay of a storm two years before the broker's clock.
    private static final long THEN = 1_700_000_000_000L;
    private static final long BROKER = THEN + 2 * 365 * 24 * HOUR;

    private final FleetTimeGuard guard = new FleetTimeGuard();

    private void settleAt(long millis) {
        for (int i = 0; i < 8; i++) {
            guard.ahead(millis + i, BROKER);
        }
    }

    @Test
    void letsNoSingleClockMoveTheFleet() {
        settleAt(THEN);

        assertThat(guard.ahead(THEN + 2 * HOUR, BROKER)).isTrue();
        assertThat(guard.ahead(THEN + 10, BROKER)).isFalse();
        // What was refused must not have moved the fleet: an hour and a bit is still ahead.
        assertThat(guard.ahead(THEN + HOUR + 60_000, BROKER)).isTrue();
    }

    @Test
    void settlesByTheMedianOfTheFirstFrames() {
        guard.ahead(THEN + 9 * HOUR, BROKER);
        assertThat(guard.settled()).isFalse();
        for (int i = 0; i < 7; i++) {
            guard.ahead(THEN + i, BROKER);
        }

        assertThat(guard.settled()).isTrue();
        assertThat(guard.ahead(THEN + 9 * HOUR, BROKER)).isTrue();
        assertThat(guard.ahead(THEN + 10, BROKER)).isFalse();
    }

    @Test
    void followsAJumpThatTheBrokersClockConfirms() {
        guard.ahead(BROKER, BROKER);
        assertThat(guard.settled()).isTrue();

        assertThat(guard.ahead(BROKER + 8 * HOUR, BROKER + 8 * HOUR)).isFalse();
        assertThat(guard.ahead(BROKER + 8 * HOUR + 5, BROKER + 8 * HOUR)).isFalse();
    }

    @Test
    void followsAJumpOnWhichEightFramesInARowAgree() {
        settleAt(THEN);

        for (int i = 1; i <= 7; i++) {
            assertThat(guard.ahead(THEN + 5 * HOUR + i, BROKER)).isTrue();
        }
        assertThat(guard.ahead(THEN + 5 * HOUR + 8, BROKER)).isFalse();
        assertThat(guard.ahead(THEN + 5 * HOUR + 9, BROKER)).isFalse();
    }

    @Test
    void goesBackWhenTheFleetDoes() {
        settleAt(THEN);
        for (int i = 0; i < 8; i++) {
            assertThat(guard.ahead(THEN - 5 * HOUR + i, BROKER)).isFalse();
        }
        assertThat(guard.ahead(THEN - 2 * HOUR, BROKER)).isTrue();
    }
}
