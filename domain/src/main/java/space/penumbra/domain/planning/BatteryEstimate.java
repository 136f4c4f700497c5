package space.penumbra.domain.planning;

import java.time.Duration;
import space.penumbra.domain.fleet.Illumination;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.fleet.NodeStatus;

/**
 * What a battery truly holds, learned from how fast its charge falls in the dark: the energy drawn over the charge lost. Old slopes fade as new ones
 * come, and a slope that contradicts the known capacity beyond noise replaces it at once, so that a cell string that fails is noticed within the
 * eclipse. Immutable.
 *
 * @param drawnWattHours energy drawn from the cells in the slopes that count, weighted
 * @param lostRatio charge lost in them, weighted the same
 * @param arcDrawnWattHours likewise in the present eclipse alone
 * @param arcLostRatio likewise
 * @param status the newest status, null before the first
 */
public record BatteryEstimate(
        double drawnWattHours, double lostRatio, double arcDrawnWattHours, double arcLostRatio, NodeStatus status) {

    /** Nothing is known. */
    public static final BatteryEstimate NONE = new BatteryEstimate(0, 0, 0, 0, null);

    /** A slope between statuses further apart than this is not trusted: the load may have been anything. */
    private static final Duration LONGEST_GAP = Duration.ofSeconds(150);

    /** An array that gives this share of the load is not dark. */
    private static final double DARK_RATIO = 0.01;

    /** Charge lost beyond which older slopes fade. */
    private static final double MEMORY_RATIO = 1.0;

    /** Expected before anything is learned: cells age, and no topic tells how far. */
    private static final double PRIOR_RATIO = 0.95;

    /** Wide, since some cells have lost a third: a slope soon outweighs what was expected. */
    private static final double PRIOR_SIGMA = 0.08;

    /** Most cells are closer to what is expected. */
    private static final double UNLEARNED_SIGMA = 0.03;

    /** More charge than any battery ever loses: marks one that is known exactly. */
    private static final double EXACT = 1e9;

    /** Error of the difference of two readings of the charge. */
    private static final double READING_SIGMA = 0.0015;

    /** Error that no amount of readings removes: of the load's sensor, and of loads between two samples. */
    private static final double SYSTEMATIC_SIGMA = 0.004;

    /** Charge lost in one eclipse from which its slope may contradict the known capacity. */
    private static final double TELLING_RATIO = 0.05;

    /** A battery that is known exactly. */
    public static BatteryEstimate exactly(double wattHours) {
        return new BatteryEstimate(wattHours * EXACT, EXACT, 0, 0, null);
    }

    /** The estimate after one more status of the node. */
    public BatteryEstimate with(NodeStatus next) {
        if (status == null || !next.time().isAfter(status.time())) {
            return status == null ? new BatteryEstimate(0, 0, 0, 0, next) : this;
        }
        Duration gap = Duration.between(status.time(), next.time());
        boolean slope = dark(status) && dark(next) && gap.compareTo(LONGEST_GAP) <= 0;
        if (!slope) {
            return new BatteryEstimate(drawnWattHours, lostRatio, 0, 0, next);
        }
        double watts = (status.loadPowerWatts() + next.loadPowerWatts()) / 2;
        double drawn = watts * gap.toMillis() / 3_600_000.0 / Assumptions.BATTERY_EFFICIENCY;
        double lost = status.batteryChargeRatio() - next.batteryChargeRatio();
        double fading = lostRatio > MEMORY_RATIO ? 1 - Math.max(0, lost) / MEMORY_RATIO : 1;
        BatteryEstimate after = new BatteryEstimate(
                drawnWattHours * fading + drawn,
                lostRatio * fading + lost,
                arcDrawnWattHours + drawn,
                arcLostRatio + lost,
                next);
        return after.contradicted()
                ? new BatteryEstimate(
                        after.arcDrawnWattHours, after.arcLostRatio, after.arcDrawnWattHours, after.arcLostRatio, next)
                : after;
    }

    private static boolean dark(NodeStatus status) {
        return status.illumination() == Illumination.UMBRA
                && status.batteryChargeRatio() > 0
                && !(status.solarPowerWatts() > DARK_RATIO * status.loadPowerWatts());
    }

    private boolean contradicted() {
        double earlierLost = lostRatio - arcLostRatio;
        if (arcLostRatio < TELLING_RATIO || earlierLost < TELLING_RATIO) {
            return false;
        }
        double arc = arcDrawnWattHours / arcLostRatio;
        double earlier = (drawnWattHours - arcDrawnWattHours) / earlierLost;
        double sigma = Math.hypot(relativeSigma(arcLostRatio), relativeSigma(earlierLost));
        return Math.abs(arc / earlier - 1) > 4 * sigma;
    }

    /** Expected usable share of the built capacity, at most 1.05. */
    double capacityRatio(NodeSpec spec) {
        double weight = weight();
        double learned = lostRatio > 0 ? drawnWattHours / lostRatio / spec.batteryWattHours() : PRIOR_RATIO;
        return Math.min(1.05, Math.max(0.1, weight * learned + (1 - weight) * PRIOR_RATIO));
    }

    /** Standard deviation of {@link #capacityRatio} as a share of it. */
    double sigmaRatio() {
        double weight = weight();
        return weight == 0
                ? UNLEARNED_SIGMA
                : Math.hypot(weight * relativeSigma(lostRatio), (1 - weight) * UNLEARNED_SIGMA);
    }

    private double weight() {
        if (lostRatio <= READING_SIGMA) {
            return 0;
        }
        double sigma = relativeSigma(lostRatio);
        return PRIOR_SIGMA * PRIOR_SIGMA / (PRIOR_SIGMA * PRIOR_SIGMA + sigma * sigma);
    }

    private static double relativeSigma(double lost) {
        return lost == EXACT ? 0 : Math.hypot(READING_SIGMA / lost, SYSTEMATIC_SIGMA);
    }
}
