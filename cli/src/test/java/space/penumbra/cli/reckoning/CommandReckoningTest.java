package space.penumbra.cli.reckoning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.migration.ActionKind;
import space.penumbra.domain.migration.Command;
import space.penumbra.domain.migration.CommandEntry;
import space.penumbra.domain.migration.CommandEvent;
import space.penumbra.domain.migration.CommandStage;
import space.penumbra.domain.migration.CommandState;
import space.penumbra.domain.migration.MigrationReason;
import space.penumbra.domain.migration.Proposal;

class CommandReckoningTest {

    private static final Instant T0 = Instant.parse("2026-11-22T12:00:00Z");

    private final CommandReckoning reckoning = new CommandReckoning();

    @Test
    void countsACommandThatWasCarriedOutOnce() {
        reckoning.proposal("c1");
        reckoning.issued(command("c1", "w1"));
        reckoning.report(verified("c1", "w1", 2, 60));
        reckoning.entry(entry("c1", CommandState.COMPLETED));
        assertThat(reckoning.result()).isEqualTo(new CommandReckoning.Result(1, 1, 1, 0, 0, 0));
    }

    @Test
    void doesNotTakeARepeatedReportForASecondEffect() {
        reckoning.issued(command("c1", "w1"));
        reckoning.report(verified("c1", "w1", 2, 60));
        reckoning.report(verified("c1", "w1", 2, 60));
        reckoning.entry(entry("c1", CommandState.COMPLETED));
        assertThat(reckoning.result().duplicated()).isZero();
    }

    @Test
    void noticesAnEffectThatHappenedTwice() {
        reckoning.issued(command("c1", "w1"));
        reckoning.report(verified("c1", "w1", 2, 60));
        reckoning.report(verified("c1", "w1", 3, 90));
        reckoning.entry(entry("c1", CommandState.COMPLETED));
        assertThat(reckoning.result().duplicated()).isEqualTo(1);
    }

    @Test
    void noticesTwoCommandsThatMadeTheSameMove() {
        for (String id : List.of("c1", "c2")) {
            reckoning.issued(command(id, "w1"));
            reckoning.report(verified(id, "w1", 2, 60));
            reckoning.entry(entry(id, CommandState.COMPLETED));
        }
        assertThat(reckoning.result().duplicated()).isEqualTo(1);
    }

    @Test
    void noticesWhatTheLedgerDoesNotKnow() {
        reckoning.issued(command("never entered", "w1"));
        reckoning.issued(command("done unseen", "w2"));
        reckoning.report(verified("done unseen", "w2", 2, 60));
        reckoning.entry(entry("done unseen", CommandState.ISSUED));
        reckoning.entry(entry("never sent", CommandState.ISSUED));
        assertThat(reckoning.result().lost()).isEqualTo(3);
    }

    @Test
    void givesACommandUpOnlyLongAfterItsLatestStart() {
        reckoning.issued(command("c1", "w1"));
        reckoning.entry(entry("c1", CommandState.ISSUED));
        // It must start within 5 minutes, and has 10 more to be heard of.
        reckoning.now(T0.plusSeconds(14 * 60));
        assertThat(reckoning.result().lost()).isZero();
        reckoning.now(T0.plusSeconds(16 * 60));
        assertThat(reckoning.result().lost()).isEqualTo(1);
    }

    private static Command command(String id, String workload) {
        return new Command(
                id,
                workload,
                ActionKind.MIGRATE,
                MigrationReason.ECLIPSE_INGRESS,
                "a",
                "b",
                1,
                1,
                "h",
                T0,
                T0.plusSeconds(300),
                T0.plusSeconds(600),
                false,
                T0);
    }

    private static CommandEvent verified(String id, String workload, long generation, long second) {
        return new CommandEvent(id, workload, "b", CommandStage.VERIFIED, generation, "", T0.plusSeconds(second));
    }

    private static CommandEntry entry(String id, CommandState state) {
        Proposal proposal = new Proposal(
                id,
                "w",
                ActionKind.MIGRATE,
                MigrationReason.ECLIPSE_INGRESS,
                "a",
                "b",
                1,
                1,
                "h",
                T0,
                T0,
                T0,
                T0,
                T0,
                1,
                1,
                1,
                1,
                1,
                List.of(),
                "",
                T0);
        return new CommandEntry(proposal, state, "", List.of(), Double.NaN, 1, T0);
    }
}
