package space.penumbra.domain.migration;

import java.util.List;

/**
 * How long the ledger waits for each stage of an accepted command before it gives the command up.
 *
 * @param checkpointSeconds from accepted (or the planned start, whichever is later) to checkpointed, above 0
 * @param transferSeconds least time from checkpointed to transferred, above 0
 * @param transferFactor the transfer may also take this many times the expected duration of the whole command, at least 1
 * @param restoreSeconds from transferred to restored, above 0
 * @param verifySeconds from restored to verified, above 0
 */
public record StageTimes(
        double checkpointSeconds,
        double transferSeconds,
        double transferFactor,
        double restoreSeconds,
        double verifySeconds) {

    /** Time that a command in this state gets until the next stage (s). */
    double seconds(CommandState state, Proposal proposal) {
        return switch (state) {
            case ACCEPTED -> checkpointSeconds;
            case CHECKPOINTED -> Math.max(transferSeconds, transferFactor * proposal.expectedSeconds());
            case TRANSFERRED -> restoreSeconds;
            case RESTORED -> verifySeconds;
            default -> throw new IllegalArgumentException("State " + state + " has no stage time-out");
        };
    }

    void check(List<String> mistakes) {
        positive("checkpoint", checkpointSeconds, mistakes);
        positive("transfer", transferSeconds, mistakes);
        positive("restore", restoreSeconds, mistakes);
        positive("verify", verifySeconds, mistakes);
        if (!(transferFactor >= 1)) {
            mistakes.add("gate: transfer time-out factor is " + transferFactor + ", must be at least 1");
        }
    }

    private static void positive(String stage, double seconds, List<String> mistakes) {
        if (!(seconds > 0)) {
            mistakes.add("gate: " + stage + " time-out in seconds is " + seconds + ", must be above 0");
        }
    }
}
