package space.penumbra.orbit.power;

/** State of charge of a battery, step by step: the state is one number the caller keeps. Stateless and thread-safe, without allocation. */
public final class Battery {

    /** Share of the energy that survives charging, and again discharging. */
    public static final double ONE_WAY_EFFICIENCY = 0.96;

    /** Depth of discharge at which an operator should hear of it, for tens of thousands of cycles. */
    public static final double ALARM_DEPTH_RATIO = 0.30;

    /** Depth of discharge below which loads are cut. */
    public static final double FLOOR_DEPTH_RATIO = 0.70;

    private static final double SECONDS_PER_HOUR = 3600.0;

    private Battery() {}

    /**
     * Capacity that carries a load through twenty minutes of eclipse at a depth of discharge of 30 %.
     *
     * @param loadWatts steady load
     * @return watt-hours
     */
    public static double capacityFor(double loadWatts) {
        return loadWatts * (20.0 / 60.0) / ALARM_DEPTH_RATIO;
    }

    /**
     * State of charge after a step.
     *
     * @param chargeRatio state of charge before, 0 to 1
     * @param surplusWatts array output less load: above 0 charges, below 0 discharges
     * @param seconds length of the step
     * @param capacityWattHours capacity, above 0
     * @return 0 (empty) to 1 (full: the rest of the surplus is shed)
     */
    public static double step(double chargeRatio, double surplusWatts, double seconds, double capacityWattHours) {
        double factor = surplusWatts >= 0 ? ONE_WAY_EFFICIENCY : 1 / ONE_WAY_EFFICIENCY;
        double change = surplusWatts * factor * seconds / SECONDS_PER_HOUR / capacityWattHours;
        return Math.max(0, Math.min(1, chargeRatio + change));
    }

    /**
     * Seconds until a state of charge is reached at a steady surplus.
     *
     * @return seconds, 0 when it is reached already, infinity when it never will be
     */
    public static double secondsTo(
            double targetRatio, double chargeRatio, double surplusWatts, double capacityWattHours) {
        double missing = targetRatio - chargeRatio;
        if (missing == 0) {
            return 0;
        }
        double factor = surplusWatts >= 0 ? ONE_WAY_EFFICIENCY : 1 / ONE_WAY_EFFICIENCY;
        double seconds = missing * capacityWattHours * SECONDS_PER_HOUR / (surplusWatts * factor);
        return seconds > 0 ? seconds : Double.POSITIVE_INFINITY;
    }
}
