package space.penumbra.producers.twin;

/**
 * How a fleet is built and loaded, and what its owner does not know of it. Immutable.
 *
 * <p>Cover is the share of the energy of the longest eclipse that a battery holds between full and its floor. Batteries of the last class hold what
 * the node needs at rest, and the cover is that of its work.
 *
 * @param sizedPercent nodes whose battery covers 110 to 140 % of it
 * @param partlyPercent nodes whose battery covers 30 to 70 %; the rest is of the last class
 * @param smallLeastPercent least cover of the last class
 * @param smallMostPercent greatest cover of the last class
 * @param restCovered whether the last class holds the energy of a whole eclipse at rest besides
 * @param heldPercent GPUs that placed workloads hold
 * @param dawnDuskOnly whether all nodes fly in dawn-dusk planes
 * @param fadePercent batteries have lost up to this much of their built capacity, each its own share; no topic tells
 * @param weakPercent nodes whose battery has lost {@code weakLossPercent}; no topic tells either
 * @param weakLossPercent what they have lost
 * @param linkGigabitsPerSecond rate of one laser link
 * @param steadyLoad whether work keeps its GPUs busy at nearly full power all the time, the hardest case for power; else they are as busy as those
 *     of real clusters ({@link MeasuredLoad})
 * @param longestLinkKm how far laser links reach; 0 if satellites that are not simulated relay over any distance
 */
record FleetMix(
        double sizedPercent,
        double partlyPercent,
        double smallLeastPercent,
        double smallMostPercent,
        boolean restCovered,
        double heldPercent,
        boolean dawnDuskOnly,
        double fadePercent,
        double weakPercent,
        double weakLossPercent,
        double linkGigabitsPerSecond,
        boolean steadyLoad,
        double longestLinkKm) {

    /** The ordinary fleet, its batteries as built. */
    static final FleetMix ORDINARY =
            new FleetMix(40, 40, 20, 30, false, JobMix.HELD_RATIO * 100, false, 0, 0, 0, 100, true, 0);

    /** Share of the longest eclipse's energy that a battery holds above its floor, for a number drawn from 0 to 1. */
    double cover(double dice) {
        double sized = sizedPercent / 100;
        double partly = partlyPercent / 100;
        if (dice < sized) {
            return 1.1 + 0.3 * (dice / sized);
        }
        if (dice < sized + partly) {
            return 0.3 + 0.4 * (dice - sized) / partly;
        }
        double least = smallLeastPercent / 100;
        return least + (smallMostPercent / 100 - least) * (dice - sized - partly) / (1 - sized - partly);
    }

    /** The same with links of another rate. */
    FleetMix linked(double gigabitsPerSecond) {
        return new FleetMix(
                sizedPercent,
                partlyPercent,
                smallLeastPercent,
                smallMostPercent,
                restCovered,
                heldPercent,
                dawnDuskOnly,
                fadePercent,
                weakPercent,
                weakLossPercent,
                gigabitsPerSecond,
                steadyLoad,
                longestLinkKm);
    }

    /** Whether the number drawn falls to the last class. */
    boolean small(double dice) {
        return dice >= (sizedPercent + partlyPercent) / 100;
    }

    /** Share of its built capacity that a node's battery truly has. */
    double capacityRatio(long seed, int node) {
        double weak = Dice.uniform(Dice.mix(seed, 0x3EA4, node));
        double fade = Dice.uniform(Dice.mix(seed, 0xFADE, node));
        return 1 - (weak * 100 < weakPercent ? weakLossPercent : fade * fadePercent) / 100;
    }
}
