package space.penumbra.orbit.constellation;

/** A short stream of numbers that depends on seed and index alone (SplitMix64, Steele et al. 2014). Not thread-safe. */
final class Scatter {

    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    Scatter(long seed, int index) {
        state = mixed(seed + GAMMA) ^ mixed(index * GAMMA + 1);
    }

    /** 0 to below 1. */
    double next() {
        state += GAMMA;
        return (mixed(state) >>> 11) * 0x1.0p-53;
    }

    /** -1 to below 1. */
    double centred() {
        return 2 * next() - 1;
    }

    private static long mixed(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
