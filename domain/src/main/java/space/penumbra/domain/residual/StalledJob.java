package space.penumbra.domain.residual;

import space.penumbra.domain.telemetry.TelemetryFrame;

/**
 * Whether a GPU says that it is busy and draws no power for it: what a collective operation looks like whose peer is gone. A cap or a hot die leaves at least an
 * eighth of the power that the use asks for. Sequentially: a CUSUM of the log likelihood ratio of frames in which a GPU stands so, one of a hundred while jobs
 * start and end, nine of ten when one hangs (Page 1954). One number of state a node; stateless itself.
 */
final class StalledJob {

    private static final float BUSY = 0.5f;
    /** Caps leave 60 % of the power that use asks for, the hottest dies a fifth. */
    private static final float LEAST_SHARE = 0.12f;

    private static final double SOUND = 0.01;
    private static final double HANGING = 0.9;
    private static final float STANDS = (float) Math.log(HANGING / SOUND);
    private static final float RUNS = (float) Math.log((1 - HANGING) / (1 - SOUND));

    private StalledJob() {}

    /** Takes a frame and returns the score, nats; at most so many. A frame that reports no GPUs says nothing. */
    static float take(NodeResiduals of, TelemetryFrame frame, float most) {
        int at = NodeResiduals.STALL_SCORE;
        if (frame.gpuPowerWatts().length > 0
                && of.numbers[NodeResiduals.GPU_MOST] > of.numbers[NodeResiduals.GPU_IDLE]) {
            float step = stalled(of, frame) >= 0 ? STANDS : RUNS;
            of.numbers[at] = Math.max(0, Math.min(most, of.numbers[at] + step));
        }
        return of.numbers[at];
    }

    /** The first GPU that stands, -1 if none does. */
    static int stalled(NodeResiduals of, TelemetryFrame frame) {
        float[] watts = frame.gpuPowerWatts();
        float[] use = frame.gpuUtilisationRatio();
        float idle = of.numbers[NodeResiduals.GPU_IDLE];
        float span = of.numbers[NodeResiduals.GPU_MOST] - idle;
        for (int gpu = 0; gpu < watts.length && gpu < use.length; gpu++) {
            if (use[gpu] > BUSY && watts[gpu] - idle < LEAST_SHARE * span * use[gpu]) {
                return gpu;
            }
        }
        return -1;
    }
}
