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

    /** By route: what a megabyte pays on it, all buckets from its source's deadline on. */
    final double[] routeMegabyte;

    /** By link times bucket: the sum of its price and those of all later buckets. */
    private final double[] linkFrom;

    Prices(Problem problem) {
        this.problem = problem;
        gpu = new double[problem.nodes];
        watt = new double[problem.nodes];
        link = new double[problem.links * Problem.BUCKETS];
        linkFrom = new double[link.length];
        routeMegabyte = new double[problem.routeTarget.length];
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
        for (int at = (l + 1) * Problem.BUCKETS - 1; at >= l * Problem.BUCKETS; at--) {
            sum += link[at];
            linkFrom[at] = sum;
        }
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
                sum += linkFrom[pathLink[i] * Problem.BUCKETS + bucket];
            }
            routeMegabyte[r] = sum;
        }
    }

    /** What a move pays for what others want too. */
    double of(int workload, int moveAt) {
        int route = problem.moveRoute[moveAt];
        int target = problem.routeTarget[route];
        return problem.moveMegabytes[moveAt] * routeMegabyte[route]
                + problem.gpus[workload] * gpu[target]
                + problem.watts[workload] * watt[target];
    }

    void copyFrom(Prices other) {
        System.arraycopy(other.gpu, 0, gpu, 0, gpu.length);
        System.arraycopy(other.watt, 0, watt, 0, watt.length);
        System.arraycopy(other.link, 0, link, 0, link.length);
    }
}
