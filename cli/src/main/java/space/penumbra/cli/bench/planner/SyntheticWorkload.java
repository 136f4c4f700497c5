package space.penumbra.cli.bench.planner;

import java.util.SplittableRandom;

/**
 * A workload of the benchmark and what each way to treat it costs.
 *
 * @param training it stops while it is copied, because each step writes all of its state anew
 * @param gpus GPUs
 * @param stall GPUs that idle for each of its own while it stands still: 1 to 4 in a gang
 * @param priority weight of its GPU-hours
 * @param gigabytes state to copy
 * @param dirtyGigabytesPerSecond how fast it changes
 */
record SyntheticWorkload(
        boolean training, int gpus, double stall, double priority, double gigabytes, double dirtyGigabytesPerSecond) {

    private static final double WEAR_PER_KILOWATT_HOUR = 0.02;
    private static final double LAST_ROUND_GIGABYTES = 0.5;
    private static final double CHECKPOINT_AGE_HOURS = 0.3;
    private static final double RESTART_HOURS = 0.2;
    private static final int[] SIZES = {1, 2, 4, 8};

    static SyntheticWorkload draw(int mostGpus, SplittableRandom random) {
        double size = random.nextDouble();
        int gpus = Math.min(mostGpus, SIZES[size < 0.05 ? 0 : size < 0.20 ? 1 : size < 0.50 ? 2 : 3]);
        double kind = random.nextDouble();
        double rank = random.nextDouble();
        double priority = rank < 0.6 ? 1 : rank < 0.9 ? 2 : 4;
        if (kind < 0.4) {
            return new SyntheticWorkload(
                    true, gpus, random.nextDouble(1, 4), priority, gpus * random.nextDouble(50, 120), 0);
        }
        if (kind < 0.7) {
            return new SyntheticWorkload(
                    false, gpus, 1, priority, gpus * random.nextDouble(20, 80), random.nextDouble(0.1, 1));
        }
        // Weights that are already at the target need not be copied: only the cache of open requests is.
        boolean staged = random.nextDouble() < 0.6;
        double each = staged ? random.nextDouble(5, 20) : random.nextDouble(60, 140);
        return new SyntheticWorkload(false, gpus, 1, priority, gpus * each, random.nextDouble(0.05, 0.3));
    }

    double kilowatts() {
        return gpus * SyntheticFleet.KILOWATTS_PER_GPU;
    }

    double saveAndRestoreSeconds() {
        return training ? 16 : 8;
    }

    double wear(double hours, double powerRatio) {
        return WEAR_PER_KILOWATT_HOUR * powerRatio * kilowatts() * hours;
    }

    double capped(double hours, double powerRatio, double lossRatio) {
        return weight() * hours * lossRatio + wear(hours, powerRatio);
    }

    double paused(double hours) {
        return weight() * (hours + saveAndRestoreSeconds() / 3600);
    }

    /** What doing nothing costs: the work since the last checkpoint, the eclipse and the restart. */
    double killed(double hours) {
        return weight() * (hours + CHECKPOINT_AGE_HOURS + RESTART_HOURS);
    }

    private double weight() {
        return priority * gpus * stall;
    }

    /** GB that a copy at a rate in GB/s sends, rounds of pre-copy included. */
    double copiedGigabytes(double rate) {
        return preCopies(rate) ? gigabytes / (1 - dirtyGigabytesPerSecond / rate) : gigabytes;
    }

    double totalSeconds(double rate) {
        return copiedGigabytes(rate) / rate + saveAndRestoreSeconds();
    }

    /** Weighted GPU-hours of a move over so many hops to a node that has so many minutes of light left then. */
    double moved(double hours, double rate, int hops, double lightMinutes) {
        double down = (preCopies(rate) ? LAST_ROUND_GIGABYTES : gigabytes) / rate + saveAndRestoreSeconds();
        double brownout = preCopies(rate) ? 0.05 * totalSeconds(rate) : 0;
        double now = priority * (gpus * stall * down + gpus * brownout) / 3600;
        return now * (1 + 0.35 * 60 / lightMinutes) + 1e-5 * copiedGigabytes(rate) * hops + 0.02 + 0.01 * killed(hours);
    }

    private boolean preCopies(double rate) {
        return !training && dirtyGigabytesPerSecond < 0.9 * rate;
    }
}
