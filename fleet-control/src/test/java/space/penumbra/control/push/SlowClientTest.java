package space.penumbra.control.push;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlowClientTest {

    @Test
    void aQueueThatNobodyReadsEndsInsteadOfGrowing() {
        PushClient unread = new PushClient(null);
        int taken = 0;
        while (taken < 100_000 && unread.offer(new PushEvent("status", "{}"))) {
            taken++;
        }
        assertThat(taken).isEqualTo(1000);
    }
}
