package space.penumbra.domain.migration;

import java.time.Instant;

/**
 * What an executor must do. Executors are idempotent: they carry out a command id once, refuse another placement
 * generation, and refuse anything past {@code notAfter}.
 *
 * @param commandId idempotency key
 * @param workloadId the workload
 * @param action what to do
 * @param reason why
 * @param sourceNodeId where the workload is
 * @param targetNodeId where it shall go; empty unless the action is MIGRATE
 * @param placementGeneration the placement that this was decided for
 * @param epoch fencing epoch of the plan: an executor refuses an epoch below the highest it has seen for the workload
 * @param hazardId window that threatens
 * @param notBefore earliest start
 * @param notAfter latest start
 * @param deadline when it must be complete
 * @param cancel true if this withdraws the command of the same id, as far as that is still possible
 * @param time event time of issue
 */
public record Command(
        String commandId,
        String workloadId,
        ActionKind action,
        MigrationReason reason,
        String sourceNodeId,
        String targetNodeId,
        long placementGeneration,
        long epoch,
        String hazardId,
        Instant notBefore,
        Instant notAfter,
        Instant deadline,
        boolean cancel,
        Instant time) {}
