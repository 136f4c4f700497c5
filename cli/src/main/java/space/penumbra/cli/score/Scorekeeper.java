package space.penumbra.cli.score;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.producers.twin.FleetTwin;
import space.penumbra.producers.twin.TwinTruth;

/** Watches the true fleet: GPU-hours, floors, heat and copies. Not thread-safe. */
final class Scorekeeper implements TwinTruth.Watch {

    /** The hardware cuts the work off at this share of the planning floor. */
    private static final double HARDWARE_SHARE = 0.5;

    /** Above a floor by this much a node has recovered from falling below it. */
    private static final double RECOVERED_RATIO = 0.02;

    private record Seen(int node, long generation, double undoneSeconds) {}

    private final FleetTwin twin;
    private final TwinTruth truth;
    private final Tally tally;
    private final MoveBook moves;
    private final long beginMillis;
    private final boolean[] belowHardware;
    private final boolean[] belowPlanning;
    private final boolean[] hot;
    private final Map<String, Seen> seen = new HashMap<>();

    Scorekeeper(FleetTwin twin, Tally tally, MoveBook moves, long beginMillis) {
        this.twin = twin;
        this.truth = twin.truth();
        this.tally = tally;
        this.moves = moves;
        this.beginMillis = beginMillis;
        int nodes = twin.designs().size();
        belowHardware = new boolean[nodes];
        belowPlanning = new boolean[nodes];
        hot = new boolean[nodes];
    }

    @Override
    public void stepped(int node, long timeMillis, double seconds) {
        boolean counts = timeMillis > beginMillis;
        moves.stepped(node, timeMillis, seconds);
        floors(node, counts);
        boolean throttled = truth.throttled(node);
        tally.thermalTrips += counts && throttled && !hot[node] ? 1 : 0;
        hot[node] = throttled;
        tally.nodeHours += counts ? seconds / 3600 : 0;
        truth.jobs(node, (id, gpus, weight, state, rate, undone, generation) -> {
            Seen before = seen.get(id);
            if (before == null || before.node != node || before.undoneSeconds != undone) {
                seen.put(id, new Seen(node, generation, undone));
            }
            boolean elsewhere = before != null && before.node != node;
            tally.twoLiveCopies += elsewhere && generation <= before.generation ? 1 : 0;
            if (counts) {
                double undoneNow = before == null ? undone : undone - before.undoneSeconds;
                double lost = gpus * ((1 - rate) * seconds + undoneNow) / 3600;
                tally.gpuHoursOffered += gpus * seconds / 3600;
                tally.gpuHoursLost += lost;
                tally.weightedLost += lost * weight;
                if (lost > 0) {
                    String where = truth.illumination(node) > 0 ? " in the light" : " in the dark";
                    tally.lostBy.merge(state.name().toLowerCase(Locale.ROOT) + where, lost, Double::sum);
                }
            }
        });
    }

    private void floors(int node, boolean counts) {
        NodeSpec spec = twin.designs().get(node).spec();
        double charge = truth.chargeRatio(node);
        double hardware = spec.batteryFloorRatio() * HARDWARE_SHARE;
        boolean below = crossed(belowHardware, node, charge, hardware);
        boolean dipped = crossed(belowPlanning, node, charge, spec.batteryFloorRatio());
        tally.floorViolations += counts && below ? 1 : 0;
        tally.planningFloorDips += counts && dipped ? 1 : 0;
    }

    /** Whether the charge has just fallen below a floor. */
    private static boolean crossed(boolean[] below, int node, double charge, double floor) {
        boolean was = below[node];
        below[node] = was ? charge < floor + RECOVERED_RATIO : charge < floor;
        return below[node] && !was;
    }
}
