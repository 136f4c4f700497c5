package space.penumbra.executors;

import java.time.Instant;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.fleet.WorkloadState;
import space.penumbra.domain.migration.ActionKind;
import space.penumbra.domain.migration.Command;

/** What a command makes of a workload. Stateless. */
final class Placement {

    private Placement() {}

    /** The workload after the command took effect on this node. */
    static Workload next(Workload before, Command command, String nodeId, Instant now) {
        boolean moved = command.action() == ActionKind.MIGRATE;
        return new Workload(
                before.workloadId(),
                before.tenant(),
                before.kind(),
                stateAfter(command.action(), before.state()),
                nodeId,
                moved ? command.placementGeneration() + 1 : before.placementGeneration(),
                before.gpus(),
                before.powerWatts(),
                before.stateGigabytes(),
                before.dirtyGigabytesPerSecond(),
                before.checkpointIntervalSeconds(),
                before.priority(),
                before.stallFactor(),
                before.antiAffinityGroup(),
                before.migratable(),
                savesState(command.action()) ? now : before.lastCheckpoint(),
                now,
                before.latencyRegion());
    }

    private static WorkloadState stateAfter(ActionKind action, WorkloadState before) {
        return switch (action) {
            case MIGRATE, RESUME -> WorkloadState.RUNNING;
            case PAUSE -> WorkloadState.PAUSED;
            case POWER_CAP -> WorkloadState.CAPPED;
            case CHECKPOINT, RIDE -> before;
        };
    }

    private static boolean savesState(ActionKind action) {
        return action == ActionKind.MIGRATE || action == ActionKind.PAUSE || action == ActionKind.CHECKPOINT;
    }
}
