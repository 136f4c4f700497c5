package space.penumbra.producers.twin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.fleet.WorkloadState;
import space.penumbra.domain.migration.ActionKind;
import space.penumbra.domain.migration.Command;
import space.penumbra.domain.migration.CommandEvent;
import space.penumbra.domain.migration.CommandStage;

class TwinExecutorTest {

    private final SmallFleet fleet = SmallFleet.quiet(12);
    private final Job job = fleet.movable();

    @Test
    void carriesAMoveThroughEveryStageInOrder() {
        Command command = fleet.command("c1", job, ActionKind.MIGRATE);
        fleet.take(command);
        fleet.advance(Duration.ofMinutes(5));

        assertThat(fleet.said.stages())
                .containsExactly(
                        CommandStage.ACCEPTED,
                        CommandStage.CHECKPOINTED,
                        CommandStage.TRANSFERRED,
                        CommandStage.RESTORED,
                        CommandStage.VERIFIED);
        assertThat(fleet.latest(job.id).nodeId()).isEqualTo(command.targetNodeId());
        assertThat(fleet.latest(job.id).placementGeneration()).isEqualTo(2);
        assertThat(fleet.stateOf(job)).isEqualTo(WorkloadState.RUNNING);
    }

    @Test
    void takesAsLongAsTheLinkNeedsForTheState() {
        fleet.take(fleet.command("c1", job, ActionKind.MIGRATE));
        fleet.advance(Duration.ofMinutes(5));

        CommandEvent saved = fleet.said.events.get(1);
        CommandEvent sent = fleet.said.events.get(2);
        // 80 % of a 100 Gbit/s link are 10 GB/s.
        double seconds = Duration.between(saved.time(), sent.time()).toMillis() / 1000.0;
        assertThat(seconds).isCloseTo(job.stateGigabytes / 10, org.assertj.core.data.Offset.offset(0.51));
        double saving =
                Duration.between(fleet.said.events.get(0).time(), saved.time()).toMillis() / 1000.0;
        assertThat(saving).isBetween(3.0, 6.0);
    }

    @Test
    void neverRunsTwoCopiesAndHoldsGpusAtBothEndsUntilVerified() {
        int source = job.node;
        int target = fleet.freeFor(job);
        int freeAtSource = fleet.twin.board().free(source);
        int freeAtTarget = fleet.twin.board().free(target);
        int gpus = fleet.twin.designs().get(source).spec().gpuCount();
        fleet.take(fleet.command("c1", job, ActionKind.MIGRATE));
        fleet.advance(Duration.ofSeconds(6));

        assertThat(fleet.stateOf(job)).isEqualTo(WorkloadState.MOVING);
        assertThat(job.working()).isFalse();
        assertThat(fleet.twin.board().free(source)).isEqualTo(freeAtSource);
        assertThat(fleet.twin.board().free(target)).isEqualTo(freeAtTarget - job.gpus);

        fleet.advance(Duration.ofMinutes(1));
        // Other work may have come meanwhile; whatever is not held by it is free again.
        int held = fleet.twin.board().on(source).stream()
                .mapToInt(other -> other.gpus)
                .sum();
        assertThat(fleet.twin.board().free(source)).isEqualTo(gpus - held);
        assertThat(fleet.twin.board().on(source)).doesNotContain(job);
        assertThat(fleet.twin.board().on(target)).containsOnlyOnce(job);
    }

    @Test
    void repeatsTheLastEventOfACommandThatItHasSeenAndDoesNothingElse() {
        Command command = fleet.command("c1", job, ActionKind.MIGRATE);
        fleet.take(command);
        fleet.advance(Duration.ofMinutes(5));
        fleet.take(command);
        fleet.advance(Duration.ofMinutes(5));

        assertThat(fleet.said.stages()).hasSize(6).endsWith(CommandStage.VERIFIED, CommandStage.VERIFIED);
        assertThat(job.generation).isEqualTo(2);
    }

    @Test
    void refusesWhatIsStaleLateOrUnknown() {
        Command good = fleet.command("c", job, ActionKind.MIGRATE);
        job.epoch = 5;
        assertThat(refusal(SmallFleet.of(good, 2, 5, good.notAfter(), good.targetNodeId())))
                .contains("generation 2, now at 1");
        assertThat(refusal(SmallFleet.of(good, 1, 4, good.notAfter(), good.targetNodeId())))
                .contains("stale epoch 4");
        assertThat(refusal(SmallFleet.of(good, 1, 5, fleet.now().minusMillis(1), good.targetNodeId())))
                .contains("notAfter");
        assertThat(refusal(SmallFleet.of(good, 1, 5, good.notAfter(), "nowhere")))
                .contains("unknown target nowhere");
        assertThat(refusal(SmallFleet.of(good, 1, 5, good.notAfter(), good.sourceNodeId())))
                .contains("already on");
        assertThat(job.generation).isEqualTo(1);
    }

    @Test
    void refusesATargetWithoutRoom() {
        Job large = fleet.twin.board().all().stream()
                .filter(other -> other.gpus == 8)
                .findFirst()
                .orElseThrow();
        int full = -1;
        for (int node = 0; node < 12; node++) {
            if (fleet.twin.board().free(node) < 8 && node != large.node) {
                full = node;
            }
        }
        Command command = SmallFleet.of(
                fleet.command("c", large, ActionKind.PAUSE), 1, 1, fleet.now().plusSeconds(60), fleet.nodeId(full));
        Command move = new Command(
                "c",
                large.id,
                ActionKind.MIGRATE,
                command.reason(),
                command.sourceNodeId(),
                fleet.nodeId(full),
                1,
                1,
                "h",
                fleet.now(),
                command.notAfter(),
                command.deadline(),
                false,
                fleet.now());
        assertThat(refusal(move)).contains("target full");
    }

    @Test
    void refusesASecondMoveWhileTheFirstIsUnderWay() {
        fleet.take(fleet.command("c1", job, ActionKind.MIGRATE));
        fleet.take(fleet.command("c2", job, ActionKind.PAUSE));

        assertThat(fleet.said.stages()).containsExactly(CommandStage.ACCEPTED, CommandStage.REJECTED);
        assertThat(fleet.said.events.get(1).detail()).contains("under way");
    }

    @Test
    void withdrawsAMoveUntilTheStateIsAtTheTarget() {
        Command command = fleet.command("c1", job, ActionKind.MIGRATE);
        int target = fleet.freeFor(job);
        int free = fleet.twin.board().free(target);
        fleet.take(command);
        fleet.advance(Duration.ofSeconds(6));
        fleet.take(SmallFleet.withdrawal(command));

        assertThat(fleet.said.stages()).endsWith(CommandStage.CANCELLED);
        assertThat(fleet.twin.board().free(target)).isEqualTo(free);
        assertThat(fleet.stateOf(job)).isEqualTo(WorkloadState.RUNNING);
        assertThat(job.generation).isEqualTo(1);
    }

    @Test
    void doesNotCarryOutWhatWasWithdrawnBeforeItCame() {
        Command command = fleet.command("c1", job, ActionKind.MIGRATE);
        fleet.take(SmallFleet.withdrawal(command));
        fleet.take(command);
        fleet.advance(Duration.ofMinutes(2));

        assertThat(fleet.said.stages()).containsExactly(CommandStage.CANCELLED, CommandStage.CANCELLED);
    }

    @Test
    void pausesCapsAndResumes() {
        fleet.take(fleet.command("c1", job, ActionKind.PAUSE));
        fleet.advance(Duration.ofSeconds(20));
        assertThat(fleet.stateOf(job)).isEqualTo(WorkloadState.PAUSED);
        fleet.take(fleet.command("c2", job, ActionKind.RESUME));
        fleet.advance(Duration.ofSeconds(5));
        assertThat(fleet.stateOf(job)).isEqualTo(WorkloadState.RUNNING);
        fleet.take(fleet.command("c3", job, ActionKind.POWER_CAP));
        fleet.advance(Duration.ofSeconds(5));
        assertThat(fleet.stateOf(job)).isEqualTo(WorkloadState.CAPPED);

        assertThat(fleet.said.stages())
                .containsExactly(
                        CommandStage.ACCEPTED,
                        CommandStage.CHECKPOINTED,
                        CommandStage.VERIFIED,
                        CommandStage.ACCEPTED,
                        CommandStage.VERIFIED,
                        CommandStage.ACCEPTED,
                        CommandStage.VERIFIED);
    }

    @Test
    void keepsTheWorkAtTheSourceWhenTheMoveBreaks() {
        SmallFleet unlucky = new SmallFleet(12, 7, SmallFleet.scenario("commands.failedPerThousand", 1000));
        Job moved = unlucky.movable();
        int source = moved.node;
        unlucky.take(unlucky.command("c1", moved, ActionKind.MIGRATE));
        unlucky.advance(Duration.ofMinutes(3));

        assertThat(unlucky.said.stages()).containsExactly(CommandStage.ACCEPTED, CommandStage.FAILED);
        assertThat(moved.node).isEqualTo(source);
        assertThat(moved.target).isEqualTo(-1);
        assertThat(moved.working()).isTrue();
    }

    @Test
    void reportsEachWorkloadOnOneNodeAtATime() {
        fleet.take(fleet.command("c1", job, ActionKind.MIGRATE));
        fleet.advance(Duration.ofMinutes(5));
        Set<String> seen = new HashSet<>();
        fleet.twin.board().all().forEach(each -> assertThat(seen.add(each.id)).isTrue());
        for (int node = 0; node < 12; node++) {
            int held = fleet.twin.board().on(node).stream()
                    .mapToInt(each -> each.gpus)
                    .sum();
            assertThat(held + fleet.twin.board().free(node))
                    .isEqualTo(fleet.twin.designs().get(node).spec().gpuCount());
        }
    }

    private String refusal(Command command) {
        return Admission.refusal(command, fleet.twin.executor(), fleet.twin.timeMillis());
    }

    @Test
    void leavesSomeCommandsUnansweredIfTheScenarioSaysSo() {
        SmallFleet fleet = new SmallFleet(20, 7, SmallFleet.scenario("commands.unansweredPerThousand", 1000));
        Job job = fleet.movable();
        fleet.take(fleet.command("c1", job, ActionKind.MIGRATE));
        fleet.advance(Duration.ofMinutes(10));
        assertThat(fleet.said.events).isEmpty();
        assertThat(job.generation).isEqualTo(1);
    }
}
