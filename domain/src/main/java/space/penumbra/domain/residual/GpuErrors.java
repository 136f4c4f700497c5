package space.penumbra.domain.residual;

import space.penumbra.domain.telemetry.Counter;
import space.penumbra.domain.telemetry.TelemetryFrame;

/**
 * Whether one GPU errs more than its neighbours. All GPUs of a node fly through the same flux, so given the errors of the node those of one GPU are
 * binomial with probability 1/G whatever the environment does: it cancels, storms included (the conditional test of Przyborowski and Wilenski 1940).
 * Sequentially, and for any sensitivity at once: the likelihood ratio of the share that was seen, m errors of n since the GPU last had no more than its
 * due, n KL(m/n, 1/G) (Lorden and Pollak 2005, "Nonanticipating estimation applied to sequential analysis and changepoint detection"). Nine of nine errors
 * on one of eight GPUs are 9 ln 8 = 18.7 nats. One number of state a GPU, both counts in it; stateless itself.
 */
final class GpuErrors {

    /** Up to so many times the sensitivity of the others a GPU is not told from a sound one: its counts begin anew. */
    private static final int SOUND_TIMES = 3;
    /** Both counts are kept in one number, which holds 24 bits; before they outgrow it they are halved. */
    private static final int SHIFT = 4096;

    private static final int MOST_COUNTED = 400;

    /** What a GPU counts at most of a frame: a burst in one row, or of one particle, is one event. */
    private static final int MOST_AT_ONCE = 1;
    /** Two hangs in a day are beyond what flux does to a sound node: one in some 600 node-days. */
    private static final float HANGS = 1.5f;

    private static final float DAY_SECONDS = 86_400;
    private static final float HOUR_SECONDS = 3_600;

    private GpuErrors() {}

    /**
     * Takes the totals of a frame.
     *
     * @param limit score from which on a GPU is suspected, nats
     * @param worst takes the highest score of any GPU and the second highest, nats
     * @return whether any error is new; if not, {@code worst} is left as it is
     */
    static boolean take(NodeResiduals of, TelemetryFrame frame, float limit, float[] worst) {
        long[] corrected = frame.gpuCorrectedErrors();
        long[] uncorrected = frame.gpuUncorrectedErrors();
        int gpus = Math.min(corrected.length, NodeResiduals.MAX_GPUS);
        int all = 0;
        for (int gpu = 0; gpu < gpus; gpu++) {
            all += fresh(of, gpu, corrected, uncorrected);
        }
        if (all > 0) {
            of.numbers[NodeResiduals.ERRORS_PER_HOUR] += all;
            count(of, corrected, uncorrected, gpus, suspect(of, gpus, limit));
            int suspect = suspect(of, gpus, limit);
            worst[0] = 0;
            worst[1] = 0;
            for (int gpu = 0; gpu < gpus; gpu++) {
                float score = score(of.numbers[NodeResiduals.gpu(gpu)], among(gpu, suspect, gpus));
                worst[1] = Math.max(worst[1], Math.min(worst[0], score));
                worst[0] = Math.max(worst[0], score);
            }
        }
        remember(of, gpus, corrected, uncorrected);
        return all > 0;
    }

    private static void count(NodeResiduals of, long[] corrected, long[] uncorrected, int gpus, int suspect) {
        int all = 0;
        for (int gpu = 0; gpu < gpus; gpu++) {
            all += fresh(of, gpu, corrected, uncorrected);
        }
        int others = suspect < 0 ? all : all - fresh(of, suspect, corrected, uncorrected);
        for (int gpu = 0; gpu < gpus; gpu++) {
            int at = NodeResiduals.gpu(gpu);
            int mine = fresh(of, gpu, corrected, uncorrected);
            of.numbers[at] = counted(of.numbers[at], mine, gpu == suspect ? all : others, among(gpu, suspect, gpus));
        }
    }

    /** The GPU that errs most if its score is over the limit, else -1. */
    private static int suspect(NodeResiduals of, int gpus, float limit) {
        int worst = worst(of, -1);
        return gpus > 0 && score(of.numbers[NodeResiduals.gpu(worst)], gpus) > limit ? worst : -1;
    }

    /** Among how many a GPU is measured: the suspect against the whole node, the others among each other. */
    private static int among(int gpu, int suspect, int gpus) {
        return suspect < 0 || gpu == suspect ? gpus : gpus - 1;
    }

    private static void remember(NodeResiduals of, int gpus, long[] corrected, long[] uncorrected) {
        for (int gpu = 0; gpu < gpus; gpu++) {
            of.gpuErrors[gpu] = total(gpu, corrected, uncorrected);
        }
    }

    private static float counted(float packed, int mine, int all, int gpus) {
        int m = (int) packed / SHIFT + mine;
        int n = (int) packed % SHIFT + all;
        if (m * (gpus - 1 + SOUND_TIMES) <= n * SOUND_TIMES) {
            return 0;
        }
        return n > MOST_COUNTED ? m / 2 * SHIFT + n / 2 : m * SHIFT + n;
    }

    /** The score of a GPU among so many, nats. */
    private static float score(float packed, int gpus) {
        double m = (int) packed / SHIFT;
        double n = (int) packed % SHIFT;
        if (gpus < 2 || m * gpus <= n) {
            return 0;
        }
        double rest = m < n ? (n - m) * Math.log((n - m) / n * gpus / (gpus - 1)) : 0;
        return (float) (m * Math.log(m / n * gpus) + rest);
    }

    private static int gpus(NodeResiduals of) {
        int gpus = 0;
        while (gpus < NodeResiduals.MAX_GPUS && of.gpuErrors[gpus] >= 0) {
            gpus++;
        }
        return gpus;
    }

    /** Which GPU has the highest score, one of them (-1 for none) left out. */
    static int worst(NodeResiduals of, int without) {
        int gpus = gpus(of);
        int worst = without == 0 ? Math.min(1, gpus - 1) : 0;
        for (int gpu = worst + 1; gpu < gpus; gpu++) {
            boolean more =
                    score(of.numbers[NodeResiduals.gpu(gpu)], gpus) > score(of.numbers[NodeResiduals.gpu(worst)], gpus);
            worst = more && gpu != without ? gpu : worst;
        }
        return Math.max(0, worst);
    }

    /** Errors of the node in the last hour or so, older ones fading. */
    static float perHour(NodeResiduals of, float seconds) {
        of.numbers[NodeResiduals.ERRORS_PER_HOUR] *= Math.max(0, 1 - seconds / HOUR_SECONDS);
        return of.numbers[NodeResiduals.ERRORS_PER_HOUR];
    }

    /** Whether the node hangs again and again. */
    static boolean hangs(NodeResiduals of, TelemetryFrame frame, float seconds) {
        long total = frame.get(Counter.FUNCTIONAL_INTERRUPTS);
        int at = NodeResiduals.HANGS;
        of.numbers[at] *= Math.max(0, 1 - seconds / DAY_SECONDS);
        if (total >= 0) {
            int now = (int) Math.min(Integer.MAX_VALUE, total);
            // A total that fell is a counter that began anew.
            of.numbers[at] += of.interrupts < 0 ? 0 : Math.min(2, now >= of.interrupts ? now - of.interrupts : now);
            of.interrupts = now;
        }
        return of.numbers[at] > HANGS;
    }

    private static int fresh(NodeResiduals of, int gpu, long[] corrected, long[] uncorrected) {
        int last = of.gpuErrors[gpu];
        int now = total(gpu, corrected, uncorrected);
        if (last < 0) {
            return 0;
        }
        return Math.min(MOST_AT_ONCE, now >= last ? now - last : now);
    }

    private static int total(int gpu, long[] corrected, long[] uncorrected) {
        long more = gpu < uncorrected.length ? uncorrected[gpu] : 0;
        return (int) Math.min(Integer.MAX_VALUE, Math.max(0, corrected[gpu]) + Math.max(0, more));
    }
}
