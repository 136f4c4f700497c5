package space.penumbra.domain.migration;

import java.time.Instant;
import java.util.List;

/**
 * An entry of the ledger: a command from proposal to end.
 *
 * @param proposal what was wanted and why
 * @param state where it stands
 * @param rule the rule that refused or holds it, empty if none
 * @param steps its life so far, oldest first
 * @param completedMarginSeconds from completion to the deadline, negative if it came late; NaN before completion
 * @param attempts how often it was sent to the executor
 * @param time event time of the last step
 */
public record CommandEntry(
        Proposal proposal,
        CommandState state,
        String rule,
        List<CommandStep> steps,
        double completedMarginSeconds,
        int attempts,
        Instant time) {

    public String commandId() {
        return proposal.commandId();
    }
}
