package space.penumbra.webhooks;

import java.time.Duration;

/** Waits; tests replace it by one that moves their clock. */
interface Pause {
    void pause(Duration duration) throws InterruptedException;

    /** Really waits. */
    static Pause real() {
        return duration -> Thread.sleep(Math.max(1, duration.toMillis()));
    }
}
