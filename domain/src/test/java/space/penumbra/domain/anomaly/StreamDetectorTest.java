package space.penumbra.domain.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class StreamDetectorTest {

    @Test
    void saysNothingOfAConstant() {
        StreamDetector detector = new StreamDetector(1);
        for (int i = 0; i < 5_000; i++) {
            detector.take(42);
            assertThat(detector.alert()).isZero();
            assertThat(detector.score()).isZero();
        }
    }

    @Test
    void alertsOnASpikeOfTenDeviationsAtOnceAndOnlyOnce() {
        StreamDetector detector = new StreamDetector(1);
        Random noise = new Random(1);
        feed(detector, noise, 4_000, 0);

        detector.take(10);
        double atSpike = detector.alert();
        double after = 0;
        for (int i = 0; i < 50; i++) {
            detector.take(noise.nextGaussian());
            after = Math.max(after, detector.alert());
        }

        assertThat(atSpike).isGreaterThan(0.5);
        assertThat(after).isLessThan(atSpike);
    }

    @Test
    void alertsOnALevelShiftOfFourDeviationsWithinTenValues() {
        StreamDetector detector = new StreamDetector(1);
        Random noise = new Random(2);
        double quiet = feed(detector, noise, 4_000, 0);

        double shifted = feed(detector, noise, 10, 4);

        assertThat(shifted).isGreaterThan(quiet);
    }

    @Test
    void scoresAnAnomalousStretchAboveTheOrdinaryOne() {
        StreamDetector detector = new StreamDetector(1);
        Random noise = new Random(3);
        feed(detector, noise, 4_000, 0);
        double before = detector.score();
        for (int i = 0; i < 60; i++) {
            detector.take(5 * noise.nextGaussian());
        }

        assertThat(detector.score()).isGreaterThan(1.5 * before);
    }

    @Test
    void findsTheOneMetricOfManyThatMisbehaves() {
        StreamDetector detector = new StreamDetector(3);
        Random noise = new Random(4);
        for (int i = 0; i < 3_000; i++) {
            detector.take(noise.nextGaussian(), 100 + noise.nextGaussian(), 0.01 * noise.nextGaussian());
        }

        detector.take(noise.nextGaussian(), 100 + noise.nextGaussian(), 0.2);

        assertThat(detector.alert()).isGreaterThan(0.4);
    }

    @Test
    void seesOnlyThePast() {
        // The same beginning followed by different ends gives the same answers for the beginning.
        double[] first = answers(5, 3_000, 0);
        double[] second = answers(5, 3_000, 1e6);

        assertThat(second).containsExactly(first);
    }

    @Test
    void takesGapsAsNoNews() {
        StreamDetector detector = new StreamDetector(1);
        Random noise = new Random(6);
        feed(detector, noise, 2_000, 0);

        detector.take(Double.NaN);
        assertThat(detector.score()).isBetween(0.0, 1.0);
        detector.take(Double.POSITIVE_INFINITY);
        assertThat(detector.score()).isBetween(0.0, 1.0);
        assertThat(detector.alert()).isBetween(0.0, 1.0);
    }

    @Test
    void doesNotCareForTheUnit() {
        StreamDetector watts = new StreamDetector(1);
        StreamDetector kilowatts = new StreamDetector(1);
        Random noise = new Random(7);
        for (int i = 0; i < 3_000; i++) {
            double value = 5_000 + 64 * noise.nextGaussian();
            watts.take(value);
            kilowatts.take(value / 1024);
            assertThat(kilowatts.alert()).isEqualTo(watts.alert());
        }
    }

    @Test
    void refusesAnotherNumberOfValues() {
        StreamDetector detector = new StreamDetector(2);

        assertThatThrownBy(() -> detector.take(1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StreamDetector(0)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Feeds Gaussian noise of deviation 1 around a level; returns the strongest alert after the first 500 values. */
    private static double feed(StreamDetector detector, Random noise, int values, double level) {
        double strongest = 0;
        for (int i = 0; i < values; i++) {
            detector.take(level + noise.nextGaussian());
            if (values < 500 || i > 500) {
                strongest = Math.max(strongest, detector.alert());
            }
        }
        return strongest;
    }

    private static double[] answers(long seed, int values, double end) {
        StreamDetector detector = new StreamDetector(1);
        Random noise = new Random(seed);
        double[] answers = new double[values];
        for (int i = 0; i < values; i++) {
            detector.take(noise.nextGaussian());
            answers[i] = detector.score() + detector.alert();
        }
        detector.take(end);
        return answers;
    }
}
