package space.penumbra.domain.residual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LineTest {

    private static final float NONE = 1e-6f;

    private final float[] state = new float[Line.SIZE];
    private final SplittableRandom dice = new SplittableRandom(5);

    private double noisy(double sigma) {
        return sigma * (dice.nextDouble() + dice.nextDouble() + dice.nextDouble() - 1.5) * 2;
    }

    private double deviation(float x, float sigma) {
        float expected = state[0] + state[1] * x;
        return 1 / Line.surprise(state, 0, x, expected + 1, sigma);
    }

    @Test
    void takesTwoValuesForALineAndKnowsHowWellItIsKnown() {
        Line.begin(state, 0, Channel.BATTERY);
        // Before anything is seen: 15^2 + 2^2 x 5^2 = 325 degrees squared.
        assertThat(deviation(2, NONE)).isCloseTo(Math.sqrt(325), within(1e-3));
        Line.learn(state, 0, 0, 18, 0.1f);
        Line.learn(state, 0, 2, 24, 0.1f);

        assertThat(state[0]).isCloseTo(18, within(0.01f));
        assertThat(state[1]).isCloseTo(3, within(0.01f));
        // Halfway between two values: 0.1 / sqrt 2.
        assertThat(deviation(1, NONE)).isCloseTo(0.0707, within(0.001));
    }

    @Test
    void staysSoundOnANodeThatHardlyEverChanges() {
        Line.begin(state, 0, Channel.BATTERY);
        for (int i = 0; i < 40_000; i++) {
            float x = (float) (2.94 + noisy(0.002));
            Line.learn(state, 0, x, (float) (18 + 3 * x + noisy(0.1)), 0.45f);
            assertThat(state[2]).isPositive();
            assertThat(state[4]).isPositive();
        }

        assertThat(state[0] + 2.94f * state[1]).isCloseTo(26.82f, within(0.02f));
        assertThat(deviation(2.94f, NONE)).isBetween(0.001, 0.05);
        // What was never seen is not claimed to be known.
        assertThat(deviation(0.5f, NONE)).isGreaterThan(1);
    }

    @Test
    void learnsOfAFarValueAsMuchAsOfOneThreeDeviationsOff() {
        Line.begin(state, 0, Channel.LOAD);
        for (int i = 0; i < 500; i++) {
            float x = (float) (0.5 + noisy(0.1));
            Line.learn(state, 0, x, (float) (0.14 + 1.08 * x + noisy(0.001)), 0.005f);
        }
        float expected = state[0] + state[1] * 0.5f;
        float surprise = Line.surprise(state, 0, 0.5f, 0.2f, 0.005f);

        float learned = Line.within(state, 0, 0.5f, 0.2f, surprise);

        assertThat(surprise).isLessThan(-50);
        assertThat(Line.surprise(state, 0, 0.5f, learned, 0.005f)).isCloseTo(-3, within(0.01f));
        assertThat(Line.within(state, 0, 0.5f, expected, 0)).isEqualTo(expected);
    }
}
