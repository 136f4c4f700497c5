package space.penumbra.producers.twin;

import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.telemetry.NodeMode;

/**
 * The last line of defence, on the node itself and without the ground: when the battery nears its floor it pauses the least valuable work, one
 * workload a step, and all of it at half the floor; in the Sun, with the battery well above the floor, it lets the work go on. Stateless.
 */
final class OnBoardGuard {

    /** Charge above the floor at which the guard begins to pause work. */
    static final double NEAR_FLOOR_RATIO = 0.02;

    /** From dead work to work that goes on, its queue included. */
    private static final double RESTART_SECONDS = 360;

    /** Above the floor by this much, work that the guard paused goes on. */
    private static final double RECOVERED_RATIO = 0.15;

    /** From the cold plate to the die of a GPU. */
    static final double DIE_KELVIN_PER_WATT = 0.025;

    private static final double THROTTLE_CELSIUS = 92;
    private static final double THROTTLE_SPAN_KELVIN = 30;

    private OnBoardGuard() {}

    /** Acts on one node and returns the workload that it paused or let go on, or null. */
    static Job act(NodeBank bank, JobBoard board, int node, NodeSpec spec) {
        double charge = bank.batteryWattHours[node] / spec.batteryWattHours();
        boolean draining = bank.solarWatts[node] < bank.loadWatts[node];
        if (draining && charge < spec.batteryFloorRatio() + NEAR_FLOOR_RATIO) {
            Job victim = leastWorking(board, node);
            if (victim != null) {
                victim.pausedByGuard = true;
                bank.guarded[node] = true;
            }
            return victim;
        }
        return letGo(bank, board, node, draining, charge - spec.batteryFloorRatio());
    }

    /** What the hardware does where nothing guards the battery: at half the floor it cuts all work off, which loses all since its checkpoint. */
    static Job cut(NodeBank bank, JobBoard board, int node, NodeSpec spec, long timeMillis) {
        double charge = bank.batteryWattHours[node] / spec.batteryWattHours();
        boolean draining = bank.solarWatts[node] < bank.loadWatts[node];
        if (draining && charge < spec.batteryFloorRatio() / 2) {
            Job victim = leastWorking(board, node);
            if (victim != null) {
                victim.undoneSeconds += (timeMillis - victim.lastCheckpointMillis) / 1000.0 + RESTART_SECONDS;
                victim.pausedByGuard = true;
                bank.guarded[node] = true;
            }
            return victim;
        }
        return letGo(bank, board, node, draining, charge - spec.batteryFloorRatio());
    }

    private static Job letGo(NodeBank bank, JobBoard board, int node, boolean draining, double aboveFloor) {
        if (bank.guarded[node] && !draining && aboveFloor > RECOVERED_RATIO) {
            for (Job job : board.on(node)) {
                if (job.pausedByGuard) {
                    job.pausedByGuard = false;
                    return job;
                }
            }
            bank.guarded[node] = false;
        }
        return null;
    }

    /** What the node says of itself. */
    static NodeMode mode(NodeBank bank, int node, NodeSpec spec) {
        double charge = bank.batteryWattHours[node] / spec.batteryWattHours();
        if (charge < spec.batteryFloorRatio() / 2) {
            return NodeMode.SAFE;
        }
        return bank.guarded[node] ? NodeMode.POWER_SAVE : NodeMode.NOMINAL;
    }

    /** Share of their dynamic power that hot GPUs allow themselves: they slow down from 92 C on, as real ones do. */
    static double throttleRatio(NodeBank bank, int node, NodeSpec spec) {
        double die = bank.plateCelsius[node] + DIE_KELVIN_PER_WATT * spec.gpuMaxWatts();
        return Math.max(0.2, Math.min(1, 1 - (die - THROTTLE_CELSIUS) / THROTTLE_SPAN_KELVIN));
    }

    private static Job leastWorking(JobBoard board, int node) {
        Job least = null;
        for (Job job : board.on(node)) {
            if (job.working() && (least == null || value(job) < value(least))) {
                least = job;
            }
        }
        return least;
    }

    private static double value(Job job) {
        return job.priority * job.stallFactor * job.gpus;
    }
}
