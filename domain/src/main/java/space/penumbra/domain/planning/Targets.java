package space.penumbra.domain.planning;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.fleet.WorkloadState;
import space.penumbra.domain.migration.ActionKind;

/**
 * Finds destinations that last: in light and free of hazards for the whole stay, with room in GPUs, power, cooling and links. Used by
 * one plan.
 */
final class Targets {

    /** So many are priced exactly for each source. */
    private static final int SHORT_LIST = 32;

    private static final double REACH_COSINE = Math.cos(Math.toRadians(Assumptions.REACH_DEGREES));

    /** Cosines of 1, 2, 3 ... hops: an angle is compared without computing it. */
    private static final double[] HOP_COSINES = IntStream.rangeClosed(
                    1, (int) (Assumptions.REACH_DEGREES / Assumptions.HOP_DEGREES))
            .mapToDouble(hops -> Math.cos(Math.toRadians(hops * Assumptions.HOP_DEGREES)))
            .toArray();

    /**
     * @param dwellSeconds light after the source's hazard begins
     * @param lastsSeconds how long a guest can stay that the battery carries through shadows
     */
    private record Candidate(NodeOutlook node, int hops, double dwellSeconds, double lastsSeconds, double score) {

        /** How long a workload can stay. */
        double staySeconds(Workload workload, Instant now) {
            return lastsSeconds > dwellSeconds && node.carries(workload, now) ? lastsSeconds : dwellSeconds;
        }
    }

    private final List<NodeOutlook> fit = new ArrayList<>();
    private final double[] free;
    private final PlannerSettings settings;
    private final RegionView region;
    private final List<Candidate> reachable = new ArrayList<>();
    private Threat reachableThreat;

    Targets(RegionView region, PlannerSettings settings) {
        this.settings = settings;
        this.region = region;
        this.free = new double[region.nodes().size()];
        for (NodeOutlook node : region.nodes()) {
            double seconds = node.fitForGuests(region.now(), settings) ? node.secondsFree(region.now()) : 0;
            boolean carries = seconds > 0 && node.mayCarry(region.now());
            if ((carries || seconds > settings.minDwellSeconds()) && node.freeGpus() > 0) {
                free[fit.size()] = seconds;
                fit.add(node);
            }
        }
    }

    /** The cheapest move of a workload away from a threat, or why there is none. */
    Offer best(Workload workload, Threat threat, Set<String> shunned, Choice previous) {
        Offer best = null;
        double least = Double.POSITIVE_INFINITY;
        for (Candidate candidate : shortList(workload, threat)) {
            NodeOutlook target = candidate.node();
            if (shunned.contains(target.id())) {
                continue;
            }
            Offer offer = price(workload, threat, candidate);
            boolean kept = previous.sameAs(
                    ActionKind.MIGRATE, target.id(), threat.window().hazardId());
            double leant = kept ? offer.costGpuHours() - Leaning.BONUS_GPU_HOURS : offer.costGpuHours();
            if (leant < least) {
                best = offer;
                least = leant;
            }
        }
        return best != null ? best : Offer.impossible(ActionKind.MIGRATE, Texts.NO_DESTINATION);
    }

    /** The cheapest moves of a workload away from a threat that have room now, the best first. */
    List<Offer> cheapest(Workload workload, Threat threat, Set<String> shunned, int most) {
        List<Offer> offers = new ArrayList<>();
        for (Candidate candidate : shortList(workload, threat)) {
            if (!shunned.contains(candidate.node().id())) {
                Offer offer = price(workload, threat, candidate);
                if (offer.feasible()) {
                    offers.add(offer);
                }
            }
        }
        offers.sort(Comparator.comparingDouble(Offer::costGpuHours).thenComparing(Offer::targetNodeId));
        return offers.subList(0, Math.min(most, offers.size()));
    }

    /** Whether a target, as it is now, still has room for what was offered. */
    boolean stillFits(Workload workload, Threat threat, Offer offer) {
        return hasRoom(workload, threat, offer.target(), offer.move());
    }

    /** Why a target, as it is now, has no room any more for what was offered, one phrase; empty if it has. */
    String obstacle(Workload workload, Threat threat, Offer offer) {
        return obstacle(workload, threat, offer.target(), offer.move());
    }

    /** Keeps the room for a move that was chosen. */
    void reserve(Workload workload, Threat threat, Offer offer) {
        double due = threat.deadlineSeconds(workload) - settings.commandLatencySeconds();
        offer.target().reserve(workload, offer.move().gigabytes(), due);
        threat.node().departs(offer.move().gigabytes(), due);
    }

    /** Takes the newest reservation from a threat back. */
    void release(Workload workload, Threat threat, Offer offer) {
        offer.target().release(workload);
        threat.node().stays();
    }

    /** The best few by a score that is quickly told: near, long in light, much room. */
    private List<Candidate> shortList(Workload workload, Threat threat) {
        double[] scores = new double[SHORT_LIST];
        Candidate[] best = new Candidate[SHORT_LIST];
        int count = 0;
        for (Candidate candidate : reachableFrom(threat)) {
            int room = candidate.node().freeGpus();
            double score = candidate.score() - 0.15 * Math.min(room, 16);
            if (room < workload.gpus() || count == SHORT_LIST && score >= scores[count - 1]) {
                continue;
            }
            int at = count < SHORT_LIST ? count++ : count - 1;
            // Nodes come by id, so equals stay in that order.
            while (at > 0 && scores[at - 1] > score) {
                scores[at] = scores[at - 1];
                best[at] = best[at - 1];
                at--;
            }
            scores[at] = score;
            best[at] = candidate;
        }
        return Arrays.asList(best).subList(0, count);
    }

    /** Nodes in reach of a source that last for the whole stay; the workloads of a source share them. */
    private List<Candidate> reachableFrom(Threat threat) {
        if (threat == reachableThreat) {
            return reachable;
        }
        // A guest stays until its own node is out of the hazard: whoever moves twice for one hazard was moved to the
        // wrong place.
        double stay = staySeconds(threat);
        reachable.clear();
        reachableThreat = threat;
        for (int i = 0; i < fit.size(); i++) {
            NodeOutlook node = fit.get(i);
            double dwell = free[i] - threat.onsetSeconds();
            double lasts =
                    node.mayCarry(region.now()) ? node.secondsCarried(region.now()) - threat.onsetSeconds() : dwell;
            double longest = Math.max(dwell, lasts);
            int hops = longest < stay || node == threat.node() ? 0 : hops(threat.node(), node);
            if (hops > 0) {
                reachable.add(new Candidate(node, hops, dwell, lasts, hops + 7200 / longest));
            }
        }
        return reachable;
    }

    private Offer price(Workload workload, Threat threat, Candidate candidate) {
        NodeOutlook target = candidate.node();
        double rate = Math.min(threat.node().link.gigabytesPerSecond(), target.link.gigabytesPerSecond());
        if (!(rate > 0)) {
            return Offer.impossible(ActionKind.MIGRATE, "no link");
        }
        MoveEstimate move = MoveEstimate.of(workload, rate);
        if (!hasRoom(workload, threat, target, move)) {
            return Offer.impossible(ActionKind.MIGRATE, "no room at " + target.id());
        }
        double kill = Cost.kill(workload, threat.hours());
        double cost =
                Cost.migrate(workload, move, candidate.hops(), candidate.staySeconds(workload, region.now()), kill);
        double standing = workload.state() == WorkloadState.PAUSED
                ? Cost.perHour(workload)
                        * (settings.commandLatencySeconds() + move.totalSeconds() - move.downSeconds())
                        / 3600
                : 0;
        double wait = Math.max(settings.commandLatencySeconds(), target.readySeconds(region.now()));
        double lead = threat.begun() ? wait + move.totalSeconds() : 0;
        double drawn = threat.node().presentWatts(workload) * lead / 3600 / Assumptions.BATTERY_EFFICIENCY;
        return new Offer(
                ActionKind.MIGRATE,
                target,
                move,
                cost + standing + Cost.brokenHole(workload, target.freeGpus()),
                drawn,
                Texts.lasts(candidate.staySeconds(workload, region.now()), target.dark()),
                "");
    }

    private boolean hasRoom(Workload workload, Threat threat, NodeOutlook target, MoveEstimate move) {
        return obstacle(workload, threat, target, move).isEmpty();
    }

    /** What stands in the way of a move as things are now, one phrase; empty if nothing does. */
    private String obstacle(Workload workload, Threat threat, NodeOutlook target, MoveEstimate move) {
        double wait = Math.max(settings.commandLatencySeconds(), target.readySeconds(region.now()));
        double available = threat.deadlineSeconds(workload) - wait;
        if (!(move.totalSeconds() <= available)) {
            return "it would not be complete in time";
        }
        if (target.freeGpus() < workload.gpus()) {
            return "others have its GPUs";
        }
        if (target.arrivals() >= settings.maxArrivals()) {
            return "as many move there as may at a time";
        }
        if (threat.node().departures() >= settings.maxDepartures()) {
            return "as many leave the node as may at a time";
        }
        if (target.hosts(workload.antiAffinityGroup())) {
            return "one of its group is there";
        }
        if (!target.lastsFor(workload)) {
            return "hardware there will not last as long as the work";
        }
        if (!hasMemory(workload, threat.node(), target)) {
            return "GPUs there have too little memory";
        }
        if (!feeds(workload, threat, target)) {
            return "others have its power or cooling";
        }
        if (!threat.node().link.fits(move.gigabytes(), available)) {
            return "other moves have the links of its node";
        }
        return target.link.fits(move.gigabytes(), available) ? "" : "other moves have the links there";
    }

    /** A guest stays until its own node is out of the hazard. */
    private double staySeconds(Threat threat) {
        return Math.max(settings.minDwellSeconds(), threat.hours() * 3600);
    }

    /** Whether it stays in the light long enough and has power for a guest there, or its battery carries the guest wherever it goes. */
    private boolean feeds(Workload workload, Threat threat, NodeOutlook target) {
        if (target.coolingHeadroomWatts() < target.extraWatts(workload)) {
            return false;
        }
        double stayHours = (threat.onsetSeconds() + settings.minDwellSeconds()) / 3600;
        boolean lit = target.secondsFree(region.now()) - threat.onsetSeconds() >= staySeconds(threat)
                && target.headroomWatts(stayHours) >= target.extraWatts(workload);
        return lit || target.carries(workload, region.now());
    }

    /** GPUs with as much memory as those it has, or with ample room for its state. */
    private static boolean hasMemory(Workload workload, NodeOutlook source, NodeOutlook target) {
        double memory = target.spec.gpuMemoryGigabytes();
        double needed = Assumptions.MEMORY_PER_STATE_RATIO * workload.stateGigabytes() / Math.max(1, workload.gpus());
        return !(memory < source.spec.gpuMemoryGigabytes()) || memory >= needed;
    }

    /** Links on the way, from where the nodes stand over the Earth; 0 if they are out of reach. */
    static int hops(NodeOutlook source, NodeOutlook target) {
        boolean sameShell = source.spec.shell().equals(target.spec.shell());
        int change = sameShell ? 0 : Assumptions.SHELL_CHANGE_HOPS;
        if (!source.placed || !target.placed) {
            return Assumptions.UNKNOWN_HOPS + change;
        }
        double cos = 0;
        for (int axis = 0; axis < 3; axis++) {
            cos += source.direction[axis] * target.direction[axis];
        }
        int steps = 0;
        while (steps < HOP_COSINES.length && cos < HOP_COSINES[steps]) {
            steps++;
        }
        return cos < REACH_COSINE ? 0 : 1 + steps + change;
    }
}
