package space.penumbra.domain.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
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
        StreamDetector gaps = new StreamDetector(1);
        StreamDetector whole = new StreamDetector(1);
        Random noise = new Random(6);
        for (int i = 0; i < 2_000; i++) {
            double value = noise.nextGaussian();
            gaps.take(value);
            whole.take(value);
            double before = gaps.score();
            gaps.take(i % 2 == 0 ? Double.NaN : Double.POSITIVE_INFINITY);
            assertThat(gaps.score()).isEqualTo(before);
            assertThat(gaps.alert()).isZero();
            assertThat(gaps.score()).isEqualTo(whole.score());
        }
    }

    @Test
    void staysCalmWhenNothingIsEverReported() {
        StreamDetector detector = new StreamDetector(2);
        for (int i = 0; i < 1_000; i++) {
            detector.take(Double.NaN, Double.NaN);
            assertThat(detector.score()).isZero();
            assertThat(detector.alert()).isZero();
        }
    }

    @Test
    void staysInRangeForTheLargestAndSmallestNumbers() {
        StreamDetector detector = new StreamDetector(1);
        double[] extremes = {0, Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE, 1e-300, 1e300, 1};
        for (int i = 0; i < 2_000; i++) {
            detector.take(extremes[(i * i + i / 7) % extremes.length]);
            assertThat(detector.score()).isBetween(0.0, 1.0);
            assertThat(detector.alert()).isBetween(0.0, 1.0);
        }
    }

    @Test
    void takesRowsInTheOrderTheyComeWhateverTheirTimes() {
        // No daily pattern is in white noise, so times that stand still, go back or go on must not change the findings.
        StreamDetector forwards = new StreamDetector(1);
        StreamDetector backwards = new StreamDetector(1);
        StreamDetector standing = new StreamDetector(1);
        Random noise = new Random(8);
        for (int i = 0; i < 3_000; i++) {
            double value = noise.nextGaussian();
            forwards.takeAt(i * 300_000L, value);
            backwards.takeAt(-i * 300_000L, value);
            standing.takeAt(0, value);
            assertThat(backwards.alert()).isEqualTo(forwards.alert());
            assertThat(standing.score()).isEqualTo(forwards.score());
        }
    }

    @Test
    void missesTheUsualNightOnlyWhenItKnowsTheTime() {
        // Days are at 10, nights at 0; one night of the tenth day stays at 10, a value that is in no way unusual by
        // day.
        double timed = 0;
        double untimed = 0;
        StreamDetector clock = new StreamDetector(1);
        StreamDetector blind = new StreamDetector(1);
        Random noise = new Random(9);
        for (int i = 0; i < 12 * 288; i++) {
            boolean day = i % 288 < 144;
            boolean odd = i / 288 == 10 && !day;
            double value = (day || odd ? 10 : 0) + 0.3 * noise.nextGaussian();
            clock.takeAt(i * 300_000L, value);
            blind.take(value);
            if (odd && i % 288 < 147) {
                timed = Math.max(timed, clock.alert());
                untimed = Math.max(untimed, blind.alert());
            }
        }

        assertThat(timed).isGreaterThan(0.35).isGreaterThan(untimed + 0.2);
    }

    @Test
    void scoresAFrozenSensorAboveALivingOne() {
        StreamDetector detector = new StreamDetector(1);
        Random noise = new Random(10);
        feed(detector, noise, 4_000, 20);
        double alive = detector.score();
        double strongest = 0;
        for (int i = 0; i < 120; i++) {
            detector.take(20);
            strongest = Math.max(strongest, detector.alert());
        }

        assertThat(detector.score()).isGreaterThan(1.15 * alive);
        assertThat(strongest).isGreaterThan(0.3);
    }

    @Test
    void alertsOnceAtAChangeOfUnitAndThenLearnsIt() {
        StreamDetector detector = new StreamDetector(1);
        Random noise = new Random(11);
        feed(detector, noise, 3_000, 50);
        int told = 0;
        double first = 0;
        for (int i = 0; i < 3_000; i++) {
            detector.take(1000 * (50 + noise.nextGaussian()));
            first = i == 0 ? detector.alert() : first;
            told += detector.alert() > 0.4 ? 1 : 0;
        }
        assertThat(first).isGreaterThan(0.4);
        assertThat(told).isLessThanOrEqualTo(2);

        detector.take(1000 * 50 + 60_000);

        assertThat(detector.alert()).isGreaterThan(0.4);
    }

    @Test
    void alertsOnceAtTheResetOfACounter() {
        StreamDetector detector = new StreamDetector(1);
        Random steps = new Random(12);
        double counter = 0;
        for (int i = 0; i < 3_000; i++) {
            counter += 5 + steps.nextInt(10);
            detector.take(counter);
        }
        counter = 0;
        int told = 0;
        for (int i = 0; i < 300; i++) {
            detector.take(counter);
            told += detector.alert() > 0 ? 1 : 0;
            assertThat(i > 0 || detector.alert() > 0.35).isTrue();
            counter += 5 + steps.nextInt(10);
        }

        assertThat(told).isEqualTo(1);
    }

    @Test
    void tellsAboutAsRarelyOfHeavyTailedNoiseAsOfGaussianNoise() {
        // Student's t with 3 degrees of freedom has a value beyond 10 in 500; its own tail makes that ordinary.
        int gaussian = 0;
        int heavy = 0;
        StreamDetector calm = new StreamDetector(1);
        StreamDetector wild = new StreamDetector(1);
        Random noise = new Random(13);
        for (int i = 0; i < 20_000; i++) {
            calm.take(noise.nextGaussian());
            double squares = Math.pow(noise.nextGaussian(), 2) + Math.pow(noise.nextGaussian(), 2);
            squares += Math.pow(noise.nextGaussian(), 2);
            wild.take(noise.nextGaussian() / Math.sqrt(squares / 3));
            gaussian += i > 1_000 && calm.alert() > 0.45 ? 1 : 0;
            heavy += i > 1_000 && wild.alert() > 0.45 ? 1 : 0;
        }

        assertThat(gaussian).isLessThanOrEqualTo(5);
        assertThat(heavy).isLessThanOrEqualTo(20);
    }

    @Test
    void goesOnFromItsStateAsIfNothingHadHappened() {
        StreamDetector detector = new StreamDetector(2);
        Random noise = new Random(14);
        for (int i = 0; i < 2_000; i++) {
            detector.takeAt(i * 60_000L, noise.nextGaussian(), noise.nextInt(3));
        }

        StreamDetector restored = StreamDetector.fromBytes(detector.toBytes());
        StreamDetector copy = detector.copy();
        copy.take(1e6, 1e6);

        for (int i = 2_000; i < 4_000; i++) {
            double first = noise.nextGaussian();
            double second = noise.nextInt(3);
            detector.takeAt(i * 60_000L, first, second);
            restored.takeAt(i * 60_000L, first, second);
            assertThat(restored.score()).isEqualTo(detector.score());
            assertThat(restored.alert()).isEqualTo(detector.alert());
        }
        assertThat(restored.toBytes()).isEqualTo(detector.toBytes());
    }

    @Test
    void keepsUnderTwoKilobytesOfStateHoweverLongTheStream() {
        StreamDetector detector = new StreamDetector(1);
        assertThat(detector.toBytes()).hasSize(detector.bytes());
        feed(detector, new Random(15), 50_000, 0);

        assertThat(detector.toBytes()).hasSize(detector.bytes());
        assertThat(detector.bytes()).isLessThanOrEqualTo(2_048);
    }

    @Test
    void refusesBytesThatAreNoState() {
        byte[] state = new StreamDetector(1).toBytes();
        byte[] otherVersion = state.clone();
        otherVersion[0] = 99;
        byte[] tooMany = state.clone();
        tooMany[2] = 1;

        assertThatThrownBy(() -> StreamDetector.fromBytes(new byte[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StreamDetector.fromBytes(otherVersion)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StreamDetector.fromBytes(tooMany)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StreamDetector.fromBytes(Arrays.copyOf(state, state.length - 1)))
                .isInstanceOf(IllegalArgumentException.class);
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
    void staysCalmWhenEachValueComesTwice() {
        // A source that repeats itself all the time: runs of two are this stream's habit, and no finding.
        StreamDetector twice = new StreamDetector(1);
        Random noise = new Random(12);
        int told = 0;
        for (int i = 0; i < 4_000; i++) {
            double value = noise.nextGaussian();
            twice.take(value);
            told += twice.alert() > 0.4 ? 1 : 0;
            twice.take(value);
            told += twice.alert() > 0.4 ? 1 : 0;
        }

        assertThat(told).isLessThanOrEqualTo(4);
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
