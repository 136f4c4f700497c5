package space.penumbra.cli.bench.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The benchmark's fleet is the one it says it is: what is not drawn as described would make every figure of it another. */
class SyntheticFleetTest {

    private static final int NODES = 20_000;

    private final SyntheticFleet fleet = new SyntheticFleet(NODES, 1);

    private double share(double[] values, double from, double below) {
        return Arrays.stream(values)
                        .filter(value -> value >= from && value < below)
                        .count()
                / (double) NODES;
    }

    @Test
    void isTheSameForTheSameSeedAndAnotherForAnother() {
        SyntheticFleet again = new SyntheticFleet(NODES, 1);
        assertThat(again.entryMinutes).isEqualTo(fleet.entryMinutes);
        assertThat(again.batteryShare).isEqualTo(fleet.batteryShare);
        assertThat(again.linkGigabytesPerSecond).isEqualTo(fleet.linkGigabytesPerSecond);
        assertThat(new SyntheticFleet(NODES, 2).batteryShare).isNotEqualTo(fleet.batteryShare);
    }

    @Test
    void aQuarterIsDarkAndMoreThanAQuarterGoesDarkWithinHalfAnHour() {
        assertThat(share(shadowed(), -1000, 0)).isCloseTo(0.26, within(0.01));
        assertThat(share(shadowed(), 3, 33)).isCloseTo(0.29, within(0.01));
    }

    /** Minutes to the shadow; infinity in planes that have none. */
    private double[] shadowed() {
        return IntStream.range(0, NODES)
                .mapToDouble(node -> fleet.darkMinutes[node / SyntheticFleet.NODES_PER_PLANE] > 0
                        ? fleet.entryMinutes[node]
                        : Double.POSITIVE_INFINITY)
                .toArray();
    }

    @Test
    void twoOfFiveBatteriesCoverTheEclipseAndOneOfFiveNextToNothing() {
        assertThat(share(fleet.batteryShare, 1, 2)).isCloseTo(0.4, within(0.02));
        assertThat(share(fleet.batteryShare, 0.3, 0.7)).isCloseTo(0.4, within(0.02));
        assertThat(share(fleet.batteryShare, 0.02, 0.15)).isCloseTo(0.2, within(0.02));
    }

    @Test
    void nodesHaveSixteenToSixtyFourGpusOfWhichThreeQuartersWork() {
        assertThat(Arrays.stream(fleet.gpus).distinct().sorted()).containsExactly(16, 32, 64);
        assertThat(Arrays.stream(fleet.usedGpus).sum()
                        / (double) Arrays.stream(fleet.gpus).sum())
                .isCloseTo(0.78, within(0.01));
        assertThat(IntStream.range(0, NODES)).allMatch(node -> fleet.usedGpus[node] <= fleet.gpus[node]);
    }

    @Test
    void oneLaserInAHundredIsDead() {
        assertThat(Arrays.stream(fleet.linkGigabytesPerSecond)
                                .filter(rate -> rate == 0)
                                .count()
                        / (4.0 * NODES))
                .isCloseTo(0.01, within(0.002));
    }
}
