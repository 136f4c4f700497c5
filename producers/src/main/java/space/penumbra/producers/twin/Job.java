package space.penumbra.producers.twin;

import java.time.Instant;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.fleet.WorkloadKind;
import space.penumbra.domain.fleet.WorkloadState;
import space.penumbra.orbit.power.ComputeLoad;

/** A workload as the twin runs it. Mutable; owned by one {@link JobBoard}. */
final class Job {

    /** Share of its free-running dynamic power that a capped workload may draw. */
    static final double CAP_RATIO = 0.6;
    /** Progress of a capped workload: cutting 40 % of the power costs about 18 % of the work. */
    static final double CAPPED_PROGRESS = 0.82;

    final String id;
    final String tenant;
    final WorkloadKind kind;
    final int gpus;
    final double utilisation;
    /** Share of its dynamic power that a GPU draws for it at full utilisation. */
    final double intensity;

    final double stateGigabytes;
    final double dirtyGigabytesPerSecond;
    final double checkpointSeconds;
    final double priority;
    final double stallFactor;
    final String group;
    /** Where its users are; empty where latency does not matter. */
    String latencyRegion = "";

    int node = -1;
    /** Node that holds GPUs for its arrival, -1 for none. */
    int target = -1;

    long generation = 1;
    /** Highest plan epoch that an accepted command for it had. */
    long epoch;

    boolean moving;
    boolean capped;
    boolean pausedByCommand;
    boolean pausedByGuard;
    boolean finished;
    double remainingSeconds;
    long lastCheckpointMillis;
    /** Work that was lost with its node, and the time of its restarts (s). */
    double undoneSeconds;

    Job(
            String id,
            String tenant,
            WorkloadKind kind,
            int gpus,
            double utilisation,
            double intensity,
            double stateGigabytes,
            double dirtyGigabytesPerSecond,
            double checkpointSeconds,
            double priority,
            double stallFactor,
            String group) {
        this.id = id;
        this.tenant = tenant;
        this.kind = kind;
        this.gpus = gpus;
        this.utilisation = utilisation;
        this.intensity = intensity;
        this.stateGigabytes = stateGigabytes;
        this.dirtyGigabytesPerSecond = dirtyGigabytesPerSecond;
        this.checkpointSeconds = checkpointSeconds;
        this.priority = priority;
        this.stallFactor = stallFactor;
        this.group = group;
    }

    WorkloadState state() {
        if (finished) {
            return WorkloadState.FINISHED;
        } else if (moving) {
            return WorkloadState.MOVING;
        } else if (pausedByCommand || pausedByGuard) {
            return WorkloadState.PAUSED;
        }
        return capped ? WorkloadState.CAPPED : WorkloadState.RUNNING;
    }

    /** Whether its GPUs work now. */
    boolean working() {
        return !(finished || moving || pausedByCommand || pausedByGuard);
    }

    /** The fact as the fleet sees it; its power is that of its GPUs, idle share and overhead included. */
    Workload toWorkload(NodeDesign place, long timeMillis) {
        double idle = place.spec().gpuIdleWatts();
        double watts = gpus
                * (idle + (place.spec().gpuMaxWatts() - idle) * utilisation * intensity)
                * ComputeLoad.OVERHEAD_RATIO;
        return new Workload(
                id,
                tenant,
                kind,
                state(),
                place.spec().nodeId(),
                generation,
                gpus,
                watts,
                stateGigabytes,
                dirtyGigabytesPerSecond,
                checkpointSeconds,
                priority,
                stallFactor,
                group,
                true,
                Instant.ofEpochMilli(lastCheckpointMillis),
                Instant.ofEpochMilli(timeMillis),
                latencyRegion);
    }
}
