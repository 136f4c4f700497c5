package space.penumbra.domain.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static space.penumbra.domain.planning.TestRegion.in;
import static space.penumbra.domain.planning.TestRegion.only;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.fleet.WorkloadKind;
import space.penumbra.domain.fleet.WorkloadState;
import space.penumbra.domain.hazard.HazardKind;
import space.penumbra.domain.hazard.HazardWindow;
import space.penumbra.domain.migration.ActionKind;
import space.penumbra.domain.migration.Proposal;

class RadiationRuleTest {

    /** A training shard whose stop idles its whole gang. */
    private static Workload shard(int gpus, double stallFactor, Instant lastCheckpoint) {
        return new Workload(
                "t1",
                "acme",
                WorkloadKind.TRAINING,
                WorkloadState.RUNNING,
                "n",
                1,
                gpus,
                150.0 * gpus,
                1500,
                0.5,
                3600,
                1,
                stallFactor,
                "",
                true,
                lastCheckpoint,
                in(-60));
    }

    private static TestRegion passing(HazardKind kind, double severity, Workload workload, double startMinute) {
        return new TestRegion()
                .node("n", 2_000)
                .gpus("n", 16)
                .node("free", 2_000)
                .gpus("free", 16)
                .window("n", kind, startMinute, startMinute + 10, severity)
                .workload(workload);
    }

    @Test
    void expectsUpsetsFromGpuHoursInTheAnomaly() {
        HazardWindow window =
                new HazardWindow("h", HazardKind.SAA, in(0), in(10), 0, 0, 1, Assumptions.CENTRAL_PASS_FLUX, "");

        // 0.012 / GPUh x 8 GPUs x 1/6 h; with half an hour of work at stake, 8 x 0.5 x 0.016 = 0.064 GPUh.
        double hits = RadiationRule.expectedHits(shard(8, 1, in(-30)), window, 1.0 / 6);

        assertThat(hits).isCloseTo(0.016, within(1e-12));
        assertThat(hits * 8 * 0.5).isCloseTo(0.064, within(1e-12));
    }

    @Test
    void foldsTheAgeOfTheCheckpointByTheWorkloadsOwnCadence() {
        // Last checkpoint 130 minutes before entry, one an hour: the newest is then 10 minutes old.
        assertThat(RadiationRule.checkpointAgeHours(shard(8, 1, in(-120)), in(10)))
                .isCloseTo(1.0 / 6, within(1e-9));
    }

    @Test
    void doesNothingForASmallWorkloadInTheAnomaly() {
        Plan plan = passing(HazardKind.SAA, 3500, shard(8, 1, in(-30)), 1).plan();

        // 0.016 hits x 8 GPUs x 0.52 h = 0.066 GPUh at stake, 0.002 for a checkpoint: worth it only just.
        assertThat(plan.proposals()).extracting(Proposal::action).containsOnly(ActionKind.CHECKPOINT);
        assertThat(passing(HazardKind.SAA, 3500, shard(4, 1, in(-30)), 1).plan().proposals())
                .isEmpty();
    }

    @Test
    void checkpointsALargeGangBeforeTheAnomalyButNeverMovesIt() {
        Plan plan = passing(HazardKind.SAA, 3500, shard(16, 4, in(-30)), 1).plan();

        Proposal checkpoint = only(plan, ActionKind.CHECKPOINT);
        assertThat(checkpoint.deadline()).isEqualTo(in(1));
        assertThat(Duration.between(checkpoint.notAfter(), checkpoint.deadline()))
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(plan.proposals()).hasSize(1);
        assertThat(checkpoint.alternatives())
                .anyMatch(alternative -> alternative.action() == ActionKind.MIGRATE
                        && alternative.costGpuHours() > checkpoint.costGpuHours());
    }

    @Test
    void waitsWithTheCheckpointUntilShortlyBeforeEntry() {
        assertThat(passing(HazardKind.SAA, 3500, shard(16, 4, in(-30)), 20)
                        .plan()
                        .proposals())
                .isEmpty();
    }

    @Test
    void movesALargeGangOutOfASevereStorm() {
        // S5 is 30 times a central pass: 0.012 x 30 x 16 GPUs x 1/6 h = 0.96 hits, each 64 GPUs x (age + 0.18 h): the
        // transfer of
        // 1,500 GB costs 64 GPUs x 316 s.
        Workload shard = shard(16, 4, in(-55));
        Plan plan = passing(HazardKind.SOLAR_PROTON, 5, shard, 12).plan();

        assertThat(only(plan, ActionKind.MIGRATE).targetNodeId()).isEqualTo("free");
        assertThat(passing(HazardKind.SOLAR_PROTON, 1, shard, 12).plan().choices())
                .isEmpty();
    }
}
