package space.penumbra.producers.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.fleet.WorkloadKind;

class MeasuredLoadTest {

    private static final FleetMix MEASURED = Scenario.load("by-the-book").fleet();

    @Test
    void allGpusTogetherAreAsBusyAsThoseOfTheClusterHoweverManyAreHeld() {
        for (double held : new double[] {0.75, 0.87, 0.95}) {
            double[] all = new double[10_000];
            for (int i = 0; i < all.length * held; i++) {
                all[i] = 100 * MeasuredLoad.utilisation(i / (all.length * held), held);
            }
            Arrays.sort(all);
            // Quantiles of Seren: 31 % at or below 1, 83 at 35 %, then 97, 98, 99 and 100.
            assertThat(all[3_100]).as("p31 at %s", held).isLessThan(1);
            assertThat(all[3_450]).isBetween(2.0, 96.0);
            assertThat(all[4_000]).isEqualTo(98, within(1.0));
            assertThat(all[5_000]).isEqualTo(99, within(1.0));
            assertThat(all[9_500]).isEqualTo(100);
            assertThat(Arrays.stream(all).average().orElseThrow()).isCloseTo(66.1, within(1.5));
        }
    }

    @Test
    void busyGpusDrawAnythingBetweenIdleAndFull() {
        assertThat(MeasuredLoad.intensity(0)).isEqualTo(0.14);
        assertThat(MeasuredLoad.intensity(0.5)).isEqualTo(0.54);
        assertThat(MeasuredLoad.intensity(Math.nextDown(1.0))).isCloseTo(1, within(1e-9));
    }

    @Test
    void workDrawsItsOwnShareAndSaysSo() {
        double steady = 0;
        double measured = 0;
        for (long number = 0; number < 4_000; number++) {
            Job hard = JobMix.make(7, number, FleetMix.ORDINARY);
            Job real = JobMix.make(7, number, MEASURED);
            steady += hard.utilisation * hard.intensity;
            measured += real.utilisation * real.intensity;
            assertThat(real.remainingSeconds).isEqualTo(hard.remainingSeconds);
        }
        assertThat(steady / 4_000).isBetween(0.85, 1.0);
        assertThat(measured / 4_000).isBetween(0.35, 0.5);

        SmallFleet fleet = new SmallFleet(20, 7, Scenario.load("by-the-book"));
        Job job = fleet.twin.board().all().stream()
                .filter(each -> each.utilisation > 0.9 && each.intensity < 0.8)
                .findFirst()
                .orElseThrow();
        NodeDesign node = fleet.twin.designs().get(job.node);
        double idle = node.spec().gpuIdleWatts();
        double each = idle + (node.spec().gpuMaxWatts() - idle) * job.utilisation * job.intensity;
        assertThat(job.toWorkload(node, 0).powerWatts()).isCloseTo(1.08 * job.gpus * each, within(1e-6));
    }

    @Test
    void onlyThoseWhoWaitForAnswersHaveALatencyRegion() {
        long regions = 0;
        for (long number = 0; number < 500; number++) {
            Job job = JobMix.make(7, number, MEASURED);
            assertThat(job.latencyRegion.isEmpty()).isEqualTo(job.kind != WorkloadKind.INFERENCE);
            regions += job.latencyRegion.equals("europe") ? 1 : 0;
        }
        assertThat(regions).isBetween(15L, 80L);
    }
}
