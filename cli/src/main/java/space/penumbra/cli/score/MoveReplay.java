package space.penumbra.cli.score;

import space.penumbra.orbit.power.Battery;

/**
 * Whether a workload that was moved away would have lived where it was: the battery of its node is followed as it truly went, with the workload's
 * draw on top, until the hazard is over. Not thread-safe.
 */
final class MoveReplay {

    /** Above the floor by this much nodes begin to pause work themselves. */
    private static final double NODE_GUARD_RATIO = 0.02;

    private final double extraWatts;
    private final double leastRatio;
    private final long endMillis;
    private final double floorRatio;
    private double chargeRatio;
    private double leastChargeRatio;
    private boolean stopped;
    private boolean over;

    /**
     * @param extraWatts what the workload draws beyond resting GPUs
     * @param floorRatio the node's planning floor
     * @param chargeRatio true charge of the node when the workload had left
     * @param endMillis end of the hazard
     */
    MoveReplay(double extraWatts, double floorRatio, double chargeRatio, long endMillis) {
        this.extraWatts = extraWatts;
        this.floorRatio = floorRatio;
        this.leastRatio = floorRatio + NODE_GUARD_RATIO;
        this.leastChargeRatio = chargeRatio;
        this.chargeRatio = chargeRatio;
        this.endMillis = endMillis;
    }

    /** The node has gone on. */
    void step(long timeMillis, double seconds, double solarWatts, double loadWatts, double capacityWattHours) {
        if (over) {
            return;
        }
        double surplus = solarWatts - loadWatts - extraWatts;
        chargeRatio = Battery.step(chargeRatio, surplus, seconds, capacityWattHours);
        leastChargeRatio = Math.min(leastChargeRatio, chargeRatio);
        stopped |= surplus < 0 && chargeRatio < leastRatio;
        over = stopped || timeMillis >= endMillis;
    }

    /** Whether it is known how it would have ended. */
    boolean over() {
        return over;
    }

    /** Whether the workload would have lived. */
    boolean needless() {
        return over && !stopped;
    }

    /** Least charge above the floor that it came to, as a share of what was built. */
    double leastAboveFloor() {
        return leastChargeRatio - floorRatio;
    }
}
