package space.penumbra.domain.planning;

import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.migration.ActionKind;

/**
 * When a decision must leave the house, in seconds from now.
 *
 * @param commit when it is to be proposed at the latest; 0 or less: now; infinite: no more
 * @param start earliest start
 * @param deadline when it must be complete
 * @param expected how long it takes
 */
record Timing(double commit, double start, double deadline, double expected) {

    /** A cap or a pause begins this long before the hazard, and no sooner: until then the workload earns. */
    private static final double LAST_RESPONSIBLE_SECONDS = 45;

    /** A checkpoint is written while the workload runs; this is ample. */
    private static final double CHECKPOINT_SECONDS = 30;

    private static final double CHECKPOINT_AHEAD_SECONDS = 15;

    private static final double LATE_SECONDS = 60;
    private static final double CAP_SECONDS = 5;
    private static final double PAUSE_OVERHEAD_SECONDS = 3;
    private static final double LEAST_GUARD_SECONDS = 30;

    /** Kept between the end of a move and the hazard even where nothing is tried again. */
    private static final double SLACK_SECONDS = 60;

    static Timing of(Decision decision, PlannerSettings settings) {
        double latency = settings.commandLatencySeconds();
        Threat threat = decision.threat();
        if (decision.chosen().action() == ActionKind.MIGRATE) {
            double total = decision.chosen().move().totalSeconds();
            double lead = latency + total + queueSeconds(decision) + LEAST_GUARD_SECONDS;
            double commit = threat.begun() ? 0 : threat.onsetSeconds() - lead - spareSeconds(decision, lead, settings);
            return new Timing(commit, 0, threat.deadlineSeconds(decision.workload()), total);
        }
        double expected = expected(decision.chosen().action(), decision.workload());
        boolean checkpoint = decision.chosen().action() == ActionKind.CHECKPOINT;
        // Where commands are slow in event time, so is their start: half of that is left for it.
        double ahead = Math.max(checkpoint ? CHECKPOINT_AHEAD_SECONDS : LAST_RESPONSIBLE_SECONDS, latency / 2);
        boolean late = threat.onsetSeconds() < latency + expected;
        boolean pointless = checkpoint || latency > threat.onsetSeconds() + 3600 * threat.hours();
        if (late && pointless) {
            return new Timing(Double.POSITIVE_INFINITY, 0, threat.onsetSeconds(), expected);
        }
        if (late) {
            // Better late than never: the battery gives way slowly.
            double deadline = Math.max(threat.deadlineSeconds(), 2 * latency + expected + LATE_SECONDS);
            return new Timing(0, 0, deadline, expected);
        }
        double start = Math.max(0, threat.onsetSeconds() - ahead - expected);
        double commit = start - 1.5 * latency - settings.cycleSeconds();
        return new Timing(commit, start, threat.onsetSeconds(), expected);
    }

    /**
     * How much earlier than needed a move leaves. Until then plans may know better: as late as one more attempt fits after a failure, or without, where
     * a failure costs so little that waiting is worth more.
     */
    private static double spareSeconds(Decision decision, double lead, PlannerSettings settings) {
        double pause = Cost.pause(decision.workload(), decision.threat().hours());
        boolean again = Assumptions.MOVE_FAILURE_RATIO * pause > Assumptions.CHURN_GPU_HOURS;
        return settings.cycleSeconds() + (again ? lead + CommandBook.COOL_DOWN.toSeconds() : SLACK_SECONDS);
    }

    /** Time that others' state takes on the same links, if it all goes first. */
    private static double queueSeconds(Decision decision) {
        Offer move = decision.chosen();
        LinkBudget from = decision.threat().node().link;
        LinkBudget to = move.target().link;
        LinkBudget busier = from.busySeconds() >= to.busySeconds() ? from : to;
        return Math.max(0, busier.busySeconds() - move.move().gigabytes() / busier.gigabytesPerSecond());
    }

    private static double expected(ActionKind action, Workload workload) {
        switch (action) {
            case PAUSE:
                return Assumptions.saveSeconds(workload) + PAUSE_OVERHEAD_SECONDS;
            case CHECKPOINT:
                return CHECKPOINT_SECONDS;
            default:
                return CAP_SECONDS;
        }
    }

    boolean due() {
        return commit <= 0;
    }

    /** Latest start that still meets the deadline. */
    double latestStart() {
        return deadline - expected;
    }

    double margin() {
        return deadline - start - expected;
    }
}
