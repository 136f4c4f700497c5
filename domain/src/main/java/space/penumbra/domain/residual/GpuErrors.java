package space.penumbra.domain.residual;

import space.penumbra.domain.telemetry.Counter;
import space.penumbra.domain.telemetry.TelemetryFrame;

/**
 * Whether one GPU errs more than its neighbours. All GPUs of a node fly through the same flux, so given the errors of the node those of one GPU are
 * binomial with probability 1/G whatever the environment does: it cancels, storms included (the conditional test of Przyborowski and Wilenski 1940).
 * Sequentially: a CUSUM of the log likelihood ratio of a GPU that is {@value #TIMES} times as sensitive as the others. Stateless.
 */
final class GpuErrors {

    static final int TIMES = 8;

    /** A single step never counts for more errors than this: a burst in one row is one event. */
    private static final int MOST_AT_ONCE = 4;
    /** Two hangs in a day are beyond what flux does to a sound node: one in some 600 node-days. */
    private static final float HANGS = 1.5f;

    private static final float DAY_SECONDS = 86_400;

    private GpuErrors() {}

    /** Takes the totals of a frame and returns the highest score of any GPU, nats. */
    static float take(NodeResiduals of, TelemetryFrame frame) {
        long[] corrected = frame.gpuCorrectedErrors();
        long[] uncorrected = frame.gpuUncorrectedErrors();
        int gpus = Math.min(corrected.length, NodeResiduals.MAX_GPUS);
        float worst = 0;
        int all = 0;
        for (int gpu = 0; gpu < gpus; gpu++) {
            all += fresh(of, gpu, corrected, uncorrected);
        }
        if (gpus > 1) {
            float own = (float) Math.log((double) TIMES * gpus / (gpus - 1 + TIMES));
            float other = (float) Math.log((double) gpus / (gpus - 1 + TIMES));
            for (int gpu = 0; gpu < gpus; gpu++) {
                int at = NodeResiduals.gpu(gpu);
                if (all > 0) {
                    int mine = fresh(of, gpu, corrected, uncorrected);
                    of.numbers[at] = Math.max(0, of.numbers[at] + own * mine + other * (all - mine));
                }
                worst = Math.max(worst, of.numbers[at]);
            }
        }
        for (int gpu = 0; gpu < gpus; gpu++) {
            of.gpuErrors[gpu] = total(gpu, corrected, uncorrected);
        }
        return worst;
    }

    /** Which GPU has the highest score. */
    static int worst(NodeResiduals of) {
        int worst = 0;
        for (int gpu = 1; gpu < NodeResiduals.MAX_GPUS; gpu++) {
            if (of.numbers[NodeResiduals.gpu(gpu)] > of.numbers[NodeResiduals.gpu(worst)]) {
                worst = gpu;
            }
        }
        return worst;
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
