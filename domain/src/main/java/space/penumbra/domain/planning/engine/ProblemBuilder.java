package space.penumbra.domain.planning.engine;

import java.util.function.DoubleUnaryOperator;

/**
 * Collects a region's problem: first its nodes and links, then source by source its routes and workloads, and each workload's stays and
 * moves. Consumption is rounded up and what there is rounded down, so that a plan that fits the whole numbers fits the fleet.
 */
public final class ProblemBuilder {

    final Numbers freeGpus = new Numbers();
    final Numbers freeWatts = new Numbers();
    final Numbers arrivals = new Numbers();
    final Costs linkMegabytes = new Costs();
    final Numbers energyWh = new Numbers();
    final Numbers departures = new Numbers();
    final Numbers bucket = new Numbers();
    final Numbers workloadStart = new Numbers();
    final Numbers routeStart = new Numbers();
    final Numbers routeTarget = new Numbers();
    final Numbers pathStart = new Numbers();
    final Numbers pathLink = new Numbers();
    final Numbers gpus = new Numbers();
    final Numbers watts = new Numbers();
    final Numbers group = new Numbers();
    final Numbers moveStart = new Numbers();
    final Costs stayCost = new Costs();
    final Numbers stayWh = new Numbers();
    final Numbers moveRoute = new Numbers();
    final Costs moveCost = new Costs();
    final Numbers moveMegabytes = new Numbers();

    /**
     * Adds a node that could take workloads.
     *
     * @param gpus GPUs that are free
     * @param powerWatts power that it can still feed and cool
     * @param moves moves into it that may still begin
     * @return its index
     */
    public int node(int gpus, double powerWatts, int moves) {
        freeGpus.add(Math.max(0, gpus));
        freeWatts.add(down(powerWatts));
        arrivals.add(Math.max(0, moves));
        return freeGpus.size() - 1;
    }

    /** Adds a link, one way, that carries so many MB/s for moves; returns its index. */
    public int link(double megabytesPerSecond) {
        return link(seconds -> Math.floor(megabytesPerSecond) * seconds);
    }

    /** Adds a link that carries so many MB for moves that are due in so many seconds; returns its index. */
    public int link(DoubleUnaryOperator megabytesBySeconds) {
        for (int seconds : Problem.BUCKET_SECONDS) {
            linkMegabytes.add(Math.max(0, Math.floor(megabytesBySeconds.applyAsDouble(seconds))));
        }
        return linkMegabytes.size() / Problem.BUCKETS - 1;
    }

    /**
     * Begins a source.
     *
     * @param wattHours energy that its workloads may take from the battery
     * @param deadlineSeconds when its moves must have been copied, from now
     * @return its index
     */
    public int source(double wattHours, double deadlineSeconds) {
        return source(wattHours, deadlineSeconds, Integer.MAX_VALUE);
    }

    /** Begins a source of which only so many workloads may move. */
    public int source(double wattHours, double deadlineSeconds, int mostDepartures) {
        departures.add(Math.max(0, mostDepartures));
        energyWh.add(down(wattHours));
        int last = -1;
        while (last + 1 < Problem.BUCKETS && Problem.BUCKET_SECONDS[last + 1] <= deadlineSeconds) {
            last++;
        }
        bucket.add(last);
        workloadStart.add(gpus.size());
        routeStart.add(routeTarget.size());
        return energyWh.size() - 1;
    }

    /** Adds a way from the current source to a target over links; returns its index. */
    public int route(int target, int[] path, int hops) {
        routeTarget.add(target);
        pathStart.add(pathLink.size());
        for (int i = 0; i < hops; i++) {
            pathLink.add(path[i]);
        }
        return routeTarget.size() - 1;
    }

    /**
     * Begins a workload of the current source; without further calls it can only be paused.
     *
     * @param pauseCost weighted GPU-hours of a pause
     * @param antiAffinity number of its group, -1 if none
     * @return its index
     */
    public int workload(int gpuCount, double powerWatts, int antiAffinity, double pauseCost) {
        gpus.add(gpuCount);
        watts.add(up(powerWatts));
        group.add(antiAffinity);
        moveStart.add(moveRoute.size());
        for (int way = 0; way < Way.STAYS; way++) {
            stayCost.add(way == Way.PAUSE.ordinal() ? pauseCost : Double.POSITIVE_INFINITY);
            stayWh.add(0);
        }
        return gpus.size() - 1;
    }

    /** Lets the current workload stay in a way. */
    public void stay(Way way, double cost, double wattHours) {
        int at = (gpus.size() - 1) * Way.STAYS + way.ordinal();
        stayCost.set(at, cost);
        stayWh.set(at, up(wattHours));
    }

    /** Lets the current workload move over a route of its source. Without a deadline ahead nothing can move, and this does nothing. */
    public void move(int route, double cost, double megabytes) {
        if (bucket.get(bucket.size() - 1) < 0) {
            return;
        }
        // Kept sorted as they come: there are about ten.
        int first = moveStart.get(moveStart.size() - 1);
        moveRoute.add(route);
        moveCost.add(cost);
        moveMegabytes.add(up(megabytes));
        for (int i = moveRoute.size() - 1; i > first && moveCost.get(i - 1) > moveCost.get(i); i--) {
            swap(i);
        }
    }

    private void swap(int i) {
        int route = moveRoute.get(i);
        moveRoute.set(i, moveRoute.get(i - 1));
        moveRoute.set(i - 1, route);
        double cost = moveCost.get(i);
        moveCost.set(i, moveCost.get(i - 1));
        moveCost.set(i - 1, cost);
        int megabytes = moveMegabytes.get(i);
        moveMegabytes.set(i, moveMegabytes.get(i - 1));
        moveMegabytes.set(i - 1, megabytes);
    }

    /** The problem as collected. */
    public Problem build() {
        return new Problem(this);
    }

    private static int down(double value) {
        return (int) Math.max(0, Math.min(1e9, Math.floor(value)));
    }

    private static int up(double value) {
        return (int) Math.max(0, Math.min(1e9, Math.ceil(value)));
    }
}
