package space.penumbra.domain.fleet;

import java.time.Instant;

/**
 * A workload: what it needs, and where it is. The executor that runs it is the only writer of its placement.
 *
 * @param workloadId unique in the fleet
 * @param tenant who pays for it
 * @param kind training, batch or inference
 * @param state what it is doing
 * @param nodeId where it is placed
 * @param placementGeneration counts its placements from 1; a command made for another generation is refused
 * @param gpus number of GPUs it holds
 * @param powerWatts power it draws when it runs freely
 * @param stateGigabytes what must be moved with it
 * @param dirtyGigabytesPerSecond how fast that state changes
 * @param checkpointIntervalSeconds its own checkpoint cadence
 * @param priority weight of its GPU-hours; 1 is ordinary
 * @param stallFactor GPUs of its gang that idle when it stops, per own GPU; at least 1
 * @param antiAffinityGroup workloads of one group may not share a node; empty for none
 * @param migratable whether it may be moved at all
 * @param lastCheckpoint event time of its last verified checkpoint
 * @param time when this became true
 * @param latencyRegion where its users are, for inference; empty where latency does not matter
 */
public record Workload(
        String workloadId,
        String tenant,
        WorkloadKind kind,
        WorkloadState state,
        String nodeId,
        long placementGeneration,
        int gpus,
        double powerWatts,
        double stateGigabytes,
        double dirtyGigabytesPerSecond,
        double checkpointIntervalSeconds,
        double priority,
        double stallFactor,
        String antiAffinityGroup,
        boolean migratable,
        Instant lastCheckpoint,
        Instant time,
        String latencyRegion) {

    /** A workload whose users wait for nothing. */
    public Workload(
            String workloadId,
            String tenant,
            WorkloadKind kind,
            WorkloadState state,
            String nodeId,
            long placementGeneration,
            int gpus,
            double powerWatts,
            double stateGigabytes,
            double dirtyGigabytesPerSecond,
            double checkpointIntervalSeconds,
            double priority,
            double stallFactor,
            String antiAffinityGroup,
            boolean migratable,
            Instant lastCheckpoint,
            Instant time) {
        this(
                workloadId,
                tenant,
                kind,
                state,
                nodeId,
                placementGeneration,
                gpus,
                powerWatts,
                stateGigabytes,
                dirtyGigabytesPerSecond,
                checkpointIntervalSeconds,
                priority,
                stallFactor,
                antiAffinityGroup,
                migratable,
                lastCheckpoint,
                time,
                "");
    }
}
