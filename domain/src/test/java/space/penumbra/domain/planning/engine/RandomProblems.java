package space.penumbra.domain.planning.engine;

import java.util.SplittableRandom;

/** Small random problems, tight enough that sources fight over targets and links. */
final class RandomProblems {

    private RandomProblems() {}

    static Problem of(long seed, int sources, int mostWorkloads, int mostMoves) {
        return of(seed, sources, mostWorkloads, mostMoves, 2_000);
    }

    /** The same, but nobody ever waits for a link. */
    static Problem withWideLinks(long seed, int sources, int mostWorkloads, int mostMoves) {
        return of(seed, sources, mostWorkloads, mostMoves, 1_000_000);
    }

    private static Problem of(long seed, int sources, int mostWorkloads, int mostMoves, double mostRate) {
        SplittableRandom random = new SplittableRandom(seed);
        ProblemBuilder builder = new ProblemBuilder();
        int nodes = 1 + random.nextInt(4);
        for (int n = 0; n < nodes; n++) {
            builder.node(random.nextInt(9), random.nextDouble(0, 12_000), 1 + random.nextInt(4));
        }
        int links = 3;
        for (int l = 0; l < links; l++) {
            builder.link(mostRate * random.nextDouble(0.05, 1));
        }
        for (int s = 0; s < sources; s++) {
            builder.source(random.nextDouble(0, 6_000), random.nextDouble(0, 1_800));
            int[] route = new int[nodes];
            for (int n = 0; n < nodes; n++) {
                int[] path = {random.nextInt(links), random.nextInt(links)};
                route[n] = builder.route(n, path, path[0] == path[1] ? 1 : 1 + random.nextInt(2));
            }
            int workloads = 1 + random.nextInt(mostWorkloads);
            for (int w = 0; w < workloads; w++) {
                workload(builder, random, nodes, route, mostMoves);
            }
        }
        return builder.build();
    }

    private static void workload(
            ProblemBuilder builder, SplittableRandom random, int nodes, int[] route, int mostMoves) {
        int gpus = 1 << random.nextInt(4);
        double pause = gpus * random.nextDouble(0.5, 2);
        int group = random.nextInt(3) == 0 ? random.nextInt(2) : -1;
        builder.workload(gpus, gpus * 1300, group, pause);
        builder.stay(Way.RIDE, 0.02 * gpus, gpus * 650);
        if (random.nextBoolean()) {
            builder.stay(Way.CAP, pause * 0.18, gpus * 390);
            builder.stay(Way.DEEP_CAP, pause * 0.48, gpus * 230);
        }
        int moves = random.nextInt(Math.min(nodes, mostMoves) + 1);
        for (int m = 0; m < moves; m++) {
            builder.move(route[m], random.nextDouble(0.02, 1) * pause, gpus * random.nextDouble(5_000, 100_000));
        }
    }
}
