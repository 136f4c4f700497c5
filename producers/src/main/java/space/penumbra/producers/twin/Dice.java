package space.penumbra.producers.twin;

/**
 * Randomness as a pure function of a seed and coordinates, so that a run needs no generator state: the same seed, node, time and channel
 * give the same number on every machine and after every restart. Mixing: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
 */
final class Dice {

    private static final double UNIT = 0x1.0p-53;
    private static final double SIXTEEN_BIT = 1.0 / 65536;
    private static final double ROOT_3 = Math.sqrt(3);

    private Dice() {}

    static long mix(long a, long b, long c) {
        return mix(mix(mix(a) ^ b) ^ c);
    }

    static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    static long of(String text) {
        long hash = 1125899906842597L;
        for (int i = 0; i < text.length(); i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return mix(hash);
    }

    /** 0 (included) to 1 (excluded). */
    static double uniform(long bits) {
        return (bits >>> 11) * UNIT;
    }

    /** Mean 0, standard deviation 1, never beyond 3.5: four 16-bit uniforms, ample for the noise of a sensor. */
    static double gaussian(long bits) {
        long sum = (bits & 0xFFFF) + (bits >>> 16 & 0xFFFF) + (bits >>> 32 & 0xFFFF) + (bits >>> 48);
        return (sum * SIXTEEN_BIT - 2) * ROOT_3;
    }
}
