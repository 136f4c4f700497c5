package space.penumbra.domain.planning;

import space.penumbra.domain.fleet.Workload;

/** Prices of the options, in weighted GPU-hours. Pure functions. */
final class Cost {

    private Cost() {}

    /** Weights beyond it are taken for a mistake of whoever wrote them. */
    private static final double GREATEST_WEIGHT = 1e4;

    /**
     * What an hour of this workload standing still costs: its GPUs and those of its gang, weighted by its priority. A weight that nobody gave, or that is
     * below what is possible, counts as ordinary, and one that is too great as the greatest: no one workload may spoil the prices of all.
     */
    static double perHour(Workload workload) {
        return weight(workload.priority(), 0) * workload.gpus() * weight(workload.stallFactor(), 1);
    }

    private static double weight(double told, double least) {
        return told >= least ? Math.min(told, GREATEST_WEIGHT) : 1;
    }

    /** Goes on as it is: wears the battery. */
    static double ride(double wattHours) {
        return Assumptions.WEAR_GPU_HOURS_PER_KILOWATT_HOUR * wattHours / 1000;
    }

    static double cap(Workload workload, double hours, double wattHours) {
        return perHour(workload) * hours * Assumptions.CAP_LOSS_RATIO + ride(wattHours);
    }

    static double pause(Workload workload, double hours) {
        double handling = (Assumptions.saveSeconds(workload) + Assumptions.restoreSeconds(workload)) / 3600;
        return perHour(workload) * (hours + handling);
    }

    /** Nothing is done and the node fails: never chosen, it is what the other options save. */
    static double kill(Workload workload, double hours) {
        double interval = workload.checkpointIntervalSeconds();
        double rollback = interval > 0 ? interval / 2 / 3600 : 0;
        return perHour(workload) * (hours + rollback + Assumptions.RESTART_HOURS);
    }

    /**
     * Moves it away.
     *
     * @param hops links on the path
     * @param dwellSeconds how long it can stay there after the hazard begins, above 0
     * @param kill price of failure, for the few moves that fail
     */
    static double migrate(Workload workload, MoveEstimate move, int hops, double dwellSeconds, double kill) {
        double stopped = perHour(workload) * move.downSeconds() / 3600;
        double slowed = weight(workload.priority(), 0)
                * workload.gpus()
                * Assumptions.BROWNOUT_RATIO
                * (move.totalSeconds() - move.downSeconds())
                / 3600;
        double nextMove = 1 + Assumptions.NEXT_MOVE_WEIGHT * 3600 / dwellSeconds;
        return (stopped + slowed) * nextMove
                + move.gigabytes() * hops * Assumptions.GPU_HOURS_PER_GIGABYTE_HOP
                + Assumptions.CHURN_GPU_HOURS
                + Assumptions.MOVE_FAILURE_RATIO * kill;
    }

    /**
     * What it costs others that free GPUs which lay together no longer do: whoever needs them all finds them nowhere. Nothing where the guest takes all that is
     * free, most where it takes half.
     */
    static double brokenHole(Workload guest, int freeGpus) {
        int left = freeGpus - guest.gpus();
        return left <= 0 ? 0 : Assumptions.BROKEN_HOLE_GPU_HOURS * guest.gpus() * left / (freeGpus * freeGpus / 4.0);
    }
}
