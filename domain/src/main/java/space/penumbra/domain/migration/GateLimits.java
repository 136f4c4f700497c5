package space.penumbra.domain.migration;

import java.util.ArrayList;
import java.util.List;
import space.penumbra.domain.limits.LimitLevel;

/**
 * The limits of the gate. Caps count commands in flight that interrupt work (MIGRATE, PAUSE, CHECKPOINT).
 *
 * @param plane commands in flight that touch one orbital plane, of the plane's nodes
 * @param shell the same for one orbital shell
 * @param fleet the same for the fleet
 * @param tenant commands in flight that interrupt one tenant, of the tenant's workloads
 * @param hazard commands in flight for one kind of reason, of the fleet's nodes: one hazard must not use up what others need
 * @param pace commands released within {@value #PACE_SECONDS} s of event time, of the fleet's nodes. What waited during
 *     a HOLD leaves at this pace
 * @param approval from which size on people must agree
 * @param breaker when too many commands fail
 * @param targetLevel worst alarm level that a target may have
 * @param freshSeconds oldest status that a target may have, above 0
 * @param issueLeadSeconds how long before {@code notBefore} a command leaves, at least 0
 * @param acknowledgeSeconds how long to wait for the executor to accept before the command is sent again, above 0
 * @param sendAttempts how often a command is sent before it is given up, at least 1
 * @param stages time-outs of the stages of an accepted command
 * @param dryRun everything is decided and shown, nothing is let out
 */
public record GateLimits(
        Cap plane,
        Cap shell,
        Cap fleet,
        Cap tenant,
        Cap hazard,
        Cap pace,
        ApprovalLimits approval,
        BreakerLimits breaker,
        LimitLevel targetLevel,
        double freshSeconds,
        double issueLeadSeconds,
        double acknowledgeSeconds,
        int sendAttempts,
        StageTimes stages,
        boolean dryRun) {

    static final int PACE_SECONDS = 10;

    /** Safe values for a fleet of hundreds to thousands of nodes. */
    public static final GateLimits STANDARD = new GateLimits(
            new Cap(1, 24, 0.5),
            new Cap(1, 150, 0.4),
            new Cap(1, 200, 0.2),
            new Cap(4, 150, 0.5),
            new Cap(1, 160, 0.2),
            new Cap(4, 20, 0.05),
            new ApprovalLimits(64, 10, 512),
            new BreakerLimits(900, 10, 0.4),
            LimitLevel.WARNING,
            180,
            60,
            120,
            3,
            new StageTimes(300, 600, 3, 600, 300),
            false);

    /** All mistakes in these limits, one sentence each; empty if there are none. */
    public List<String> mistakes() {
        List<String> mistakes = new ArrayList<>();
        plane.check("plane", mistakes);
        shell.check("shell", mistakes);
        fleet.check("fleet", mistakes);
        tenant.check("tenant", mistakes);
        hazard.check("hazard", mistakes);
        pace.check("pace", mistakes);
        approval.check(mistakes);
        breaker.check(mistakes);
        require(mistakes, freshSeconds > 0, "oldest status of a target in seconds", freshSeconds, "above 0");
        require(mistakes, issueLeadSeconds >= 0, "issue lead in seconds", issueLeadSeconds, "at least 0");
        require(mistakes, acknowledgeSeconds > 0, "acknowledge time-out", acknowledgeSeconds, "above 0");
        require(mistakes, sendAttempts >= 1, "send attempts", sendAttempts, "at least 1");
        stages.check(mistakes);
        return mistakes;
    }

    /** The same with other caps on planes and on the fleet. */
    public GateLimits withCaps(Cap forPlane, Cap forFleet) {
        return new GateLimits(
                forPlane,
                shell,
                forFleet,
                tenant,
                hazard,
                pace,
                approval,
                breaker,
                targetLevel,
                freshSeconds,
                issueLeadSeconds,
                acknowledgeSeconds,
                sendAttempts,
                stages,
                dryRun);
    }

    /** The same with another pace. */
    public GateLimits withPace(Cap other) {
        return new GateLimits(
                plane,
                shell,
                fleet,
                tenant,
                hazard,
                other,
                approval,
                breaker,
                targetLevel,
                freshSeconds,
                issueLeadSeconds,
                acknowledgeSeconds,
                sendAttempts,
                stages,
                dryRun);
    }

    /** The same with caps on a shell, a tenant and a kind of hazard. */
    public GateLimits withDomainCaps(Cap forShell, Cap forTenant, Cap forHazard) {
        return new GateLimits(
                plane,
                forShell,
                fleet,
                forTenant,
                forHazard,
                pace,
                approval,
                breaker,
                targetLevel,
                freshSeconds,
                issueLeadSeconds,
                acknowledgeSeconds,
                sendAttempts,
                stages,
                dryRun);
    }

    /** The same with other thresholds for approval. */
    public GateLimits withApproval(ApprovalLimits other) {
        return new GateLimits(
                plane,
                shell,
                fleet,
                tenant,
                hazard,
                pace,
                other,
                breaker,
                targetLevel,
                freshSeconds,
                issueLeadSeconds,
                acknowledgeSeconds,
                sendAttempts,
                stages,
                dryRun);
    }

    /** The same, letting nothing out if {@code dry}. */
    public GateLimits withDryRun(boolean dry) {
        return new GateLimits(
                plane,
                shell,
                fleet,
                tenant,
                hazard,
                pace,
                approval,
                breaker,
                targetLevel,
                freshSeconds,
                issueLeadSeconds,
                acknowledgeSeconds,
                sendAttempts,
                stages,
                dry);
    }

    private static void require(List<String> mistakes, boolean holds, String what, Number value, String range) {
        if (!holds) {
            mistakes.add("gate: " + what + " is " + value + ", must be " + range);
        }
    }
}
