package space.penumbra.domain.migration;

import java.util.ArrayList;
import java.util.List;
import space.penumbra.domain.limits.LimitLevel;

/**
 * The limits of the gate. Caps count commands in flight that interrupt work (MIGRATE, PAUSE, CHECKPOINT); the smaller of
 * the absolute and the relative cap holds, and one command is always allowed.
 *
 * @param planeCommands most commands in flight that touch one orbital plane, at least 1
 * @param planeRatio the same as a share of the plane's nodes, above 0 to 1
 * @param fleetCommands most commands in flight in the fleet, at least 1
 * @param fleetRatio the same as a share of the fleet's nodes, above 0 to 1
 * @param approvalGpus a workload of this many GPUs or more is interrupted only after a person approved, at least 1
 * @param approvalPriority a workload of this priority or more likewise, above 0
 * @param targetLevel worst alarm level that a target may have
 * @param issueLeadSeconds how long before {@code notBefore} a command leaves, at least 0
 * @param acknowledgeSeconds how long to wait for the executor to accept before the command is sent again, above 0
 * @param sendAttempts how often a command is sent before it is given up, at least 1
 * @param stageSeconds least time that an accepted command gets for each stage, above 0
 * @param stageFactor a stage may also take this many times the expected duration of the whole command, at least 1
 */
public record GateLimits(
        int planeCommands,
        double planeRatio,
        int fleetCommands,
        double fleetRatio,
        int approvalGpus,
        double approvalPriority,
        LimitLevel targetLevel,
        double issueLeadSeconds,
        double acknowledgeSeconds,
        int sendAttempts,
        double stageSeconds,
        double stageFactor) {

    /** Safe values for a fleet of hundreds to thousands of nodes. */
    public static final GateLimits STANDARD =
            new GateLimits(24, 0.5, 200, 0.2, 64, 10, LimitLevel.WARNING, 60, 120, 3, 600, 3);

    /** All mistakes in these limits, one sentence each; empty if there are none. */
    public List<String> mistakes() {
        List<String> mistakes = new ArrayList<>();
        require(mistakes, planeCommands >= 1, "plane cap", planeCommands, "at least 1");
        require(mistakes, planeRatio > 0 && planeRatio <= 1, "plane cap ratio", planeRatio, "above 0, at most 1");
        require(mistakes, fleetCommands >= 1, "fleet cap", fleetCommands, "at least 1");
        require(mistakes, fleetRatio > 0 && fleetRatio <= 1, "fleet cap ratio", fleetRatio, "above 0, at most 1");
        require(mistakes, approvalGpus >= 1, "approval threshold in GPUs", approvalGpus, "at least 1");
        require(mistakes, approvalPriority > 0, "approval threshold in priority", approvalPriority, "above 0");
        require(mistakes, issueLeadSeconds >= 0, "issue lead in seconds", issueLeadSeconds, "at least 0");
        require(mistakes, acknowledgeSeconds > 0, "acknowledge time-out", acknowledgeSeconds, "above 0");
        require(mistakes, sendAttempts >= 1, "send attempts", sendAttempts, "at least 1");
        require(mistakes, stageSeconds > 0, "stage time-out in seconds", stageSeconds, "above 0");
        require(mistakes, stageFactor >= 1, "stage time-out factor", stageFactor, "at least 1");
        return mistakes;
    }

    int planeCap(int planeNodes) {
        return cap(planeCommands, planeRatio, planeNodes);
    }

    int fleetCap(int fleetNodes) {
        return cap(fleetCommands, fleetRatio, fleetNodes);
    }

    double stageSeconds(Proposal proposal) {
        return Math.max(stageSeconds, stageFactor * proposal.expectedSeconds());
    }

    private static int cap(int absolute, double ratio, int nodes) {
        return Math.max(1, Math.min(absolute, (int) Math.floor(ratio * nodes)));
    }

    private static void require(List<String> mistakes, boolean holds, String what, Number value, String range) {
        if (!holds) {
            mistakes.add("gate: " + what + " is " + value + ", must be " + range);
        }
    }
}
