package space.penumbra.domain.planning.engine;

/**
 * Shadow prices of what sources compete for: GPUs and power of targets, and each link's time buckets. Prices are 0 or more, in weighted
 * GPU-hours for a GPU, a watt and a megabyte. One per thread.
 */
final class Prices {

    final Problem problem;
    final double[] gpu;
    final double[] watt;

    /** By link times bucket: the price of the bucket itself. */
    final double[] link;

    /**
     * By route, what its moves pay: for a megabyte on its links, all buckets from its source's deadline on, for a GPU and for a watt of its target. The
     * workloads of a source look at its routes again and again, so that what they need lies together.
     */
    private final double[] route;

    /** By link: whether any of its buckets has a price; most have none. */
    private final boolean[] priced;

    /** By link times {@link #LINE} plus bucket: the sum of its price and those of all later buckets. */
    private final float[] linkFrom;

    private static final int LINE = 8;

    Prices(Problem problem) {
        this.problem = problem;
        gpu = new double[problem.nodes];
        watt = new double[problem.nodes];
        link = new double[problem.links * Problem.BUCKETS];
        linkFrom = new float[problem.links * LINE];
        route = new double[3 * problem.routeTarget.length];
        priced = new boolean[problem.links];
    }

    /** Works all prices of routes out anew. */
    void refresh() {
        for (int l = 0; l < problem.links; l++) {
            refreshLink(l);
        }
        for (int s = 0; s < problem.sources; s++) {
            refreshRoutes(s);
        }
    }

    void refreshLink(int l) {
        double sum = 0;
        for (int b = Problem.BUCKETS - 1; b >= 0; b--) {
            sum += link[l * Problem.BUCKETS + b];
            linkFrom[l * LINE + b] = down(sum);
        }
        priced[l] = sum > 0;
    }

    /** Never above the price itself: what sources pay less only lowers the bound. */
    private static float down(double sum) {
        float near = (float) sum;
        return near > sum ? Math.nextDown(near) : near;
    }

    void refreshRoutes(int source) {
        int bucket = problem.bucket[source];
        if (bucket < 0) {
            return;
        }
        int[] pathLink = problem.pathLink;
        for (int r = problem.routeStart[source], last = problem.routeStart[source + 1]; r < last; r++) {
            double sum = 0;
            for (int i = problem.pathStart[r], end = problem.pathStart[r + 1]; i < end; i++) {
                if (priced[pathLink[i]]) {
                    sum += linkFrom[pathLink[i] * LINE + bucket];
                }
            }
            int target = problem.routeTarget[r];
            route[3 * r] = sum;
            route[3 * r + 1] = gpu[target];
            route[3 * r + 2] = watt[target];
        }
    }

    /** What a move pays for what others want too. */
    double of(int workload, int moveAt) {
        int at = 3 * problem.moveRoute[moveAt];
        return problem.moveMegabytes[moveAt] * route[at]
                + problem.gpus[workload] * route[at + 1]
                + problem.watts[workload] * route[at + 2];
    }

    /** The same for every move, at the prices as they are now. */
    float[] ofAll() {
        float[] all = new float[problem.moveRoute.length];
        for (int w = 0; w < problem.workloads; w++) {
            for (int at = problem.moveStart[w]; at < problem.moveStart[w + 1]; at++) {
                all[at] = (float) of(w, at);
            }
        }
        return all;
    }

    void copyFrom(Prices other) {
        System.arraycopy(other.gpu, 0, gpu, 0, gpu.length);
        System.arraycopy(other.watt, 0, watt, 0, watt.length);
        System.arraycopy(other.link, 0, link, 0, link.length);
    }
}
