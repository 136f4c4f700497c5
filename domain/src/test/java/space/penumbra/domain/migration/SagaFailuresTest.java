package space.penumbra.domain.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static space.penumbra.domain.migration.GateRig.move;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.operator.OperatorVerb;

/**
 * Every stage of a move's life against everything that can go wrong there. Whatever happens, the command comes to an end in
 * bounded event time, the workload has one command at a time, is counted on one node, and can be acted upon again.
 */
class SagaFailuresTest {

    /** What the executor has said when it goes wrong; nothing at all for a command that was just sent. */
    private static final List<CommandStage> STAGES =
            List.of(CommandStage.ACCEPTED, CommandStage.CHECKPOINTED, CommandStage.TRANSFERRED, CommandStage.RESTORED);

    private static final double STAGE_SECONDS = 20;
    /** Longest time from any step to the time-out that ends it: three attempts of 120 s, or the transfer's 600 s. */
    private static final double PATIENCE = 700;

    private enum Failure {
        /** The executor dies and never speaks again. */
        EXECUTOR_DIES,
        /** The source goes silent; its executor with it. */
        SOURCE_DIES,
        /** The target goes silent; the source's executor answers what it is asked. */
        TARGET_DIES,
        /** The next report is lost; what follows it comes. */
        REPORT_LOST,
        /** Nothing comes until the command was given up, then the rest comes. */
        REPORTS_LATE,
        /** Every report so far comes again, the newest first. */
        REPORTS_AGAIN_AND_BACKWARDS,
        /** The executor says that it failed, and gave the work back. */
        EXECUTOR_FAILS,
        /** The gate crashes and goes on from memory; the executor notices nothing. */
        GATE_CRASHES,
        /** A HOLD is put; what is under way goes on. */
        HOLD_IS_PUT,
        /** A person takes it back; the executor agrees as long as it can. */
        PERSON_CANCELS,
        /** A planner that was replaced speaks with an older epoch. */
        ZOMBIE_PLANNER,
        /** The executor's clock is a day ahead, or a day behind. */
        CLOCK_AHEAD,
        CLOCK_BEHIND
    }

    static Stream<Arguments> everyStageAndFailure() {
        return Stream.of(Failure.values())
                .flatMap(failure -> Stream.of(0, 1, 2, 3, 4)
                        .map(said -> Arguments.of(
                                said == 0 ? "ISSUED" : STAGES.get(said - 1).name(), said, failure)));
    }

    private GateRig rig;
    private double now;
    private final Proposal move = GateRig.due(move("w1", "n0", "n2", 7), 900);

    @ParameterizedTest(name = "{2} after {0}")
    @MethodSource("everyStageAndFailure")
    void endsWithTheWorkInOnePlace(String stage, int said, Failure failure) {
        rig = new GateRig(GateLimits.STANDARD);
        rig.heard(100);
        rig.desk.propose(move);
        now = 100;
        STAGES.subList(0, said).forEach(this::next);

        fail(said, failure);

        CommandEntry entry = rig.ledger.get(move.commandId());
        assertThat(entry.state().terminal()).as("state %s", entry.state()).isTrue();
        assertThat(entry.state()).isIn(possibleEnds(said, failure));
        assertThat(sent(false)).isBetween(1L, 3L);
        assertThat(rig.issued).extracting(Command::commandId).containsOnly(move.commandId());
        boolean arrived = entry.state() == CommandState.COMPLETED;
        assertThat(arrivalRefused()).as("the place at the target is taken").isEqualTo(arrived);
        assertThat(actsAgain(arrived)).isTrue();
    }

    private void fail(int said, Failure failure) {
        switch (failure) {
            case EXECUTOR_DIES -> {
                pass(3 * PATIENCE);
                assertThat(sent(true)).as("taken back").isEqualTo(1);
            }
            case SOURCE_DIES -> {
                rig.status("n0", LimitLevel.IN_LIMITS, true);
                pass(3 * PATIENCE);
            }
            case TARGET_DIES -> {
                rig.status("n2", LimitLevel.IN_LIMITS, true);
                pass(2);
                boolean asked = sent(true) > 0;
                assertThat(asked).isEqualTo(said <= 2); // once the state is there nothing can be taken back
                if (asked) {
                    rig.report(move, CommandStage.CANCELLED, now);
                }
                pass(3 * PATIENCE);
            }
            case REPORT_LOST -> {
                now += STAGE_SECONDS;
                STAGES.subList(Math.min(said + 1, 4), 4).forEach(this::next);
                next(CommandStage.VERIFIED);
            }
            case REPORTS_LATE -> {
                pass(3 * PATIENCE);
                STAGES.subList(said, 4).forEach(this::next);
                next(CommandStage.VERIFIED);
            }
            case REPORTS_AGAIN_AND_BACKWARDS -> {
                for (int i = said - 1; i >= 0; i--) {
                    rig.report(move, STAGES.get(i), now);
                }
                assertThat(rig.state(move).name())
                        .isEqualTo(said == 0 ? "ISSUED" : STAGES.get(said - 1).name());
                finish(said);
            }
            case EXECUTOR_FAILS -> rig.report(move, CommandStage.FAILED, now);
            case GATE_CRASHES -> {
                List<Command> before = List.copyOf(rig.issued);
                rig = rig.restarted();
                rig.issued.addAll(before);
                rig.heard(now + 1);
                finish(said);
            }
            case HOLD_IS_PUT -> {
                rig.hold();
                finish(said);
                rig.act(OperatorVerb.RELEASE, "fleet");
            }
            case PERSON_CANCELS -> {
                rig.act(OperatorVerb.CANCEL, move.commandId());
                if (sent(true) > 0) {
                    rig.report(move, CommandStage.CANCELLED, now);
                } else {
                    finish(said);
                }
            }
            case ZOMBIE_PLANNER -> {
                Proposal zombie = move("w1", "n0", "n5", 6);
                rig.desk.propose(zombie);
                assertThat(rig.rule(zombie)).isEqualTo("STALE_EPOCH");
                finish(said);
            }
            case CLOCK_AHEAD -> clock(said, 86_400);
            case CLOCK_BEHIND -> clock(said, -86_400);
        }
    }

    /** The next report comes with a wrong time, then the executor dies: the time-out comes all the same, and not at once. */
    private void clock(int said, double wrong) {
        CommandStage stage = said < 4 ? STAGES.get(said) : CommandStage.VERIFIED;
        rig.report(move, stage, now + wrong);
        CommandState reached = rig.state(move);
        pass(100);
        assertThat(rig.state(move)).isEqualTo(reached);
        pass(3 * PATIENCE);
    }

    private static Set<CommandState> possibleEnds(int said, Failure failure) {
        return switch (failure) {
            case EXECUTOR_DIES, SOURCE_DIES -> Set.of(CommandState.TIMED_OUT);
            case TARGET_DIES -> Set.of(said <= 2 ? CommandState.FAILED : CommandState.TIMED_OUT);
            case EXECUTOR_FAILS -> Set.of(CommandState.FAILED);
            case PERSON_CANCELS -> Set.of(said <= 2 ? CommandState.CANCELLED : CommandState.COMPLETED);
            case CLOCK_AHEAD, CLOCK_BEHIND -> Set.of(said < 4 ? CommandState.TIMED_OUT : CommandState.COMPLETED);
            default -> Set.of(CommandState.COMPLETED);
        };
    }

    private void finish(int said) {
        STAGES.subList(said, 4).forEach(this::next);
        next(CommandStage.VERIFIED);
    }

    private void next(CommandStage stage) {
        now += STAGE_SECONDS;
        rig.heard(now);
        rig.report(move, stage, now);
    }

    private void pass(double seconds) {
        for (double until = now + seconds; now < until; now += 10) {
            rig.heard(now);
        }
    }

    private long sent(boolean cancel) {
        return rig.issued.stream().filter(command -> command.cancel() == cancel).count();
    }

    /** Whether another workload that needs five of the target's eight GPUs is refused: w1 holds four. */
    private boolean arrivalRefused() {
        rig.status("n2", LimitLevel.IN_LIMITS, false, 0.9, now);
        rig.workload("other", "n9", 1, 5);
        Proposal other = GateRig.due(move("other", "n9", "n2", 8), now + 1000);
        rig.desk.propose(other);
        return rig.rule(other).equals("TARGET_FULL");
    }

    private boolean actsAgain(boolean arrived) {
        Proposal again = GateRig.due(move("w1", arrived ? "n2" : "n0", "n6", 9, arrived ? 2 : 1), now + 1000);
        rig.desk.propose(again);
        return rig.state(again) == CommandState.ISSUED;
    }
}
