package space.penumbra.domain.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static space.penumbra.domain.migration.GateRig.at;
import static space.penumbra.domain.migration.GateRig.move;

import org.junit.jupiter.api.Test;
import space.penumbra.domain.hazard.HazardKind;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.operator.OperatorVerb;

/** The gate's rules and the ledger's steps, one by one. Ten nodes n0 to n9 of 8 GPUs in one plane; w1 on n0, w2 on n1. */
class CommandDeskTest {

    private final GateRig rig = new GateRig(GateLimits.STANDARD);

    @Test
    void leavesWithItsLeadBeforeTheStartAndNotEarlier() {
        Proposal move = move("w1", "n0", "n2", 1);
        rig.desk.propose(move);
        rig.time(39);
        assertThat(rig.state(move)).isEqualTo(CommandState.PROPOSED);
        rig.time(40); // start at 100 s, lead 60 s
        assertThat(rig.state(move)).isEqualTo(CommandState.ISSUED);
        assertThat(rig.issued).singleElement().satisfies(command -> {
            assertThat(command.notAfter()).isEqualTo(move.notAfter());
            assertThat(command.time()).isEqualTo(at(40));
        });
    }

    @Test
    void refusesADuplicateWithoutTouchingItsEntry() {
        Proposal move = move("w1", "n0", "n2", 1);
        assertThat(rig.desk.propose(move)).isEmpty();
        assertThat(rig.desk.propose(move)).map(Refusal::rule).contains(GateRule.DUPLICATE);
        assertThat(rig.ledger).hasSize(1);
    }

    @Test
    void theSameWishOfANewerPlanDoesNotMultiply() {
        rig.desk.propose(move("w1", "n0", "n2", 1));
        assertThat(rig.desk.propose(move("w1", "n0", "n2", 2)))
                .map(Refusal::rule)
                .contains(GateRule.DUPLICATE);
    }

    @Test
    void aNewerPlanTakesThePlaceOfAWaitingOneAndAnOlderPlanIsStale() {
        Proposal first = move("w1", "n0", "n2", 4);
        Proposal newer = move("w1", "n0", "n3", 5);
        Proposal older = move("w1", "n0", "n4", 3);
        rig.desk.propose(first);
        rig.desk.propose(newer);
        rig.desk.propose(older);
        assertThat(rig.state(first)).isEqualTo(CommandState.CANCELLED);
        assertThat(rig.rule(first)).isEqualTo("SUPERSEDED");
        assertThat(rig.state(newer)).isEqualTo(CommandState.PROPOSED);
        assertThat(rig.rule(older)).isEqualTo("STALE_EPOCH");
    }

    @Test
    void refusesAnotherPlacementAndWaitsForOneThatIsStillToCome() {
        rig.workload("w1", "n0", 2, 4);
        Proposal old = move("w1", "n0", "n2", 1);
        Proposal early = GateRig.move("w2", "n1", "n2", 1, 2);
        rig.desk.propose(old);
        rig.desk.propose(early);
        assertThat(rig.rule(old)).isEqualTo("STALE_PLACEMENT");
        assertThat(rig.state(early)).isEqualTo(CommandState.HELD);
        rig.workload("w2", "n1", 2, 4);
        assertThat(rig.state(early)).isEqualTo(CommandState.PROPOSED);
    }

    @Test
    void refusesWhatComesTooLateAndExpiresWhatWaitedTooLong() {
        Proposal waiting = move("w1", "n0", "n2", 1);
        rig.hold();
        rig.desk.propose(waiting);
        rig.time(801); // latest start 800 s
        assertThat(rig.state(waiting)).isEqualTo(CommandState.EXPIRED);
        Proposal late = move("w2", "n1", "n2", 1);
        rig.desk.propose(late);
        assertThat(rig.state(late)).isEqualTo(CommandState.REFUSED);
        assertThat(rig.rule(late)).isEqualTo("PAST_NOT_AFTER");
    }

    @Test
    void waitsWhileTheTargetIsSilentOrAlarmedOrFull() {
        rig.status("n2", LimitLevel.IN_LIMITS, true);
        rig.status("n3", LimitLevel.CRITICAL, false);
        rig.workload("w9", "n4", 1, 5);
        Proposal silent = move("w1", "n0", "n2", 1);
        Proposal alarmed = move("w2", "n1", "n3", 1);
        Proposal full = move("w3", "n5", "n4", 1);
        rig.workload("w3", "n5", 1, 4); // 5 taken + 4 needed > 8
        rig.desk.propose(silent);
        rig.desk.propose(alarmed);
        rig.desk.propose(full);
        rig.time(100);
        assertThat(rig.rule(silent)).isEqualTo("TARGET_SILENT");
        assertThat(rig.rule(alarmed)).isEqualTo("TARGET_ALARM");
        assertThat(rig.rule(full)).isEqualTo("TARGET_FULL");
        assertThat(rig.issued).isEmpty();

        rig.status("n2", LimitLevel.IN_LIMITS, false);
        rig.status("n3", LimitLevel.WARNING, false);
        rig.time(102);
        assertThat(rig.issued).hasSize(2);
    }

    @Test
    void refusesATargetThatMeetsTheSameHazardItself() {
        rig.hazard("n2", HazardKind.UMBRA, 1500, 2500);
        rig.status("n2", LimitLevel.IN_LIMITS, false, 0.45, 0);
        rig.hazard("n3", HazardKind.UMBRA, 3000, 4000); // begins when the one we flee from ends
        Proposal into = move("w1", "n0", "n2", 1);
        Proposal clear = move("w2", "n1", "n3", 1);
        rig.desk.propose(into);
        rig.desk.propose(clear);
        assertThat(rig.state(into)).isEqualTo(CommandState.REFUSED);
        assertThat(rig.rule(into)).isEqualTo("TARGET_HAZARD");
        assertThat(rig.state(clear)).isEqualTo(CommandState.PROPOSED);
    }

    @Test
    void aShadowBarsNoTargetWhoseBatteryIsFullUnlessItIsExpectedToFall() {
        rig.hazard("n2", HazardKind.UMBRA, 1500, 2500);
        Proposal carried = move("w1", "n0", "n2", 1);
        rig.desk.propose(carried);
        assertThat(rig.state(carried)).isEqualTo(CommandState.PROPOSED);

        rig.emptyingShadow("n3", 1500, 2500);
        Proposal falling = move("w2", "n1", "n3", 1);
        rig.desk.propose(falling);
        assertThat(rig.rule(falling)).isEqualTo("TARGET_HAZARD");
    }

    @Test
    void placesThatAreOnTheirWayCountAsTaken() {
        rig.workload("w1", "n0", 1, 5);
        rig.workload("w2", "n1", 1, 5);
        Proposal first = move("w1", "n0", "n2", 1);
        Proposal second = move("w2", "n1", "n2", 1);
        rig.desk.propose(first);
        rig.desk.propose(second);
        assertThat(rig.rule(second)).isEqualTo("TARGET_FULL");
        rig.act(OperatorVerb.CANCEL, first.commandId());
        rig.time(10);
        assertThat(rig.state(second)).isEqualTo(CommandState.PROPOSED);
    }

    @Test
    void refusesSecondMoveWhileFirstIsInFlight() {
        Proposal first = move("w1", "n0", "n2", 1);
        rig.desk.propose(first);
        rig.time(50);
        Proposal second = move("w1", "n0", "n3", 2);
        rig.desk.propose(second);
        assertThat(rig.rule(second)).isEqualTo("WORKLOAD_BUSY");
        assertThat(rig.issued).hasSize(1);
    }

    @Test
    void neverMoreInFlightThanTheCapsAndTheRestFollows() {
        // Ten nodes in one plane: 20 % of the fleet is 2 commands in flight.
        for (int i = 0; i < 4; i++) {
            rig.workload("c" + i, "n" + i, 1, 2);
            rig.desk.propose(move("c" + i, "n" + i, "n" + (5 + i), 1));
        }
        rig.time(50);
        assertThat(rig.issued).hasSize(2);
        assertThat(rig.ledger.values())
                .filteredOn(entry -> entry.rule().equals("CAP_FLEET"))
                .hasSize(2);

        Proposal first = rig.ledger.get(rig.issued.get(0).commandId()).proposal();
        rig.report(first, CommandStage.ACCEPTED, 110);
        rig.report(first, CommandStage.VERIFIED, 120);
        rig.time(121);
        assertThat(rig.issued).hasSize(3);
    }

    @Test
    void thePlaneHasItsOwnCap() {
        GateRig narrow = new GateRig(GateLimits.STANDARD.withCaps(new Cap(1, 1, 1), new Cap(1, 100, 1)));
        narrow.desk.propose(move("w1", "n0", "n2", 1));
        narrow.desk.propose(move("w2", "n1", "n3", 1));
        narrow.time(50);
        assertThat(narrow.issued).hasSize(1);
        assertThat(narrow.ledger.values()).extracting(CommandEntry::rule).contains("CAP_PLANE");
    }

    @Test
    void aLargeWorkloadWaitsForAPersonAndHoldStillCounts() {
        GateRig strict = new GateRig(GateLimits.STANDARD.withApproval(new ApprovalLimits(4, 10, 512)));
        Proposal move = move("w1", "n0", "n2", 1);
        strict.desk.propose(move);
        strict.time(50);
        assertThat(strict.state(move)).isEqualTo(CommandState.AWAITING_APPROVAL);
        strict.hold();
        strict.act(OperatorVerb.APPROVE, move.commandId());
        assertThat(strict.state(move)).isEqualTo(CommandState.HELD);
        strict.act(OperatorVerb.RELEASE, "fleet");
        assertThat(strict.state(move)).isEqualTo(CommandState.ISSUED);
        assertThat(strict.issued).hasSize(1);
    }

    @Test
    void aRejectedProposalIsNeverIssued() {
        GateRig strict = new GateRig(GateLimits.STANDARD.withApproval(new ApprovalLimits(4, 10, 512)));
        Proposal move = move("w1", "n0", "n2", 1);
        strict.desk.propose(move);
        strict.act(OperatorVerb.REJECT, move.commandId());
        strict.act(OperatorVerb.APPROVE, move.commandId());
        strict.time(50);
        assertThat(strict.state(move)).isEqualTo(CommandState.CANCELLED);
        assertThat(strict.issued).isEmpty();
    }

    @Test
    void anUnheardCommandIsSentThreeTimesThenGivenUpAndWithdrawn() {
        Proposal move = move("w1", "n0", "n2", 1);
        rig.desk.propose(move);
        rig.time(50);
        rig.time(221); // 120 s after its start
        rig.time(342);
        assertThat(rig.issued).extracting(Command::cancel).containsExactly(false, false, false);
        rig.time(463);
        assertThat(rig.state(move)).isEqualTo(CommandState.TIMED_OUT);
        assertThat(rig.issued).extracting(Command::cancel).containsExactly(false, false, false, true);
        rig.report(move, CommandStage.VERIFIED, 500);
        assertThat(rig.state(move)).isEqualTo(CommandState.COMPLETED);
    }

    @Test
    void nothingIsSentAgainUnderHold() {
        Proposal move = move("w1", "n0", "n2", 1);
        rig.desk.propose(move);
        rig.time(50);
        rig.hold();
        rig.time(400);
        assertThat(rig.issued).hasSize(1);
        rig.act(OperatorVerb.RELEASE, "fleet");
        assertThat(rig.issued).hasSize(2);
    }

    @Test
    void aStageThatTakesTooLongTimesOut() {
        Proposal move = move("w1", "n0", "n2", 1);
        rig.desk.propose(move);
        rig.time(50);
        rig.report(move, CommandStage.ACCEPTED, 100);
        rig.report(move, CommandStage.TRANSFERRED, 130); // implies CHECKPOINTED
        rig.time(730);
        assertThat(rig.state(move)).isEqualTo(CommandState.TRANSFERRED);
        rig.time(731); // 600 s after the last news
        assertThat(rig.state(move)).isEqualTo(CommandState.TIMED_OUT);
        assertThat(rig.issued).extracting(Command::cancel).containsExactly(false, true); // undone unless verified
    }

    @Test
    void aCapAndAMoveOfOneWorkloadAreNeverUnderWayTogether() {
        Proposal cap = GateRig.cap("w1", "n0", 5);
        Proposal move = move("w1", "n0", "n2", 2);
        rig.desk.propose(cap);
        rig.time(90);
        rig.report(cap, CommandStage.ACCEPTED, 101);
        rig.desk.propose(move);
        rig.time(110);
        assertThat(rig.state(move)).isEqualTo(CommandState.HELD);
        assertThat(rig.issued).hasSize(1);
        rig.report(cap, CommandStage.VERIFIED, 111);
        rig.time(112);
        assertThat(rig.state(move)).isEqualTo(CommandState.ISSUED);
    }

    @Test
    void completionFreesTheSourceFillsTheTargetAndKnowsItsMargin() {
        rig.workload("w1", "n0", 1, 8);
        Proposal move = move("w1", "n0", "n2", 1);
        rig.desk.propose(move);
        rig.time(50);
        rig.report(move, CommandStage.ACCEPTED, 100);
        rig.report(move, CommandStage.VERIFIED, 220);
        CommandEntry done = rig.ledger.get(move.commandId());
        assertThat(done.state()).isEqualTo(CommandState.COMPLETED);
        assertThat(done.completedMarginSeconds()).isEqualTo(780); // deadline at 1000 s
        assertThat(done.steps()).extracting(CommandStep::state).endsWith(CommandState.ACCEPTED, CommandState.COMPLETED);

        Proposal next = move("w2", "n1", "n2", 1);
        rig.desk.propose(next);
        assertThat(rig.rule(next)).isEqualTo("TARGET_FULL");
    }

    @Test
    void cancellingInFlightAsksTheExecutorAndBelievesIt() {
        Proposal move = move("w1", "n0", "n2", 1);
        rig.desk.propose(move);
        rig.time(50);
        rig.report(move, CommandStage.ACCEPTED, 100);
        rig.act(OperatorVerb.CANCEL, move.commandId());
        rig.act(OperatorVerb.CANCEL, move.commandId());
        assertThat(rig.issued).extracting(Command::cancel).containsExactly(false, true);
        rig.report(move, CommandStage.TRANSFERRED, 120); // too late to cancel: the work goes on
        rig.report(move, CommandStage.VERIFIED, 140);
        assertThat(rig.state(move)).isEqualTo(CommandState.COMPLETED);
    }

    @Test
    void afterACrashItGoesOnFromMemoryAlone() {
        Proposal move = move("w1", "n0", "n2", 1);
        rig.desk.propose(move);
        rig.time(50);
        Proposal waiting = move("w2", "n1", "n3", 1);
        rig.hold();
        rig.desk.propose(waiting);
        GateRig again = rig.restarted();
        again.time(51);
        assertThat(again.issued).isEmpty();
        again.act(OperatorVerb.RELEASE, "fleet");
        assertThat(again.desk.propose(move)).map(Refusal::rule).contains(GateRule.DUPLICATE);
        assertThat(again.issued).extracting(Command::commandId).containsExactly(waiting.commandId());
        again.report(move, CommandStage.ACCEPTED, 100);
        assertThat(again.state(move)).isEqualTo(CommandState.ACCEPTED);
    }

    @Test
    void whatIsLongOverIsForgottenAndItsRepetitionRefused() {
        Proposal move = move("w1", "n0", "n2", 1);
        rig.desk.propose(move);
        rig.act(OperatorVerb.CANCEL, move.commandId());
        rig.time(1000 + 24 * 3600);
        rig.desk.prune();
        assertThat(rig.memory.command(move.commandId())).isPresent();
        rig.time(1001 + 24 * 3600);
        rig.desk.prune();
        assertThat(rig.memory.command(move.commandId())).isEmpty();
        rig.desk.propose(move);
        assertThat(rig.rule(move)).isEqualTo("PAST_NOT_AFTER");
    }

    @Test
    void mistakesInTheLimitsAreAllNamed() {
        assertThat(GateLimits.STANDARD.mistakes()).isEmpty();
        GateLimits wrong = GateLimits.STANDARD
                .withCaps(new Cap(1, 0, 2), new Cap(1, 1, 0))
                .withApproval(new ApprovalLimits(1, -1, 1));
        assertThat(wrong.mistakes()).hasSize(4).anyMatch(sentence -> sentence.contains("plane cap is 0"));
    }
}
