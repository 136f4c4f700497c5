package space.penumbra.domain.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static space.penumbra.domain.migration.GateRig.because;
import static space.penumbra.domain.migration.GateRig.move;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.hazard.HazardKind;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.operator.OperatorVerb;

/** What keeps a mistake small: failure domains, pace, breaker, dry run, people who must agree, and a target as it is now. */
class GateSafetyTest {

    private static final Cap WIDE = new Cap(1, 100, 1);
    private static final Cap ONE = new Cap(1, 1, 1);
    private static final GateLimits OPEN = GateLimits.STANDARD
            .withCaps(WIDE, WIDE)
            .withDomainCaps(WIDE, WIDE, WIDE)
            .withPace(WIDE);

    @Test
    void aShellHasItsOwnCap() {
        GateRig rig = new GateRig(OPEN.withDomainCaps(ONE, WIDE, WIDE));
        assertThat(secondOfTwo(rig)).isEqualTo("CAP_SHELL");
    }

    @Test
    void aTenantHasItsOwnCap() {
        GateRig rig = new GateRig(OPEN.withDomainCaps(WIDE, ONE, WIDE));
        rig.workload("w3", "n4", 1, 2, "other", "");
        assertThat(secondOfTwo(rig)).isEqualTo("CAP_TENANT");
        Proposal ofAnother = move("w3", "n4", "n5", 1);
        rig.desk.propose(ofAnother);
        assertThat(rig.state(ofAnother)).isEqualTo(CommandState.ISSUED);
    }

    @Test
    void oneHazardDoesNotUseUpWhatOthersNeed() {
        GateRig rig = new GateRig(OPEN.withDomainCaps(WIDE, WIDE, ONE));
        rig.workload("w3", "n4", 1, 2);
        assertThat(secondOfTwo(rig)).isEqualTo("CAP_HAZARD");
        Proposal ofAnother = because(MigrationReason.THERMAL_LIMIT, "hot", move("w3", "n4", "n5", 1));
        rig.desk.propose(ofAnother);
        assertThat(rig.state(ofAnother)).isEqualTo(CommandState.ISSUED);
    }

    private static String secondOfTwo(GateRig rig) {
        Proposal first = move("w1", "n0", "n2", 1);
        Proposal second = move("w2", "n1", "n3", 1);
        rig.time(50);
        rig.desk.propose(first);
        rig.desk.propose(second);
        assertThat(rig.state(first)).isEqualTo(CommandState.ISSUED);
        return rig.rule(second);
    }

    @Test
    void aShareHoldsInASmallDomainAndANumberInALargeOne() {
        Cap cap = new Cap(2, 24, 0.1);
        assertThat(cap.of(5)).isEqualTo(2); // the least
        assertThat(cap.of(100)).isEqualTo(10); // the share
        assertThat(cap.of(10_000)).isEqualTo(24); // the number
    }

    @Test
    void afterAHoldWhatWaitedLeavesAtThePaceMostUrgentFirstAndNothingStaleLeaves() {
        GateRig rig = new GateRig(OPEN.withPace(new Cap(3, 3, 1)));
        rig.hold();
        List<Proposal> waiting = IntStream.range(0, 10)
                .mapToObj(i -> {
                    rig.workload("c" + i, "n" + i % 5, 1, 1);
                    return GateRig.due(
                            move("c" + i, "n" + i % 5, "n" + (5 + i % 5), 1), 890 - 10 * i); // c9 the most urgent
                })
                .toList();
        waiting.forEach(rig.desk::propose);
        Proposal stale = GateRig.due(move("w1", "n0", "n9", 1), 500);
        rig.desk.propose(stale);
        rig.heard(600);
        assertThat(rig.issued).isEmpty();

        rig.act(OperatorVerb.RELEASE, "fleet");
        assertThat(rig.issued).extracting(Command::workloadId).containsExactly("c9", "c8", "c7");
        rig.heard(605);
        assertThat(rig.issued).hasSize(3);
        for (int second = 610; second <= 640; second += 10) {
            int before = rig.issued.size();
            rig.heard(second);
            assertThat(rig.issued.size() - before).isLessThanOrEqualTo(3);
        }
        assertThat(rig.issued).extracting(Command::workloadId).hasSize(10).doesNotHaveDuplicates();
        assertThat(rig.state(stale)).isEqualTo(CommandState.EXPIRED);
    }

    @Test
    void aRestartDoesNotForgetThePace() {
        GateRig rig = new GateRig(OPEN.withPace(ONE));
        rig.time(50);
        rig.desk.propose(move("w1", "n0", "n2", 1));
        Proposal second = move("w2", "n1", "n3", 1);
        GateRig again = rig.restarted();
        again.time(52);
        again.desk.propose(second);
        assertThat(again.rule(second)).isEqualTo("PACE");
        again.time(61);
        assertThat(again.state(second)).isEqualTo(CommandState.ISSUED);
    }

    @Test
    void aDryRunDecidesAndShowsEverythingAndLetsNothingOut() {
        GateRig rig = new GateRig(OPEN.withDryRun(true));
        Proposal good = move("w1", "n0", "n2", 1);
        Proposal bad = move("w2", "n1", "n2", 1);
        rig.hazard("n2", HazardKind.UMBRA, 5000, 6000);
        rig.status("n3", LimitLevel.IN_LIMITS, true);
        rig.desk.propose(good);
        rig.desk.propose(because(MigrationReason.ECLIPSE_INGRESS, "x", move("w2", "n1", "n3", 1)));
        rig.heard(60);
        assertThat(rig.rule(good)).isEqualTo("DRY_RUN");
        assertThat(rig.ledger.get(bad.commandId())).isNull();
        assertThat(rig.ledger.values()).extracting(CommandEntry::rule).contains("TARGET_SILENT");
        rig.heard(801);
        assertThat(rig.state(good)).isEqualTo(CommandState.EXPIRED);
        assertThat(rig.issued).isEmpty();
    }

    @Test
    void aDryRunThatInheritsCommandsUnderWaySendsNothingEither() {
        GateRig rig = new GateRig(OPEN);
        rig.time(50);
        Proposal move = move("w1", "n0", "n2", 1);
        rig.desk.propose(move);
        GateRig dry = rig.restarted(OPEN.withDryRun(true));
        dry.heard(60);
        dry.act(OperatorVerb.CANCEL, move.commandId());
        dry.heard(400);
        dry.heard(1000);
        assertThat(dry.issued).isEmpty();
    }

    @Test
    void twoDifferentPersonsMustAgreeToInterruptTheLargest() {
        GateRig rig = new GateRig(OPEN.withApproval(new ApprovalLimits(2, 10, 4)));
        Proposal large = move("w1", "n0", "n2", 1); // 4 GPUs
        rig.time(50);
        rig.desk.propose(large);
        rig.act(OperatorVerb.APPROVE, large.commandId(), "mia");
        rig.act(OperatorVerb.APPROVE, large.commandId(), "mia");
        assertThat(rig.state(large)).isEqualTo(CommandState.AWAITING_APPROVAL);
        assertThat(rig.ledger.get(large.commandId()).approvals()).containsExactly("mia");

        GateRig again = rig.restarted();
        again.time(51);
        again.act(OperatorVerb.APPROVE, large.commandId(), "ben");
        assertThat(again.state(large)).isEqualTo(CommandState.ISSUED);
        assertThat(again.ledger.get(large.commandId()).approvals()).containsExactly("mia", "ben");
    }

    @Test
    void whoPlannedTheMaintenanceDoesNotApproveItsMoves() {
        GateRig rig = new GateRig(OPEN.withApproval(new ApprovalLimits(2, 10, 512)));
        rig.hazard("n0", HazardKind.MAINTENANCE, 1000, 3000, "maintenance planned by mia: new pump");
        Proposal move = because(MigrationReason.MAINTENANCE, "n0MAINTENANCE", move("w1", "n0", "n2", 1));
        rig.time(50);
        rig.desk.propose(move);
        rig.act(OperatorVerb.APPROVE, move.commandId(), "mia");
        assertThat(rig.state(move)).isEqualTo(CommandState.AWAITING_APPROVAL);
        rig.act(OperatorVerb.APPROVE, move.commandId(), "ben");
        assertThat(rig.state(move)).isEqualTo(CommandState.ISSUED);
    }

    @Test
    void aHazardThatIsOverDoesNotBarATarget() {
        GateRig rig = new GateRig(OPEN);
        // Fled while the umbra from 1000 s to 3000 s goes on; the target's own umbra ended at 1100 s.
        rig.hazard("n2", HazardKind.UMBRA, 400, 1100);
        rig.hazard("n3", HazardKind.UMBRA, 400, 1300);
        Proposal over = GateRig.due(move("w1", "n0", "n2", 1), 2000);
        Proposal goesOn = GateRig.due(move("w2", "n1", "n3", 1), 2000);
        rig.heard(1200);
        rig.status("n3", LimitLevel.IN_LIMITS, false, 0.45, 1200);
        rig.desk.propose(over);
        rig.desk.propose(goesOn);
        assertThat(rig.state(over)).isEqualTo(CommandState.ISSUED);
        assertThat(rig.rule(goesOn)).isEqualTo("TARGET_HAZARD");
    }

    @Test
    void judgesTheTargetAsItIsJustBeforeTheCommandLeaves() {
        GateRig rig = new GateRig(OPEN);
        rig.workload("sibling", "n4", 1, 1, "t", "gang");
        rig.workload("w3", "n5", 1, 1, "t", "gang");
        Proposal unheard = move("w1", "n0", "n2", 1);
        Proposal low = move("w2", "n1", "n3", 1);
        Proposal group = move("w3", "n5", "n4", 1);
        List.of(unheard, low, group).forEach(rig.desk::propose);
        assertThat(rig.state(unheard)).isEqualTo(CommandState.PROPOSED);
        assertThat(rig.state(low)).isEqualTo(CommandState.PROPOSED);

        rig.status("n3", LimitLevel.IN_LIMITS, false, 0.3, 190);
        rig.status("n4", LimitLevel.IN_LIMITS, false, 0.9, 190);
        rig.time(190); // n2 was last heard at 0 s, 180 s are allowed
        assertThat(rig.rule(unheard)).isEqualTo("TARGET_UNHEARD");
        assertThat(rig.rule(low)).isEqualTo("TARGET_FLOOR");
        assertThat(rig.rule(group)).isEqualTo("TARGET_GROUP");
        rig.status("n3", LimitLevel.IN_LIMITS, false, 0.5, 191);
        rig.heard(192);
        assertThat(rig.state(unheard)).isEqualTo(CommandState.ISSUED);
        assertThat(rig.state(low)).isEqualTo(CommandState.ISSUED);
    }

    @Test
    void whenCommandsFailMovesStopAndPausesDoNotAndItOpensAgainByItself() {
        GateRig rig = new GateRig(OPEN);
        rig.time(50);
        for (int i = 0; i < 10; i++) {
            rig.workload("c" + i, "n" + i % 5, 1, 1);
            Proposal move = move("c" + i, "n" + i % 5, "n" + (5 + i % 5), 1);
            rig.desk.propose(move);
            rig.report(move, i < 5 ? CommandStage.VERIFIED : CommandStage.FAILED, 60 + i); // 5 of 10, 4 are allowed
        }
        rig.heard(80);
        Proposal move = GateRig.due(move("w1", "n0", "n2", 1), 2000);
        Proposal pause = GateRig.pause("w2", "n1");
        rig.desk.propose(move);
        rig.desk.propose(pause);
        assertThat(rig.rule(move)).isEqualTo("BREAKER");
        assertThat(rig.state(pause)).isEqualTo(CommandState.ISSUED);

        GateRig again = rig.restarted();
        again.heard(90);
        assertThat(again.rule(move)).isEqualTo("BREAKER");
        again.heard(70 + 900);
        assertThat(again.state(move)).isEqualTo(CommandState.ISSUED);
    }
}
