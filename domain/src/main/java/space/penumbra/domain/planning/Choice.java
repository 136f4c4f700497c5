package space.penumbra.domain.planning;

import space.penumbra.domain.migration.ActionKind;

/**
 * What a plan chose for a workload under a hazard; the next plan leans to it.
 *
 * @param action what was chosen; RIDE means that nothing is done
 * @param targetNodeId where it would go; empty unless the action is MIGRATE
 * @param hazardId the hazard
 */
public record Choice(ActionKind action, String targetNodeId, String hazardId) {

    boolean sameAs(ActionKind otherAction, String otherTarget, String otherHazard) {
        return action == otherAction && targetNodeId.equals(otherTarget) && hazardId.equals(otherHazard);
    }
}
