package space.penumbra.domain.wear;

/**
 * A measure of wear, and from which level on what follows; a level of NaN is not used. Shares are of what was built. A LEO battery is commonly planned to 70 % of
 * its capacity; accelerators can remap 512 rows of memory at most (NVIDIA, "GPU Memory Error Management"). The other levels are chosen here, as what operations
 * can still work with.
 */
public enum WearKind {
    /** Output of the array in full Sun, pointing taken out, share. */
    ARRAY_OUTPUT("array output", 0.90, 0.75, 0.50),
    /** Energy that the battery holds, share. */
    BATTERY_CAPACITY("battery capacity", 0.85, 0.70, 0.50),
    /** Conductance from cold plate to radiator, share. */
    THERMAL_CONDUCTANCE("thermal conductance", 0.80, 0.60, 0.30),
    /** Rows of memory that were remapped for good, for each GPU since the node is watched. */
    REMAPPED_ROWS("remapped rows a GPU", 64, 256, 512),
    /** Uncorrectable memory errors for each GPU and day. Flux brings them too, so they retire nothing. */
    UNCORRECTED_ERRORS("uncorrectable errors a GPU and day", Double.NaN, 1, Double.NaN);

    private final String words;
    private final double derate;
    private final double avoid;
    private final double retire;

    WearKind(String words, double derate, double avoid, double retire) {
        this.words = words;
        this.derate = derate;
        this.avoid = avoid;
        this.retire = retire;
    }

    /** What it is, for people. */
    public String words() {
        return words;
    }

    /** Whether wear makes it less. */
    public boolean falls() {
        return derate < 1;
    }

    /** The level at which its life is over; that of the gravest advice it can give. */
    public double endOfLife() {
        return Double.isNaN(retire) ? avoid : retire;
    }

    /** What follows from this level. */
    WearAdvice advice(double level) {
        if (beyond(level, retire)) {
            return WearAdvice.RETIRE;
        } else if (beyond(level, avoid)) {
            return WearAdvice.AVOID_LONG_JOBS;
        }
        return beyond(level, derate) ? WearAdvice.DERATE : WearAdvice.KEEP;
    }

    /** The level from which this advice follows; NaN if none does. */
    double threshold(WearAdvice advice) {
        return switch (advice) {
            case KEEP -> Double.NaN;
            case DERATE -> derate;
            case AVOID_LONG_JOBS -> avoid;
            case RETIRE -> retire;
        };
    }

    private boolean beyond(double level, double threshold) {
        return falls() ? level <= threshold : level >= threshold;
    }
}
