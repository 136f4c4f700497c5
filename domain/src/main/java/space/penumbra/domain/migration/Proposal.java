package space.penumbra.domain.migration;

import java.time.Instant;
import java.util.List;

/**
 * What the planner wants done with one workload, and why. It becomes a command only through the gate.
 *
 * @param commandId identity of the command that this would become: see {@link CommandId}
 * @param workloadId the workload
 * @param action what to do
 * @param reason why
 * @param sourceNodeId where the workload is
 * @param targetNodeId where it shall go; empty unless the action is MIGRATE
 * @param placementGeneration the placement that this was decided for
 * @param planEpoch counts the plans of the region; an older epoch is stale
 * @param hazardId window that threatens
 * @param hazardStart begin of that window
 * @param hazardEnd end of that window
 * @param notBefore earliest start
 * @param notAfter latest start that still meets the deadline; later it must not be carried out
 * @param deadline when it must be complete
 * @param expectedSeconds from start to verified
 * @param marginSeconds from expected completion, started at notBefore, to the deadline
 * @param transferGigabytes volume over the links
 * @param costGpuHours what it costs, in weighted GPU-hours
 * @param savingGpuHours what it saves against doing nothing, in weighted GPU-hours
 * @param alternatives what else was weighed, cheapest first
 * @param explanation one sentence for operators
 * @param time event time of the decision
 * @param turningPoints what would have changed the choice, one sentence each, the nearest first
 */
public record Proposal(
        String commandId,
        String workloadId,
        ActionKind action,
        MigrationReason reason,
        String sourceNodeId,
        String targetNodeId,
        long placementGeneration,
        long planEpoch,
        String hazardId,
        Instant hazardStart,
        Instant hazardEnd,
        Instant notBefore,
        Instant notAfter,
        Instant deadline,
        double expectedSeconds,
        double marginSeconds,
        double transferGigabytes,
        double costGpuHours,
        double savingGpuHours,
        List<Alternative> alternatives,
        String explanation,
        Instant time,
        List<String> turningPoints) {

    /** A proposal that does not say what would have changed the choice. */
    public Proposal(
            String commandId,
            String workloadId,
            ActionKind action,
            MigrationReason reason,
            String sourceNodeId,
            String targetNodeId,
            long placementGeneration,
            long planEpoch,
            String hazardId,
            Instant hazardStart,
            Instant hazardEnd,
            Instant notBefore,
            Instant notAfter,
            Instant deadline,
            double expectedSeconds,
            double marginSeconds,
            double transferGigabytes,
            double costGpuHours,
            double savingGpuHours,
            List<Alternative> alternatives,
            String explanation,
            Instant time) {
        this(
                commandId,
                workloadId,
                action,
                reason,
                sourceNodeId,
                targetNodeId,
                placementGeneration,
                planEpoch,
                hazardId,
                hazardStart,
                hazardEnd,
                notBefore,
                notAfter,
                deadline,
                expectedSeconds,
                marginSeconds,
                transferGigabytes,
                costGpuHours,
                savingGpuHours,
                alternatives,
                explanation,
                time,
                List.of());
    }
}
