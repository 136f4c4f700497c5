package space.penumbra.cli.score;

import java.time.Instant;
import java.util.List;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.migration.CommandEntry;
import space.penumbra.domain.migration.Proposal;

/** Who decides for the fleet. Not thread-safe; one for each run. */
interface Policy {

    /** Does nothing at all. */
    Policy NONE = (now, known) -> List.of();

    /** What it wants now, each half minute. */
    List<Proposal> decide(Instant now, Known known);

    /** The ledger has shown an entry. */
    default void ledger(CommandEntry entry) {}

    /** A node's status has come. */
    default void status(NodeStatus status) {}
}
