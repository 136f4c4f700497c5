package space.penumbra.domain.migration;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Copies of ledger entries with one thing changed, and the commands that they stand for. */
final class Entries {

    /** Steps that are kept of a command's life; what lies between the first and the newest is dropped beyond this. */
    private static final int MAX_STEPS = 40;

    private Entries() {}

    /** The entry in its next state, which the life cycle must permit; the same state again is a note. */
    static CommandEntry step(CommandEntry entry, CommandState to, String rule, String detail, Instant now) {
        if (entry.state() != to) {
            CommandLifeCycle.go(entry.state(), to);
        }
        List<CommandStep> steps = new ArrayList<>(entry.steps());
        if (steps.size() >= MAX_STEPS) {
            steps.remove(1);
        }
        steps.add(new CommandStep(to, detail, now));
        return new CommandEntry(
                entry.proposal(),
                to,
                rule,
                List.copyOf(steps),
                entry.completedMarginSeconds(),
                entry.attempts(),
                now,
                entry.approvals());
    }

    static CommandEntry sentAgain(CommandEntry entry) {
        return with(entry, entry.completedMarginSeconds(), entry.attempts() + 1, entry.approvals());
    }

    static CommandEntry completed(CommandEntry entry, Instant when) {
        double margin = Duration.between(when, entry.proposal().deadline()).toMillis() / 1000.0;
        return with(entry, margin, entry.attempts(), entry.approvals());
    }

    static CommandEntry approvedBy(CommandEntry entry, String operator) {
        List<String> approvals = new ArrayList<>(entry.approvals());
        approvals.add(operator);
        return with(entry, entry.completedMarginSeconds(), entry.attempts(), List.copyOf(approvals));
    }

    private static CommandEntry with(CommandEntry entry, double margin, int attempts, List<String> approvals) {
        return new CommandEntry(
                entry.proposal(),
                entry.state(),
                entry.rule(),
                entry.steps(),
                margin,
                attempts,
                entry.time(),
                approvals);
    }

    /** Whether it was asked back and the executor has not answered. */
    static boolean withdrawing(CommandEntry entry) {
        return entry.rule().equals(GateRule.CANCEL_REQUESTED.name()) || lostTarget(entry);
    }

    /** Whether it was asked back because its target fell silent. */
    static boolean lostTarget(CommandEntry entry) {
        return entry.rule().equals(GateRule.TARGET_LOST.name());
    }

    /** The command that this entry sends, or its withdrawal. */
    static Command command(CommandEntry entry, boolean cancel, Instant now) {
        Proposal proposal = entry.proposal();
        return new Command(
                proposal.commandId(),
                proposal.workloadId(),
                proposal.action(),
                proposal.reason(),
                proposal.sourceNodeId(),
                proposal.targetNodeId(),
                proposal.placementGeneration(),
                proposal.planEpoch(),
                proposal.hazardId(),
                proposal.notBefore(),
                proposal.notAfter(),
                proposal.deadline(),
                cancel,
                now);
    }
}
