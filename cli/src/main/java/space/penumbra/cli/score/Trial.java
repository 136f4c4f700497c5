package space.penumbra.cli.score;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import space.penumbra.domain.hazard.CommonFacts;
import space.penumbra.domain.hazard.HazardKeeper;
import space.penumbra.domain.hazard.HazardSchedule;
import space.penumbra.domain.hazard.NodeFacts;
import space.penumbra.domain.hazard.NodeTrend;
import space.penumbra.domain.hazard.Storm;
import space.penumbra.domain.limits.DefaultRules;
import space.penumbra.domain.limits.RuleBook;
import space.penumbra.orbit.ground.GroundNetwork;
import space.penumbra.producers.twin.NodeDesign;
import space.penumbra.producers.twin.Scenario;

/**
 * One fleet and one random tape, under which every policy is run. What the orbits tell does not depend on the policy: it is found once. Immutable.
 *
 * @param scenario what goes wrong
 * @param nodes size of the fleet
 * @param seed of everything that is drawn
 * @param start begin, in event time
 * @param warmUp time before the score is kept
 * @param scored time in which it is
 * @param orbits windows of the orbits by node id, over the whole trial and one horizon more
 */
record Trial(
        Scenario scenario,
        int nodes,
        long seed,
        Instant start,
        Duration warmUp,
        Duration scored,
        Map<String, HazardSchedule> orbits) {

    /** How far hazards are forecast, as the forecasts job does unless set otherwise. */
    static final Duration HORIZON = Duration.ofHours(3);

    /** A revolution and some: batteries have been seen to empty and to fill once. */
    static final Duration WARM_UP = Duration.ofMinutes(110);

    static Trial of(Scenario scenario, int nodes, long seed, Instant start, Duration scored, List<NodeDesign> designs) {
        Duration all = WARM_UP.plus(scored).plus(HORIZON);
        Map<String, HazardSchedule> orbits = new HashMap<>();
        CommonFacts common = new CommonFacts(Storm.NONE, new RuleBook(DefaultRules.all()), List.of());
        designs.parallelStream()
                .map(design -> new HazardKeeper(all, GroundNetwork.NONE)
                        .anew(null, new NodeFacts(design.elements(), design.spec(), NodeTrend.NONE), common, start)
                        .orElseThrow())
                .sequential()
                .forEach(schedule -> orbits.put(schedule.nodeId(), schedule));
        return new Trial(scenario, nodes, seed, start, WARM_UP, scored, orbits);
    }

    Instant begin() {
        return start.plus(warmUp);
    }

    Instant end() {
        return begin().plus(scored);
    }
}
