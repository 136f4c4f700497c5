package space.penumbra.producers.twin;

import space.penumbra.domain.fleet.WorkloadState;

/**
 * How the fleet truly is, for whoever keeps the score: nothing that decides for the fleet may look here. A view on a running twin: valid on the
 * thread that advances it.
 */
public final class TwinTruth {

    /** Takes the workloads of a node, one after the other. */
    public interface JobVisitor {

        /**
         * @param workloadId the workload
         * @param gpus GPUs it holds
         * @param weight what an hour of one of them is worth: priority times stall factor
         * @param state what it is doing
         * @param rate speed of its progress: 1 unhindered, 0 when it stands
         * @param undoneSeconds work that was lost with its node so far, its restarts included
         * @param generation counts its placements
         */
        void job(
                String workloadId,
                int gpus,
                double weight,
                WorkloadState state,
                double rate,
                double undoneSeconds,
                long generation);
    }

    /** Told of every step of every node. */
    public interface Watch {

        /** A node has been moved on by so many seconds, to this event time. */
        void stepped(int node, long timeMillis, double seconds);
    }

    private final FleetTwin twin;

    TwinTruth(FleetTwin twin) {
        this.twin = twin;
    }

    /** State of charge, 0 to 1. */
    public double chargeRatio(int node) {
        return twin.bank().batteryWattHours[node]
                / twin.designs().get(node).spec().batteryWattHours();
    }

    /** What the battery truly holds, full to empty, faults that come and go left aside (Wh). */
    public double capacityWattHours(int node) {
        return twin.capacityWattHours(node);
    }

    /** Output of the array (W). */
    public double solarWatts(int node) {
        return twin.bank().solarWatts[node];
    }

    /** Load of the node (W). */
    public double loadWatts(int node) {
        return twin.bank().loadWatts[node];
    }

    /** Visible part of the Sun, 0 to 1. */
    public double illumination(int node) {
        return twin.bank().illumination[node];
    }

    /** Whether the GPUs slow down for heat. */
    public boolean throttled(int node) {
        return OnBoardGuard.throttleRatio(
                        twin.bank(), node, twin.designs().get(node).spec())
                < 1;
    }

    /** Shows the workloads that are placed on a node. */
    public void jobs(int node, JobVisitor visitor) {
        for (Job job : twin.board().on(node)) {
            double rate = job.working() ? job.capped ? Job.CAPPED_PROGRESS : 1 : 0;
            visitor.job(
                    job.id,
                    job.gpus,
                    job.priority * job.stallFactor,
                    job.state(),
                    rate,
                    job.undoneSeconds,
                    job.generation);
        }
    }
}
