package space.penumbra.producers.twin;

/**
 * What happens to frames on their way, for each million of them, and to the clocks that stamp them. Immutable.
 *
 * @param corruptPerMillion bytes damaged
 * @param duplicatePerMillion sent twice
 * @param implausiblePerMillion with a reading that no sensor can give
 * @param latePerMillion ten minutes behind by their clock
 * @param lostPerMillion never arrive: gaps
 * @param reorderedPerMillion arrive after the next frame of their node
 * @param clockSkewMillis each node's clock is off by its own constant, at most this much either way; 0 to 60,000
 */
record FrameTrouble(
        double corruptPerMillion,
        double duplicatePerMillion,
        double implausiblePerMillion,
        double latePerMillion,
        double lostPerMillion,
        double reorderedPerMillion,
        double clockSkewMillis) {

    /** Error of a node's clock (ms); the same at every instant. */
    long skewMillis(long seed, int node) {
        return clockSkewMillis == 0
                ? 0
                : Math.round((2 * Dice.uniform(Dice.mix(seed, node, 0xC10C)) - 1) * clockSkewMillis);
    }
}
