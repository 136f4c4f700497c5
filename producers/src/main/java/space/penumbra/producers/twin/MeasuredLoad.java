package space.penumbra.producers.twin;

/**
 * What GPUs do in a real cluster, in a few numbers. From the distributions that InternLM published of its clusters Seren and Kalos (AcmeTrace, CC-BY 4.0; Hu et
 * al., NSDI 2024): utilisation is all or nothing (31 % of Seren's GPUs at or below 1 %, 6 % in between, 63 % at 95 % and more), and so is no measure of power: a
 * server in use draws anything between idle and full. Stateless.
 */
final class MeasuredLoad {

    /** GPUs that stand still, and those neither still nor busy, of all. */
    private static final double STILL = 0.314;

    private static final double BETWEEN = 0.059;

    /** Utilisation of the busy ones, of which the first share is at 97 % and so on: quantiles of Seren from 37 % up. */
    private static final double[] BUSY_SHARE = {0.04, 0.12, 0.65, 1};

    private static final double[] BUSY = {0.97, 0.98, 0.99, 1};

    /**
     * Dynamic power of a busy GPU as a share of its most, at the quantiles 0, 1/8 and so on to 1: power of a server above idle (1,512 W of 5,452 W), from the
     * 37th percentile up, where GPUs begin to be busy.
     */
    private static final double[] INTENSITY = {0.14, 0.21, 0.27, 0.37, 0.54, 0.70, 0.80, 0.88, 1};

    private MeasuredLoad() {}

    /** Utilisation of a workload's GPUs, 0 to 1, for a number drawn from 0 to 1, if workloads hold this share of all GPUs and the others stand still. */
    static double utilisation(double dice, double heldRatio) {
        double still = Math.max(0, STILL - (1 - heldRatio)) / heldRatio;
        double between = BETWEEN / heldRatio;
        if (dice < still) {
            return 0;
        }
        if (dice < still + between) {
            return 0.02 + 0.93 * (dice - still) / between;
        }
        double rest = (dice - still - between) / (1 - still - between);
        int at = 0;
        while (rest > BUSY_SHARE[at]) {
            at++;
        }
        return BUSY[at];
    }

    /** Share of its dynamic power that a GPU draws at full utilisation, for a number drawn from 0 (included) to 1 (excluded). */
    static double intensity(double dice) {
        double place = dice * (INTENSITY.length - 1);
        int at = (int) place;
        return INTENSITY[at] + (place - at) * (INTENSITY[at + 1] - INTENSITY[at]);
    }
}
