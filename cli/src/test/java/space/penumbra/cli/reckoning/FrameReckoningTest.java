package space.penumbra.cli.reckoning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class FrameReckoningTest {

    private final FrameReckoning reckoning = new FrameReckoning();

    @Test
    void findsEveryFrameInTheStateOrAmongTheRejected() {
        reckoning.rejected(0, 1, 0);
        reckoning.status("a", 2, at(30));
        frames("a", 10, 20, 30, 40);
        // Offset 1 was rejected; offsets 0 and 2 are the status's two; offset 3 is newer than the status and read.
        assertThat(reckoning.result()).isEqualTo(new FrameReckoning.Result(4, 3, 1, 0, 0));
    }

    @Test
    void noticesAFrameThatTheStateLacks() {
        reckoning.status("a", 2, at(30));
        frames("a", 10, 20, 30);
        assertThat(reckoning.result()).isEqualTo(new FrameReckoning.Result(3, 2, 0, 1, 0));
    }

    @Test
    void noticesAFrameThatTheStateCountedTwice() {
        reckoning.status("a", 4, at(30));
        frames("a", 10, 20, 30);
        assertThat(reckoning.result().duplicated()).isEqualTo(1);
        assertThat(reckoning.result().lost()).isZero();
    }

    @Test
    void allowsAFrameOutOfOrderBehindTheNewest() {
        // The status was written after the third or after the fourth frame: both have 30 as their newest.
        reckoning.status("a", 3, at(30));
        frames("a", 10, 20, 30, 25, 40);
        assertThat(reckoning.result()).isEqualTo(new FrameReckoning.Result(5, 5, 0, 0, 0));
    }

    @Test
    void countsAsLostWhatTheJobNeverRead() {
        reckoning.status("a", 1, at(10));
        reckoning.frame(0, 0, 0, "a", 10, true);
        reckoning.frame(0, 1, 0, "a", 20, false);
        assertThat(reckoning.result()).isEqualTo(new FrameReckoning.Result(2, 1, 0, 1, 0));
    }

    private void frames(String node, long... seconds) {
        for (int offset = 0; offset < seconds.length; offset++) {
            reckoning.frame(0, offset, 0, node, at(seconds[offset]).toEpochMilli(), true);
        }
    }

    private static Instant at(long seconds) {
        return Instant.ofEpochSecond(1_790_000_000 + seconds);
    }
}
