package space.penumbra.domain.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static space.penumbra.domain.planning.TestRegion.NOW;
import static space.penumbra.domain.planning.TestRegion.in;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.fleet.WorkloadKind;
import space.penumbra.domain.fleet.WorkloadState;
import space.penumbra.domain.migration.ActionKind;
import space.penumbra.domain.migration.CommandEntry;
import space.penumbra.domain.migration.CommandState;
import space.penumbra.domain.migration.MigrationReason;
import space.penumbra.domain.migration.Proposal;

class CommandBookTest {

    private static final Workload WORKLOAD = TestRegion.batch("w1", "dark");

    private static Proposal proposal(ActionKind action) {
        return new Proposal(
                "c1",
                "w1",
                action,
                MigrationReason.ECLIPSE_INGRESS,
                "dark",
                "lit",
                1,
                1,
                "h1",
                in(6),
                in(42),
                NOW,
                in(5),
                in(5.5),
                28,
                300,
                100,
                0.1,
                3,
                List.of(),
                "",
                NOW);
    }

    private static CommandEntry entry(ActionKind action, CommandState state, Instant time) {
        return TestRegion.entry(proposal(action), state, "", time);
    }

    private static boolean mayMove(Instant now, CommandEntry... entries) {
        return new CommandBook(List.of(entries), List.of()).mayPropose(WORKLOAD, "h1", ActionKind.MIGRATE, now);
    }

    @Test
    void allowsNothingWhileAnythingIsUnderWay() {
        CommandBook pending = new CommandBook(List.of(), List.of(proposal(ActionKind.PAUSE)));

        assertThat(pending.mayPropose(WORKLOAD, "h1", ActionKind.MIGRATE, NOW)).isFalse();
        assertThat(mayMove(NOW, entry(ActionKind.PAUSE, CommandState.HELD, NOW)))
                .isFalse();
        assertThat(mayMove(NOW)).isTrue();
    }

    @Test
    void allowsNothingForAWorkloadOnTheMove() {
        Workload moving = TestRegion.workload("w1", "dark", WorkloadKind.BATCH, WorkloadState.MOVING, 4, 1, "");

        assertThat(new CommandBook(List.of(), List.of()).mayPropose(moving, "h1", ActionKind.PAUSE, NOW))
                .isFalse();
    }

    @Test
    void doesNotRepeatWhatWasDone() {
        assertThat(mayMove(in(60), entry(ActionKind.MIGRATE, CommandState.COMPLETED, NOW)))
                .isFalse();
        assertThat(mayMove(in(60), entry(ActionKind.POWER_CAP, CommandState.COMPLETED, NOW)))
                .isTrue();
    }

    @Test
    void waitsTwiceAsLongAfterEachFailureAndGivesUpAfterFive() {
        List<CommandEntry> failures = new ArrayList<>();
        for (int failed = 1; failed < CommandBook.MAX_ATTEMPTS; failed++) {
            failures.add(entry(ActionKind.MIGRATE, CommandState.FAILED, NOW));
            CommandEntry[] so = failures.toArray(CommandEntry[]::new);
            // 120, 240, 480 and 960 s.
            long wait = 120L << (failed - 1);
            assertThat(mayMove(NOW.plusSeconds(wait - 1), so))
                    .as("%s s", wait - 1)
                    .isFalse();
            assertThat(mayMove(NOW.plusSeconds(wait), so)).as("%s s", wait).isTrue();
        }
        failures.add(entry(ActionKind.MIGRATE, CommandState.FAILED, NOW));
        assertThat(mayMove(NOW.plusSeconds(100_000), failures.toArray(CommandEntry[]::new)))
                .isFalse();
    }

    @Test
    void forgetsWhatEndedLongAgoUnlessItStillHoldsAWorkload() {
        CommandEntry pause = entry(ActionKind.PAUSE, CommandState.COMPLETED, NOW);
        Workload paused = TestRegion.workload("w1", "dark", WorkloadKind.BATCH, WorkloadState.PAUSED, 4, 1, "");

        assertThat(CommandBook.worthKeeping(pause, WORKLOAD, in(119))).isTrue();
        assertThat(CommandBook.worthKeeping(pause, WORKLOAD, in(121))).isFalse();
        assertThat(CommandBook.worthKeeping(pause, null, in(121))).isFalse();
        assertThat(CommandBook.worthKeeping(pause, paused, in(121))).isTrue();
        assertThat(CommandBook.worthKeeping(entry(ActionKind.PAUSE, CommandState.ISSUED, NOW), null, in(121)))
                .isTrue();
    }
}
