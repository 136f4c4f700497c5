package space.penumbra.webhooks;

import java.time.Instant;
import java.util.List;
import space.penumbra.domain.alarm.AlarmChange;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.migration.ActionKind;
import space.penumbra.domain.migration.Alternative;
import space.penumbra.domain.migration.CommandEntry;
import space.penumbra.domain.migration.CommandState;
import space.penumbra.domain.migration.CommandStep;
import space.penumbra.domain.migration.MigrationReason;
import space.penumbra.domain.migration.Proposal;

/** Events for tests. */
final class Events {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Events() {}

    static AlarmEvent alarm(String node, AlarmChange change, LimitLevel level) {
        return alarm(node, change, level, false);
    }

    static AlarmEvent alarm(String node, AlarmChange change, LimitLevel level, boolean historical) {
        return new AlarmEvent(
                AlarmEvent.key(node, "gpu-hot"),
                node,
                "gpu-hot",
                change,
                level,
                1,
                91.5,
                90,
                "Cel",
                "SUNLIT",
                "GPU at 91.5 °C, limit 90 °C in sunlight",
                historical,
                NOON);
    }

    static CommandEntry command(CommandState state) {
        Proposal proposal = new Proposal(
                "c-1",
                "training-7",
                ActionKind.MIGRATE,
                MigrationReason.ECLIPSE_INGRESS,
                "dd650-03-07",
                "dd650-04-01",
                3,
                12,
                "h-1",
                NOON.plusSeconds(600),
                NOON.plusSeconds(1800),
                NOON,
                NOON.plusSeconds(300),
                NOON.plusSeconds(570),
                120,
                450,
                40,
                0.2,
                3.5,
                List.of(new Alternative(ActionKind.PAUSE, "", Double.POSITIVE_INFINITY, "not feasible")),
                "umbra begins at 12:10",
                NOON);
        return new CommandEntry(proposal, state, "", List.of(new CommandStep(state, "", NOON)), Double.NaN, 1, NOON);
    }
}
