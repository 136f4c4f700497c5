package space.penumbra.executors;

import static org.assertj.core.api.Assertions.assertThat;
import static space.penumbra.executors.Commands.at;
import static space.penumbra.executors.Commands.command;
import static space.penumbra.executors.Commands.move;
import static space.penumbra.executors.Commands.withdrawal;
import static space.penumbra.executors.Commands.workload;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.migration.ActionKind;
import space.penumbra.domain.migration.Command;
import space.penumbra.domain.migration.CommandEvent;
import space.penumbra.domain.migration.CommandStage;

class CommandExecutorTest {

    private final Script scheduler = new Script();
    private final Heard heard = new Heard();
    private CommandExecutor executor = executor();

    private CommandExecutor executor() {
        CommandExecutor next = new CommandExecutor(scheduler, heard, node -> node.startsWith("n"), Beats.IN_TURN);
        next.workload(workload("w1", "n1", 1));
        return next;
    }

    @Test
    void carriesAMoveThroughItsStagesAndPublishesTheNewPlacement() {
        executor.take(move("c1"), at(60));
        through("c1");
        assertThat(heard.stages())
                .containsExactly(
                        CommandStage.ACCEPTED,
                        CommandStage.CHECKPOINTED,
                        CommandStage.TRANSFERRED,
                        CommandStage.RESTORED,
                        CommandStage.VERIFIED);
        assertThat(heard.events.get(4).placementGeneration()).isEqualTo(2);
        assertThat(heard.workloads).singleElement().satisfies(placed -> {
            assertThat(placed.nodeId()).isEqualTo("n2");
            assertThat(placed.placementGeneration()).isEqualTo(2);
        });
    }

    @Test
    void beginsOnlyWhenItsTimeHasCome() {
        scheduler.will(CommandStage.ACCEPTED, CommandStage.CHECKPOINTED);
        executor.take(move("c1"), at(60));
        executor.beat(at(61));
        executor.beat(at(99));
        assertThat(heard.stages()).containsExactly(CommandStage.ACCEPTED);
        executor.beat(at(100));
        assertThat(heard.stages()).endsWith(CommandStage.CHECKPOINTED);
    }

    @Test
    void aRepeatedCommandIsAnsweredAgainAndDoneOnce() {
        executor.take(move("c1"), at(60));
        executor.take(move("c1"), at(61));
        through("c1");
        int calls = scheduler.asked.size();
        executor.take(move("c1"), at(300));
        executor.beat(at(301));
        assertThat(scheduler.asked).hasSize(calls);
        assertThat(heard.stages()).endsWith(CommandStage.VERIFIED, CommandStage.VERIFIED);
        assertThat(heard.workloads).hasSize(1);
    }

    @Test
    void refusesWhatIsStaleLateOrSecond() {
        scheduler.will(CommandStage.ACCEPTED);
        executor.take(command("other-place", "w1", ActionKind.MIGRATE, "n2", 2, 5, false), at(60));
        executor.take(move("late"), at(801));
        executor.take(move("c1"), at(60));
        executor.beat(at(61));
        executor.take(command("old-plan", "w1", ActionKind.MIGRATE, "n2", 1, 4, false), at(62));
        executor.take(command("second", "w1", ActionKind.MIGRATE, "n3", 1, 6, false), at(63));
        assertThat(heard.events)
                .filteredOn(event -> event.stage() == CommandStage.REJECTED)
                .extracting(CommandEvent::detail)
                .satisfiesExactly(
                        detail -> assertThat(detail).startsWith("stale placement"),
                        detail -> assertThat(detail).startsWith("too late"),
                        detail -> assertThat(detail).startsWith("stale epoch"),
                        detail -> assertThat(detail).startsWith("another command"));
    }

    @Test
    void leavesCommandsForOtherNodesAlone() {
        CommandExecutor other = new CommandExecutor(scheduler, heard, node -> node.startsWith("gpu-"), Beats.IN_TURN);
        other.take(move("c1"), at(60));
        other.beat(at(61));
        assertThat(heard.events).isEmpty();
        assertThat(scheduler.asked).isEmpty();
    }

    @Test
    void afterACrashAtAnyStageItGoesOnFromWhatItSaidLast() {
        List<CommandStage> stages = List.of(
                CommandStage.ACCEPTED, CommandStage.CHECKPOINTED, CommandStage.TRANSFERRED, CommandStage.RESTORED);
        for (int said = 0; said <= stages.size(); said++) {
            heard.events.clear();
            executor = executor();
            String id = "crash" + said;
            for (int i = 0; i < said; i++) {
                executor.recall(new CommandEvent(id, "w1", "n1", stages.get(i), 1, "", at(110 + i)));
            }
            executor.recall(move(id), at(200));
            scheduler.asked.clear();
            through(id);
            assertThat(heard.stages()).endsWith(CommandStage.VERIFIED).hasSize(5 - said);
            assertThat(scheduler.asked.get(0)).isEqualTo(said == 0 ? null : stages.get(said - 1));
        }
    }

    @Test
    void afterACrashWhatIsOverOrCanNoLongerBeginIsNotTouched() {
        executor.recall(new CommandEvent("done", "w1", "n2", CommandStage.VERIFIED, 2, "", at(200)));
        executor.recall(move("done"), at(900));
        executor.recall(move("missed"), at(900));
        executor.beat(at(901));
        assertThat(scheduler.asked).isEmpty();
        assertThat(heard.events).isEmpty();
    }

    @Test
    void aWithdrawalIsCarriedOutWhileItCanBeAndRemembered() {
        scheduler.will(CommandStage.ACCEPTED);
        executor.take(move("c1"), at(60));
        executor.beat(at(61));
        executor.take(withdrawal("c1"), at(62));
        executor.beat(at(63));
        assertThat(heard.stages()).containsExactly(CommandStage.ACCEPTED, CommandStage.CANCELLED);
        executor.take(move("c1"), at(64));
        executor.beat(at(65));
        assertThat(heard.stages()).endsWith(CommandStage.CANCELLED, CommandStage.CANCELLED);
        assertThat(executor.underWay()).isZero();
    }

    @Test
    void aWithdrawalThatOvertookItsCommandStillHolds() {
        executor.take(withdrawal("c1"), at(60));
        executor.take(move("c1"), at(61));
        executor.beat(at(101));
        assertThat(heard.stages()).containsOnly(CommandStage.CANCELLED);
        assertThat(scheduler.asked).isEmpty();
    }

    @Test
    void aWithdrawalThatComesTooLateIsAnsweredWithTheStage() {
        scheduler.onWithdrawal = CommandStage.TRANSFERRED;
        scheduler.will(CommandStage.ACCEPTED, CommandStage.TRANSFERRED, CommandStage.VERIFIED);
        executor.take(move("c1"), at(60));
        executor.beat(at(100));
        executor.beat(at(101));
        executor.take(withdrawal("c1"), at(102));
        executor.beat(at(103));
        executor.beat(at(104));
        assertThat(heard.stages())
                .containsExactly(
                        CommandStage.ACCEPTED,
                        CommandStage.TRANSFERRED,
                        CommandStage.TRANSFERRED,
                        CommandStage.VERIFIED);
    }

    @Test
    void aSchedulerThatFailsIsAskedAgainUntilTheLatestStart() {
        scheduler.broken = true;
        executor.take(move("c1"), at(60));
        executor.beat(at(61));
        executor.beat(at(700));
        assertThat(heard.events).isEmpty();
        executor.beat(at(801));
        assertThat(heard.stages()).containsExactly(CommandStage.REJECTED);
        assertThat(heard.events.get(0).detail()).contains("not reached in time", "down");
    }

    private void through(String id) {
        scheduler.will(
                CommandStage.ACCEPTED,
                CommandStage.CHECKPOINTED,
                CommandStage.TRANSFERRED,
                CommandStage.RESTORED,
                CommandStage.VERIFIED);
        for (int second = 210; second < 220 && executor.underWay() > 0; second++) {
            executor.beat(at(second));
        }
        assertThat(executor.underWay()).as(id).isZero();
    }

    /** Reaches the stages that it is told, each after the one that was reported last. */
    private static final class Script implements Scheduler {

        private List<CommandStage> stages = List.of();
        private CommandStage onWithdrawal = CommandStage.CANCELLED;
        private final List<CommandStage> asked = new ArrayList<>();
        private boolean broken;

        void will(CommandStage... next) {
            stages = List.of(next);
        }

        @Override
        public Step advance(Command command, CommandStage reached, Instant now) {
            if (broken) {
                throw new IllegalStateException("down");
            }
            asked.add(reached);
            int next = reached == null ? 0 : stages.indexOf(reached) + 1;
            return next == stages.size()
                    ? Step.wait("n1", "nothing new")
                    : new Step(stages.get(next), "n2", "", stages.get(next) == CommandStage.VERIFIED);
        }

        @Override
        public Step withdraw(Command command, CommandStage reached, Instant now) {
            return Step.reached(onWithdrawal, "n1", "");
        }

        @Override
        public String about() {
            return "script";
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
