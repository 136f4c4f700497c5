package space.penumbra.domain.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PeaksTailTest {

    private final PeaksTail tail = new PeaksTail();

    @Test
    void isExponentialAboveTheThreshold() {
        // 100 surprises of 0.5 lie in the bin from 0.4 to 0.6, the threshold is 0.4 and each excess counts as 0.1. With
        // the
        // prior of 5 peaks of 0.4 the mean excess is (100 * 0.1 + 5 * 0.4) / 105; the share above is 100.5 / 101.
        feed(0.5, 100);

        double expected = -Math.log10(100.5 / 101) + (1.4 - 0.4) / (12.0 / 105) / Math.log(10);
        assertThat(tail.next(1.4)).isCloseTo(expected, within(1e-9));
    }

    @Test
    void isTheShareAboveBelowTheThreshold() {
        // 900 of 0.5 and 100 of 2.1: at 1.0 nothing is counted but the hundred, (100 + 0.5) / (1000 + 1).
        feed(0.5, 900);
        feed(2.1, 100);

        assertThat(tail.next(1.0)).isCloseTo(-Math.log10(100.5 / 1001), within(1e-9));
    }

    @Test
    void findsTheSameSurpriseRarerInACalmStream() {
        PeaksTail restless = new PeaksTail();
        for (int i = 0; i < 1_000; i++) {
            tail.next(i % 100 == 0 ? 1.5 : 0.5);
            restless.next(i % 20 == 0 ? 5 : 0.5);
        }

        assertThat(tail.next(5.5)).isGreaterThan(restless.next(5.5) + 2);
    }

    private void feed(double surprise, int times) {
        for (int i = 0; i < times; i++) {
            tail.next(surprise);
        }
    }
}
