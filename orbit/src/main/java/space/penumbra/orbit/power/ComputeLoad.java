package space.penumbra.orbit.power;

/** Electrical load of a compute node. Stateless and thread-safe, without allocation. */
public final class ComputeLoad {

    /** Conversion, switches and storage on top of the accelerators. */
    public static final double OVERHEAD_RATIO = 1.08;

    private ComputeLoad() {}

    /**
     * Power of one accelerator.
     *
     * @param idleWatts power without work (75 W of the H100 class)
     * @param limitWatts power at full load, or a cap below it (700 W of the H100 class)
     * @param utilisationRatio 0 to 1
     */
    public static double acceleratorWatts(double idleWatts, double limitWatts, double utilisationRatio) {
        return idleWatts + (limitWatts - idleWatts) * utilisationRatio;
    }

    /** Power of a node: all its accelerators with overhead, and the bus of the satellite. */
    public static double nodeWatts(double acceleratorsWatts, double busWatts) {
        return acceleratorsWatts * OVERHEAD_RATIO + busWatts;
    }
}
