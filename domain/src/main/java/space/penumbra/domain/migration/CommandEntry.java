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
 * @param approvals the persons who approved it, in their order
 */
public record CommandEntry(
        Proposal proposal,
        CommandState state,
        String rule,
        List<CommandStep> steps,
        double completedMarginSeconds,
        int attempts,
        Instant time,
        List<String> approvals) {

    /** An entry that nobody had to approve. */
    public CommandEntry(
            Proposal proposal,
            CommandState state,
            String rule,
            List<CommandStep> steps,
            double completedMarginSeconds,
            int attempts,
            Instant time) {
        this(proposal, state, rule, steps, completedMarginSeconds, attempts, time, List.of());
    }

    public String commandId() {
        return proposal.commandId();
    }
}
