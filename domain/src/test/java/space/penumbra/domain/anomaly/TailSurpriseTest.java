package space.penumbra.domain.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TailSurpriseTest {

    private final TailSurprise tail = new TailSurprise();

    @Test
    void isTheRarityOfValuesAtLeastAsLarge() {
        // 9 fours among 90 ones: half of the nine count as smaller than a new four. Only the first and second are rarer
        // than one in fifty when they come, each alone: runs of one, and half of one as prior on either side, so
        // (4.5 + 0.5) / (99 + 1) = 0.05.
        for (int i = 0; i < 9; i++) {
            feed(1, 10);
            feed(4, 1);
        }

        assertThat(tail.next(4)).isCloseTo(-Math.log10(0.05), within(1e-9));
    }

    @Test
    void countsARunOfLargeValuesAsOnePieceOfEvidence() {
        // Three fours in a row are rarer than one in fifty, one run: the mean run counts as (3 + 1) / (1 + 1) = 2, so
        // half of that is the prior on either side. A new record is (0 + 1) / (993 + 2), and a bin beyond the top's
        // end.
        feed(1, 990);
        feed(4, 3);

        assertThat(tail.next(6)).isCloseTo(-Math.log10(1.0 / 995) + 0.15 * beyond(6, 4), within(1e-9));
    }

    @Test
    void growsOnBeyondTheLargestValueByALittleForEachThirdOfAnOctave() {
        // Nothing is as large: 0.5 / (99 + 1). One lies in the bin from 1 to 2^(1/3); 2 is two bins above its end.
        feed(1, 99);

        assertThat(tail.next(2)).isCloseTo(-Math.log10(0.005) + 2 * 0.15, within(1e-9));
    }

    @Test
    void isNoSurpriseAtAllAtFirst() {
        // A share of (0 + 0.5) / (0 + 1), and 33 bins above nothing: a first zero is no news.
        assertThat(tail.next(0)).isCloseTo(-Math.log10(0.5), within(1e-9));
    }

    @Test
    void forgetsWhatHasNotComeForLong() {
        feed(100, 20);
        feed(1, 30_000);
        double soon = new Copy(tail).next(100);
        feed(1, 120_000);

        assertThat(tail.next(100)).isGreaterThan(soon + 0.5);
    }

    /** Thirds of an octave from the end of the bin that begins at a power of two. */
    private static double beyond(double value, double binFrom) {
        return 3 * Math.log(value / binFrom) / Math.log(2) - 1;
    }

    private void feed(double value, int times) {
        for (int i = 0; i < times; i++) {
            tail.next(value);
        }
    }

    /** A tail with the same past. */
    private record Copy(TailSurprise of) {
        double next(double value) {
            java.nio.ByteBuffer state = java.nio.ByteBuffer.allocate(TailSurprise.BYTES);
            of.write(state);
            state.flip();
            TailSurprise copy = new TailSurprise();
            copy.read(state);
            return copy.next(value);
        }
    }
}
