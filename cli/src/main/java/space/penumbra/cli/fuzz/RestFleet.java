package space.penumbra.cli.fuzz;

import java.time.Instant;
import java.util.List;
import space.penumbra.control.view.FleetView;
import space.penumbra.domain.alarm.AlarmChange;
import space.penumbra.domain.alarm.AlarmDesk;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.alarm.DeliveryFailure;
import space.penumbra.domain.fleet.Illumination;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.migration.ActionKind;
import space.penumbra.domain.migration.CommandEntry;
import space.penumbra.domain.migration.CommandState;
import space.penumbra.domain.migration.MigrationReason;
import space.penumbra.domain.migration.Proposal;

/** A small fleet in which every request has something to act upon. Stateless. */
final class RestFleet {

    static final Instant NOW = Instant.parse("2026-06-21T12:00:00Z");
    static final String NODE = "a";
    static final String RULE = "gpu-temperature";
    static final String COMMAND = "command-1";
    static final String MESSAGE = "message-1";

    private RestFleet() {}

    /** A view with a node, its alarm, a command that waits for approval and a message that nobody took. */
    static FleetView view() {
        FleetView view = new FleetView();
        view.put(node());
        view.put(status());
        view.put(AlarmDesk.hear(null, alarm()).orElseThrow());
        view.put(command());
        view.put(new DeliveryFailure(MESSAGE, "pager", "{}", 9, "no answer", NOW));
        return view;
    }

    private static NodeSpec node() {
        return new NodeSpec(
                NODE, "t", "8x GPU", "s", 1, 8, 80, 100, 700, 500, 9000, 10_000, 0.3, 8000, 100, 10, "orbital", false,
                NOW);
    }

    private static NodeStatus status() {
        return new NodeStatus(
                NODE,
                LimitLevel.WARNING,
                false,
                Illumination.SUNLIT,
                12,
                -45,
                650,
                0.9,
                9000,
                6000,
                3000,
                0.8,
                91,
                40,
                3,
                0,
                0.5,
                1,
                "",
                100,
                NOW);
    }

    static AlarmEvent alarm() {
        return new AlarmEvent(
                AlarmEvent.key(NODE, RULE),
                NODE,
                RULE,
                AlarmChange.RAISED,
                LimitLevel.WARNING,
                1,
                91,
                88,
                "Cel",
                "SUNLIT",
                "GPU at 91 Cel, limit 88",
                false,
                NOW);
    }

    private static CommandEntry command() {
        Proposal proposal = new Proposal(
                COMMAND,
                "workload-1",
                ActionKind.MIGRATE,
                MigrationReason.ECLIPSE_INGRESS,
                NODE,
                "b",
                1,
                1,
                "a:UMBRA",
                NOW.plusSeconds(1000),
                NOW.plusSeconds(3000),
                NOW,
                NOW.plusSeconds(800),
                NOW.plusSeconds(1000),
                120,
                780,
                100,
                0.2,
                3.5,
                List.of(),
                "moves ahead of the eclipse",
                NOW,
                List.of());
        return new CommandEntry(
                proposal, CommandState.AWAITING_APPROVAL, "approval", List.of(), Double.NaN, 0, NOW, List.of());
    }
}
