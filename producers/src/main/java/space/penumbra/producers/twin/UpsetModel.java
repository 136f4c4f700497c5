package space.penumbra.producers.twin;

import space.penumbra.domain.fleet.NodeSpec;

/**
 * Single-event effects as Poisson counts. Dose rate 1e-7 rad cm2 for each proton above 50 MeV behind 10 mm of aluminium; events per chip and rad
 * from the published proton tests of an accelerator (arXiv 2511.19468): uncorrectable memory error each 44 rad, silent corruption each 17 rad,
 * functional interrupt each 5,000 rad. Corrected errors: 3e-19 cm2 a bit. Galactic cosmic rays set a floor of 0.03 protons/(cm2 s).
 */
final class UpsetModel {

    private static final double RAD_SQUARE_CM = 1e-7;
    private static final double BIT_SQUARE_CM = 3e-19;
    private static final double BITS_PER_GIGABYTE = 8.0 * (1L << 30);
    private static final double UNCORRECTED_RAD = 44;
    private static final double SILENT_RAD = 17;
    private static final double INTERRUPT_RAD = 5_000;
    private static final double COSMIC_FLOOR = 0.03;
    /** A failing stack: one corrected error in six seconds, and one in two thousand of them not corrected. */
    private static final double FAILING_PER_SECOND = 1 / 6.0;

    private UpsetModel() {}

    static void strike(
            NodeBank bank, int node, NodeSpec spec, double flux30, boolean failing, double seconds, long dice) {
        double protons = (flux30 * ProtonBelt.ABOVE_50_MEV + COSMIC_FLOOR) * seconds;
        double rads = protons * RAD_SQUARE_CM * spec.gpuCount();
        double bits = spec.gpuMemoryGigabytes() * BITS_PER_GIGABYTE * spec.gpuCount();
        int corrected = Dice.poisson(protons * BIT_SQUARE_CM * bits, Dice.mix(dice + 1));
        int uncorrected = Dice.poisson(rads / UNCORRECTED_RAD, Dice.mix(dice + 2));
        hit(bank, node, spec.gpuCount(), corrected, uncorrected, dice);
        bank.silent[node] += Dice.poisson(rads / SILENT_RAD, Dice.mix(dice + 3));
        bank.interrupts[node] += Dice.poisson(rads / INTERRUPT_RAD, Dice.mix(dice + 4));
        if (failing) {
            // One stack of the node, always the same, has gone bad.
            int gpu = (int) Math.floorMod(Dice.mix(node), (long) spec.gpuCount());
            int more = Dice.poisson(FAILING_PER_SECOND * seconds, Dice.mix(dice + 5));
            int worse = Dice.poisson(FAILING_PER_SECOND * seconds / 2000, Dice.mix(dice + 6));
            credit(bank, node, gpu, more, worse);
        }
    }

    private static void hit(NodeBank bank, int node, int gpus, int corrected, int uncorrected, long dice) {
        for (int i = 0; i < corrected; i++) {
            credit(bank, node, (int) Math.floorMod(Dice.mix(dice, i, 7), (long) gpus), 1, 0);
        }
        for (int i = 0; i < uncorrected; i++) {
            credit(bank, node, (int) Math.floorMod(Dice.mix(dice, i, 8), (long) gpus), 0, 1);
        }
    }

    private static void credit(NodeBank bank, int node, int gpu, int corrected, int uncorrected) {
        bank.corrected[node] += corrected;
        bank.uncorrected[node] += uncorrected;
        bank.remapped[node] += uncorrected;
        bank.gpuCorrected[node * NodeBank.MAX_GPUS + gpu] += corrected;
        bank.gpuUncorrected[node * NodeBank.MAX_GPUS + gpu] += uncorrected;
    }
}
