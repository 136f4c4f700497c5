package space.penumbra.domain.planning;

import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.fleet.WorkloadKind;

/**
 * What it takes to move a workload's state over a path.
 *
 * @param gigabytes volume over the links
 * @param totalSeconds from the start to running again, verified
 * @param downSeconds of these, the time in which it does not work
 */
record MoveEstimate(double gigabytes, double totalSeconds, double downSeconds) {

    /**
     * Training is stopped at a step boundary and copied once, because each step writes its whole state anew. Other work is copied while
     * it runs, in rounds that shrink by (dirty rate / path rate), and stopped for the last one (Clark et al., NSDI'05).
     *
     * @param gigabytesPerSecond rate of the path, above 0
     */
    static MoveEstimate of(Workload workload, double gigabytesPerSecond) {
        double handling = Assumptions.saveSeconds(workload) + Assumptions.restoreSeconds(workload);
        double shrink = workload.dirtyGigabytesPerSecond() / gigabytesPerSecond;
        // NaN, a dirty rate that nobody reported, falls to the safe side as well.
        boolean preCopy = workload.kind() != WorkloadKind.TRAINING && shrink < Assumptions.PRE_COPY_LIMIT_RATIO;
        if (!preCopy) {
            double seconds = workload.stateGigabytes() / gigabytesPerSecond + handling;
            return new MoveEstimate(workload.stateGigabytes(), seconds, seconds);
        }
        double last = workload.stateGigabytes();
        double volume = last;
        for (int round = 1; round < Assumptions.PRE_COPY_ROUNDS && last > Assumptions.LAST_ROUND_GIGABYTES; round++) {
            last *= shrink;
            volume += last;
        }
        return new MoveEstimate(volume, volume / gigabytesPerSecond + handling, last / gigabytesPerSecond + handling);
    }
}
