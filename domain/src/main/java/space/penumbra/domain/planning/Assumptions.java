package space.penumbra.domain.planning;

import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.fleet.WorkloadKind;

/**
 * What the planner assumes where the fleet's topics carry no measurement. Every number that waits for calibration is here, and
 * nowhere else.
 */
final class Assumptions {

    /** Share of its full power that a capped workload draws; there is one level, because a command carries none. */
    static final double CAP_POWER_RATIO = 0.6;

    /** Share of its work that a capped workload loses. Vendors name 5 to 15 % at 86 % of the power; 60 % costs more. */
    static final double CAP_LOSS_RATIO = 0.18;

    /**
     * Battery wear, in GPU-hours for each kilowatt-hour drawn inside the design depth. Small beside every move: who moves work away to spare a battery
     * wears another one.
     */
    static final double WEAR_GPU_HOURS_PER_KILOWATT_HOUR = 0.002;

    /** At this charge above the floor nodes begin to pause work themselves: a plan must not come down to it. */
    static final double NODE_GUARD_RATIO = 0.02;

    /** Standard deviations of the battery's capacity that are kept above that at the end of a hazard that lies ahead. */
    static final double GUARD_SIGMAS = 1;

    /** Charge above the floor with which suspended work goes on in the light. */
    static final double CHARGE_GUARD_RATIO = 0.03;

    /** The same once the hazard has begun: less, so that a reading's noise does not turn a good plan over. */
    static final double RESCUE_GUARD_RATIO = 0.01;

    /** Charge that must be left over besides before suspended work goes on in the dark, so that it need not be suspended again. */
    static final double GO_ON_GUARD_RATIO = 0.015;

    /** Of the power into a battery, and again out of it. */
    static final double BATTERY_EFFICIENCY = 0.96;

    /** Share of the array's built output that a node in the dark is expected to get back in the light. */
    static final double SUNLIT_OUTPUT_RATIO = 0.9;

    /** At this charge the array is throttled: its measured output then says what the node takes, not what it could give. */
    static final double FULL_CHARGE_RATIO = 0.98;

    /** Half of the 80 % of a link that customers' traffic leaves. */
    static final double LINK_SHARE_RATIO = 0.4;

    /** No host takes a checkpoint faster, whatever the link. */
    static final double HOST_GIGABYTES_PER_SECOND = 12.5;

    /** Memory of a GPU that lets a workload in, in multiples of the state that it has for each. */
    static final double MEMORY_PER_STATE_RATIO = 1.25;

    /** Angle between neighbours on the path, seen from the Earth's centre. */
    static final double HOP_DEGREES = 15;

    /** Beyond it no path is planned. */
    static final double REACH_DEGREES = 115;

    /** What a path costs that changes the shell. */
    static final int SHELL_CHANGE_HOPS = 2;

    /** Taken where a position is not known. */
    static final int UNKNOWN_HOPS = 8;

    static final double GPU_HOURS_PER_GIGABYTE_HOP = 1e-5;

    /** Free GPUs that lay together and are cut in two: what it costs whoever needs them all and must pause, by how often that is so. */
    static final double BROKEN_HOLE_GPU_HOURS = 0.06;

    /** Every move disturbs somebody. */
    static final double CHURN_GPU_HOURS = 0.02;

    /** Share of moves that fail and cost what doing nothing costs. */
    static final double MOVE_FAILURE_RATIO = 0.01;

    /** Share of its speed that a workload loses while it is copied. */
    static final double BROWNOUT_RATIO = 0.05;

    /** Weight of the next move, charged now: what stops chains of short stays. */
    static final double NEXT_MOVE_WEIGHT = 0.35;

    /** From a dead workload to one that works again, its queue included. */
    static final double RESTART_HOURS = 0.1;

    /** What is copied last, with the workload stopped, need not be smaller. */
    static final double LAST_ROUND_GIGABYTES = 0.5;

    static final int PRE_COPY_ROUNDS = 8;

    /** Above this share of the rate, dirtying outruns copying and pre-copy is pointless. */
    static final double PRE_COPY_LIMIT_RATIO = 0.9;

    /** Upsets that lose work, for each GPU-hour in a central pass of the South Atlantic Anomaly. */
    static final double UPSETS_PER_GPU_HOUR = 0.012;

    /** Peak proton flux above 30 MeV of such a pass, 1/(cm2 s): AP8 at 650 km. */
    static final double CENTRAL_PASS_FLUX = 3500;

    /** Times the rate of a central pass at S1 to S5. The storm of March 2012 (S3) was 15 times the trapped average. */
    private static final double[] STORM_FACTOR = {0, 0.05, 0.3, 3, 10, 30};

    /** Stall of an asynchronous checkpoint. */
    static final double CHECKPOINT_STALL_HOURS = 1.0 / 3600;

    /** A checkpoint command that saves less is not worth an operator's glance. */
    static final double WORTHWHILE_GPU_HOURS = 0.05;

    private Assumptions() {}

    /** Seconds to bring a workload's state into one piece. */
    static double saveSeconds(Workload workload) {
        return workload.kind() == WorkloadKind.TRAINING ? 6 : 3;
    }

    /** Seconds to bring it back to work. */
    static double restoreSeconds(Workload workload) {
        return workload.kind() == WorkloadKind.TRAINING ? 10 : 5;
    }

    /** Times the upset rate of a central pass, for a NOAA S scale of 0 to 5. */
    static double stormFactor(double scale) {
        return STORM_FACTOR[(int) Math.max(0, Math.min(5, Math.round(scale)))];
    }
}
