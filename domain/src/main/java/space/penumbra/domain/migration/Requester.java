package space.penumbra.domain.migration;

import java.util.Optional;
import space.penumbra.domain.hazard.Maintenance;

/** Who asked for an action, where a person did: whoever planned the maintenance that empties a node. Stateless. */
public final class Requester {

    private Requester() {}

    /** The person, or nothing if the planner acts on what it foresees. */
    public static Optional<String> of(Proposal proposal, FleetFacts facts) {
        return proposal.reason() != MigrationReason.MAINTENANCE
                ? Optional.empty()
                : facts.hazards(proposal.sourceNodeId()).stream()
                        .filter(window -> window.hazardId().equals(proposal.hazardId()))
                        .findFirst()
                        .flatMap(Maintenance::plannedBy);
    }
}
