package space.penumbra.domain.planning;

/**
 * How the planner is driven.
 *
 * @param commandLatencySeconds event time from a decision to an executor that starts: commit to Kafka, gate, uplink
 * @param statusMaxAgeSeconds a node whose status is older is no target
 * @param cycleSeconds event time between two plans
 * @param lookaheadSeconds hazards that begin later are left to later plans
 * @param minDwellSeconds how long a target must last after the source's hazard begins
 * @param residenceSeconds a workload that moved is not moved again sooner
 * @param maxArrivals moves into one node at a time
 * @param maxDepartures moves out of one node at a time
 * @param maxInFlightRatio share of all workloads that may be moving at a time
 */
public record PlannerSettings(
        double commandLatencySeconds,
        double statusMaxAgeSeconds,
        double cycleSeconds,
        double lookaheadSeconds,
        double minDwellSeconds,
        double residenceSeconds,
        int maxArrivals,
        int maxDepartures,
        double maxInFlightRatio) {

    /** Settings of a live fleet. */
    public static final PlannerSettings LIVE = new PlannerSettings(15, 120, 30, 1800, 1200, 900, 4, 8, 0.10);

    /** @throws IllegalArgumentException naming the value that makes no sense */
    public PlannerSettings {
        requireAtLeast("command latency", commandLatencySeconds, 0);
        requireAtLeast("greatest status age", statusMaxAgeSeconds, 1);
        requireAtLeast("cycle", cycleSeconds, 1);
        requireAtLeast("look-ahead", lookaheadSeconds, 60);
        requireAtLeast("least dwell", minDwellSeconds, 0);
        requireAtLeast("residence", residenceSeconds, 0);
        requireAtLeast("arrivals at a time", maxArrivals, 1);
        requireAtLeast("departures at a time", maxDepartures, 1);
        requireAtLeast("share in flight", maxInFlightRatio, 0);
    }

    /**
     * The same for a fleet whose event time runs at another pace: what is bound to the wall clock (commits, polling) takes more event
     * time there.
     *
     * @param speed seconds of event time per second of wall clock, above 0
     * @param commitSeconds wall seconds between two commits of the stream jobs
     */
    public PlannerSettings atPace(double speed, double commitSeconds) {
        double latency = Math.max(commandLatencySeconds, speed * (2 * commitSeconds + 1));
        double age = statusMaxAgeSeconds + speed * (2 * commitSeconds + 1);
        // One retry must fit before the onset of whatever is looked at.
        double lookahead = Math.max(lookaheadSeconds, 900 + 3.5 * latency);
        return new PlannerSettings(
                latency,
                age,
                cycleSeconds,
                lookahead,
                minDwellSeconds,
                residenceSeconds,
                maxArrivals,
                maxDepartures,
                maxInFlightRatio);
    }

    /**
     * The same for a planner that reads its facts late, as when it catches up after a stop: what it decides reaches the nodes later by as
     * much.
     *
     * @param lagSeconds event time by which the plan's clock is behind the fleet's
     */
    public PlannerSettings behind(double lagSeconds) {
        // A lag of one latency is the ordinary one, and already counted in it.
        double extra = Math.max(0, lagSeconds - commandLatencySeconds);
        return new PlannerSettings(
                commandLatencySeconds + extra,
                statusMaxAgeSeconds,
                cycleSeconds,
                lookaheadSeconds + extra,
                minDwellSeconds,
                residenceSeconds,
                maxArrivals,
                maxDepartures,
                maxInFlightRatio);
    }

    private static void requireAtLeast(String what, double value, double least) {
        if (!(value >= least)) {
            throw new IllegalArgumentException("The planner's " + what + " is " + value + ": give at least " + least);
        }
    }
}
