package space.penumbra.domain.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.fleet.WorkloadKind;
import space.penumbra.domain.fleet.WorkloadState;

class MoveEstimateTest {

    @Test
    void stopsTrainingAndCopiesItOnce() {
        // 100 GB at 5 GB/s are 20 s, 6 s to save and 10 s to restore; all of it stopped.
        MoveEstimate move = MoveEstimate.of(of(WorkloadKind.TRAINING, 100, 0.01), 5);

        assertThat(move.gigabytes()).isEqualTo(100);
        assertThat(move.totalSeconds()).isEqualTo(36);
        assertThat(move.downSeconds()).isEqualTo(36);
    }

    @Test
    void copiesBatchWhileItRuns() {
        // 1 GB/s dirty on 5 GB/s: rounds of 100, 20, 4, 0.8 and 0.16 GB; the last is copied with the workload stopped.
        MoveEstimate move = MoveEstimate.of(of(WorkloadKind.BATCH, 100, 1), 5);

        assertThat(move.gigabytes()).isCloseTo(124.96, within(1e-9));
        assertThat(move.totalSeconds()).isCloseTo(124.96 / 5 + 8, within(1e-9));
        assertThat(move.downSeconds()).isCloseTo(0.16 / 5 + 8, within(1e-9));
    }

    @Test
    void stopsWhatDirtiesFasterThanItCopies() {
        MoveEstimate move = MoveEstimate.of(of(WorkloadKind.BATCH, 100, 5), 5);

        assertThat(move.gigabytes()).isEqualTo(100);
        assertThat(move.downSeconds()).isEqualTo(28);
    }

    @Test
    void stopsWhatDirtiesAtARateNobodyKnows() {
        assertThat(MoveEstimate.of(of(WorkloadKind.BATCH, 100, Double.NaN), 5).downSeconds())
                .isEqualTo(28);
    }

    private static Workload of(WorkloadKind kind, double gigabytes, double dirty) {
        Workload like = TestRegion.workload("w", "n", kind, WorkloadState.RUNNING, 4, 1, "");
        return new Workload(
                "w",
                "acme",
                kind,
                WorkloadState.RUNNING,
                "n",
                1,
                4,
                4000,
                gigabytes,
                dirty,
                1800,
                1,
                1,
                "",
                true,
                like.lastCheckpoint(),
                like.time());
    }
}
