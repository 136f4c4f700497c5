package space.penumbra.producers.twin;

import space.penumbra.domain.fleet.WorkloadKind;

/**
 * The work that comes to the fleet: by GPUs about 45 % training in gangs of two, 30 % batch, 25 % inference. With 87 % of the GPUs held this
 * makes a mean utilisation of about 78 %.
 */
final class JobMix {

    /** Share of the fleet's GPUs that placed workloads hold. */
    static final double HELD_RATIO = 0.87;

    private static final int TENANTS = 12;

    /** Where those are who wait for an answer. */
    private static final String[] REGIONS = {"north-america", "europe", "asia-east", "asia-south", "south-america"};

    private JobMix() {}

    /**
     * The {@code number}-th workload of this seed; equal inputs give equal workloads.
     *
     * @param fleet what is worked with: steadily, or as real clusters are
     */
    static Job make(long seed, long number, FleetMix fleet) {
        long dice = Dice.mix(seed, 0x10B, number / 2);
        long own = Dice.mix(seed, 0x0B5, number);
        double pick = Dice.uniform(dice);
        String tenant = padded("tenant-", Math.floorMod(Dice.mix(dice + 5), TENANTS), 2);
        // Pairs of numbers share their kind, so that a training gang arrives together.
        if (pick < 0.26) {
            int gpus = Dice.uniform(dice + 1) < 0.5 ? 8 : 4;
            return job(
                    fleet,
                    number,
                    own,
                    tenant,
                    WorkloadKind.TRAINING,
                    gpus,
                    0.98,
                    45,
                    1.0,
                    1800,
                    2,
                    2,
                    36,
                    gang(number));
        } else if (pick < 0.62) {
            int gpus = 1 << (int) (Dice.uniform(Dice.mix(own + 1)) * 3);
            return job(fleet, number, own, tenant, WorkloadKind.BATCH, gpus, 0.95, 18, 0.05, 900, 1, 1, 8, "");
        }
        int gpus = Dice.uniform(Dice.mix(own + 1)) < 0.6 ? 1 : 2;
        Job inference =
                job(fleet, number, own, tenant, WorkloadKind.INFERENCE, gpus, 0.85, 30, 0.02, 3600, 1.5, 1, 96, "");
        inference.latencyRegion = REGIONS[(int) Math.floorMod(Dice.mix(own + 7), (long) REGIONS.length)];
        return inference;
    }

    /** A name with a number of so many digits at least; a hundred times cheaper than a format, and made for each arrival. */
    private static String padded(String name, long number, int digits) {
        String plain = Long.toString(number);
        return name + "0".repeat(Math.max(0, digits - plain.length())) + plain;
    }

    private static String gang(long number) {
        return padded("gang-", number / 2, 6);
    }

    private static Job job(
            FleetMix fleet,
            long number,
            long dice,
            String tenant,
            WorkloadKind kind,
            int gpus,
            double utilisation,
            double gigabytesPerGpu,
            double dirtyPerGpu,
            double checkpointSeconds,
            double priority,
            double stallFactor,
            double meanHours,
            String group) {
        double spread = 0.6 + 0.8 * Dice.uniform(Dice.mix(dice + 2));
        Job job = new Job(
                padded("w-", number, 6),
                tenant,
                kind,
                gpus,
                fleet.steadyLoad()
                        ? Math.min(0.99, utilisation * (0.96 + 0.08 * Dice.uniform(Dice.mix(dice + 3))))
                        : MeasuredLoad.utilisation(Dice.uniform(Dice.mix(dice + 5)), fleet.heldPercent() / 100),
                fleet.steadyLoad() ? 1 : MeasuredLoad.intensity(Dice.uniform(Dice.mix(dice + 6))),
                Math.rint(gpus * gigabytesPerGpu * spread),
                gpus * dirtyPerGpu * spread,
                checkpointSeconds,
                priority,
                stallFactor,
                group);
        // Exponential lengths: few last long, many are short.
        double hours = -meanHours * Math.log(1 - Dice.uniform(Dice.mix(dice + 4)));
        job.remainingSeconds = Math.max(600, hours * 3600);
        return job;
    }
}
