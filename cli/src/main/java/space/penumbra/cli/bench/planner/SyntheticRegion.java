package space.penumbra.cli.bench.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import space.penumbra.domain.planning.engine.Problem;
import space.penumbra.domain.planning.engine.ProblemBuilder;
import space.penumbra.domain.planning.engine.Way;

/**
 * The problem of a synthetic fleet: nodes that enter the shadow between 3 and 33 minutes from now, their workloads, up to 20 targets each
 * within 16 slots and 3 planes, and every option with its price.
 */
final class SyntheticRegion {

    static final double FIRST_ONSET_MINUTES = 3;
    static final double LAST_ONSET_MINUTES = 33;

    private static final int REACH_SLOTS = 16;
    private static final int REACH_PLANES = 3;
    private static final int MOST_TARGETS = 20;
    private static final double LEAST_LIGHT_MINUTES = 20;
    private static final double GUARD_SECONDS = 30;
    private static final double HOST_GIGABYTES_PER_SECOND = 12.5;

    /** No workload of a node is larger. */
    private static final int MOST_GPUS = 8;

    /** How targets are looked for. */
    enum Outlook {
        /** Nearest and longest lit first; only such as stay lit for a while after the onset. */
        LOOK_AHEAD,
        /** Nearest first, still lit at the onset, however long. */
        NEAREST_LIT,
        /** Nearest first, lit now; what comes later is not looked at. */
        NEAREST
    }

    private final SyntheticFleet fleet;
    private final long seed;
    private final Outlook outlook;
    private final ProblemBuilder builder = new ProblemBuilder();
    private final int[] path = new int[REACH_SLOTS + REACH_PLANES];
    private final List<Integer> sourceNodes = new ArrayList<>();
    private final double[] score = new double[MOST_TARGETS + 1];
    private final int[] target = new int[MOST_TARGETS + 1];
    private final int[] slots = new int[MOST_TARGETS + 1];
    private final int[] planes = new int[MOST_TARGETS + 1];
    private final int[] route = new int[MOST_TARGETS];
    private final double[] rate = new double[MOST_TARGETS];
    private final int[] hops = new int[MOST_TARGETS];
    private final double[] light = new double[MOST_TARGETS];
    private int pathLength;
    private int groups;
    private int groupRoom;
    private double killedCost;

    private SyntheticRegion(SyntheticFleet fleet, long seed, Outlook outlook) {
        this.fleet = fleet;
        this.seed = seed;
        this.outlook = outlook;
    }

    /**
     * A problem and what it is about.
     *
     * @param sourceNodes node of each source
     * @param doNothingCost weighted GPU-hours if every node went dark as it is
     */
    record Instance(Problem problem, int[] sourceNodes, double doNothingCost) {}

    static Instance of(SyntheticFleet fleet, long seed, Outlook outlook) {
        return new SyntheticRegion(fleet, seed, outlook).build();
    }

    private Instance build() {
        for (int node = 0; node < fleet.nodes; node++) {
            builder.node(fleet.gpus[node] - fleet.usedGpus[node], fleet.freeKilowatts[node] * 1000, Integer.MAX_VALUE);
        }
        for (double gigabytes : fleet.linkGigabytesPerSecond) {
            builder.link(gigabytes * 1000);
        }
        for (int node = 0; node < fleet.nodes; node++) {
            double onset = fleet.entryMinutes[node];
            boolean dark = fleet.darkMinutes[fleet.plane(node)] > 0;
            if (dark && onset >= FIRST_ONSET_MINUTES && onset < LAST_ONSET_MINUTES) {
                source(node, onset);
            }
        }
        int[] nodes = sourceNodes.stream().mapToInt(Integer::intValue).toArray();
        return new Instance(builder.build(), nodes, killedCost);
    }

    private void source(int node, double onsetMinutes) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + node);
        double hours = fleet.darkMinutes[fleet.plane(node)] / 60;
        double share = fleet.batteryShare[node];
        double load = fleet.usedGpus[node] * SyntheticFleet.KILOWATTS_PER_GPU;
        builder.source(share * load * hours * 1000, onsetMinutes * 60 - GUARD_SECONDS - 16);
        sourceNodes.add(node);
        // A stream of their own: what is wrong with a target must not change anybody's workloads.
        int routes = routes(node, onsetMinutes, new SplittableRandom(~(seed * 1_000_003 + node)));
        for (int left = fleet.usedGpus[node]; left > 0; ) {
            SyntheticWorkload workload = SyntheticWorkload.draw(Math.min(left, MOST_GPUS), random);
            left -= workload.gpus();
            workload(workload, hours, onsetMinutes, routes, random);
            killedCost += share >= 1 ? workload.wear(hours, 1) : workload.killed(hours);
        }
    }

    private void workload(
            SyntheticWorkload workload, double hours, double onsetMinutes, int routes, SplittableRandom random) {
        boolean grouped = !workload.training() && random.nextDouble() < 0.1;
        builder.workload(workload.gpus(), workload.kilowatts() * 1000, grouped ? group() : -1, workload.paused(hours));
        double wattHours = workload.kilowatts() * hours * 1000;
        builder.stay(Way.RIDE, workload.wear(hours, 1), wattHours);
        builder.stay(Way.CAP, workload.capped(hours, 0.60, 0.18), 0.60 * wattHours);
        builder.stay(Way.DEEP_CAP, workload.capped(hours, 0.35, 0.48), 0.35 * wattHours);
        for (int i = 0; i < routes; i++) {
            boolean inTime = workload.totalSeconds(rate[i]) <= onsetMinutes * 60 - GUARD_SECONDS;
            if (inTime && workload.gpus() <= fleet.gpus[target[i]] - fleet.usedGpus[target[i]]) {
                double cost = light[i] <= 0
                        ? workload.killed(hours)
                        : workload.moved(hours, rate[i], hops[i], Math.max(1, light[i]));
                builder.move(route[i], cost, workload.copiedGigabytes(rate[i]) * 1000);
            }
        }
    }

    /** Three replicas that follow each other belong together. */
    private int group() {
        if (groupRoom-- <= 0) {
            groups++;
            groupRoom = 2;
        }
        return groups - 1;
    }

    private int routes(int node, double onset, SplittableRandom random) {
        int found = 0;
        for (int across = -REACH_PLANES; across <= REACH_PLANES; across++) {
            for (int along = -REACH_SLOTS; along <= REACH_SLOTS; along++) {
                int other = fleet.neighbour(node, along, across);
                if (other >= 0 && other != node && usable(other, onset)) {
                    found = keep(found, other, along, across, scored(other, onset, along, across, random));
                }
            }
        }
        int kept = 0;
        for (int i = 0; i < found; i++) {
            double slowest = lay(node, slots[i], planes[i], random.nextBoolean());
            if (slowest > 0) {
                target[kept] = target[i];
                route[kept] = builder.route(target[i], path, pathLength);
                rate[kept] = Math.min(HOST_GIGABYTES_PER_SECOND, slowest / 2);
                hops[kept] = pathLength;
                light[kept++] = fleet.lightMinutes(target[i], onset);
            }
        }
        return kept;
    }

    private boolean usable(int node, double onset) {
        if (fleet.gpus[node] <= fleet.usedGpus[node] || fleet.darkNow(node)) {
            return false;
        }
        double light = fleet.lightMinutes(node, onset);
        return switch (outlook) {
            case NEAREST -> true;
            case NEAREST_LIT -> light > 0;
            case LOOK_AHEAD -> !fleet.flagged[node] && light >= LEAST_LIGHT_MINUTES;
        };
    }

    private double scored(int node, double onset, int along, int across, SplittableRandom random) {
        int distance = Math.abs(along) + Math.abs(across);
        return outlook != Outlook.LOOK_AHEAD
                ? distance
                : distance
                        + 120 / fleet.lightMinutes(node, onset)
                        - 0.15 * Math.min(16, fleet.gpus[node] - fleet.usedGpus[node])
                        + random.nextDouble();
    }

    private int keep(int found, int node, int along, int across, double newScore) {
        int at = found;
        while (at > 0 && score[at - 1] > newScore) {
            score[at] = score[at - 1];
            target[at] = target[at - 1];
            slots[at] = slots[at - 1];
            planes[at] = planes[at - 1];
            at--;
        }
        score[at] = newScore;
        target[at] = node;
        slots[at] = along;
        planes[at] = across;
        return Math.min(MOST_TARGETS, found + 1);
    }

    /** Lays the links of a path, along the plane first or across first, around a dead laser if it can; returns its slowest link, GB/s. */
    private double lay(int node, int along, int across, boolean alongFirst) {
        double slowest = walk(node, along, across, alongFirst);
        return slowest > 0 ? slowest : walk(node, along, across, !alongFirst);
    }

    private double walk(int node, int along, int across, boolean alongFirst) {
        pathLength = 0;
        double slowest = Double.POSITIVE_INFINITY;
        int at = node;
        for (int leg = 0; leg < 2; leg++) {
            boolean inPlane = leg == 0 == alongFirst;
            int steps = inPlane ? along : across;
            int direction = (inPlane ? 0 : 2) + (steps < 0 ? 1 : 0);
            for (int n = 0; n < Math.abs(steps); n++) {
                int link = 4 * at + direction;
                path[pathLength++] = link;
                slowest = Math.min(slowest, fleet.linkGigabytesPerSecond[link]);
                at = inPlane
                        ? fleet.neighbour(at, Integer.signum(steps), 0)
                        : fleet.neighbour(at, 0, Integer.signum(steps));
                if (at < 0) {
                    return 0;
                }
            }
        }
        return slowest;
    }
}
