package space.penumbra.domain.residual;

/**
 * How many false alarms a healthy fleet may raise, and the thresholds that follow. The budget is shared evenly by the detectors of a node.
 *
 * @param alarmsPerThousandNodeDays above 0; infinite thresholds would follow from 0
 */
public record FalseAlarmBudget(double alarmsPerThousandNodeDays) {

    /** One alarm in a thousand node-days. */
    public static final FalseAlarmBudget DEFAULT = new FalseAlarmBudget(1);

    /** Half the shift, in standard deviations, that a channel is made to find quickest. */
    static final double REFERENCE = 1;

    private static final double NODE_DAYS = 1000;
    private static final double OVERSHOOT = 1.166;
    private static final double BEST_OF_ALL = 2.5;
    private static final double LEAST_ERRORS = 100;
    /** Channels, flat lines, GPU errors, lost frames and stalled jobs. */
    private static final int DETECTORS = 2 * Channel.COUNT + FlatLine.SENSORS + 3;

    public FalseAlarmBudget {
        if (!(alarmsPerThousandNodeDays > 0)) {
            throw new IllegalArgumentException("a budget of " + alarmsPerThousandNodeDays
                    + " false alarms per thousand node-days: it must be above 0");
        }
    }

    /** Mean number of samples between two false alarms that each detector may have, at so many samples a day. */
    double runLength(double samplesPerDay) {
        return samplesPerDay * NODE_DAYS * DETECTORS / alarmsPerThousandNodeDays;
    }

    /**
     * Threshold of a one-sided CUSUM of standard normal values. Siegmund (1985), "Sequential Analysis", 2.57: with k the reference and b = h + 1.166
     * the mean run length is (exp(2 k b) - 2 k b - 1) / (2 k k); solved for b in a few rounds.
     */
    double cusumThreshold(double samplesPerDay) {
        double k = REFERENCE;
        double run = runLength(samplesPerDay);
        double b = Math.log(2 * k * k * run + 1) / (2 * k);
        for (int round = 0; round < 3; round++) {
            b = Math.log(2 * k * k * run + 2 * k * b + 1) / (2 * k);
        }
        return b - OVERSHOOT;
    }

    /**
     * Threshold (nats) of a CUSUM of log likelihood ratios: its mean run length is at least exp(h) (Lorden 1971, "Procedures for reacting to a change in
     * distribution").
     */
    double likelihoodThreshold(double samplesPerDay) {
        return Math.log(runLength(samplesPerDay));
    }

    /**
     * Threshold (nats) of the likelihood ratio of one GPU among its neighbours, which has a sample with each error and not with each frame. That of the best
     * of all ratios runs higher than that of one: simulated for 8 and 16 GPUs, its mean run is exp(h - 1.5) to exp(h - 2.5) errors.
     *
     * @param errorsPerDay of the node; fewer than {@value #LEAST_ERRORS} count as so many
     */
    double shareThreshold(double errorsPerDay) {
        return Math.log(runLength(Math.max(LEAST_ERRORS, errorsPerDay))) + BEST_OF_ALL;
    }
}
