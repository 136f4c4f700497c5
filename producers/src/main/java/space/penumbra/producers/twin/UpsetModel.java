package space.penumbra.producers.twin;

import space.penumbra.orbit.upsets.Poisson;
import space.penumbra.orbit.upsets.UpsetKind;
import space.penumbra.orbit.upsets.UpsetSensitivity;

/** Single-event effects of one step as Poisson counts, and the errors of a failing memory stack. Stateless. */
final class UpsetModel {

    /** A failing stack: one corrected error in six seconds, and one in two thousand of them not corrected. */
    private static final double FAILING_PER_SECOND = 1 / 6.0;

    private UpsetModel() {}

    /**
     * Strikes a node.
     *
     * @param gpus number of its GPUs
     * @param each sensitivity of one of them
     * @param flux protons above 50 MeV, 1/(cm2 s)
     * @param failing whether one of its memory stacks has gone bad
     * @param seconds length of the step
     */
    static void strike(
            NodeBank bank,
            int node,
            int gpus,
            UpsetSensitivity each,
            double flux,
            boolean failing,
            double seconds,
            long dice) {
        double fluence = flux * seconds * gpus;
        int corrected = count(each.expected(UpsetKind.SINGLE_BIT, fluence), dice + 1);
        int uncorrected = count(each.expected(UpsetKind.DOUBLE_BIT, fluence), dice + 2);
        hit(bank, node, gpus, corrected, uncorrected, dice);
        bank.silent[node] += count(each.expected(UpsetKind.SILENT_CORRUPTION, fluence), dice + 3);
        bank.interrupts[node] += count(each.expected(UpsetKind.FUNCTIONAL_INTERRUPT, fluence), dice + 4);
        if (failing) {
            // One stack of the node, always the same, has gone bad.
            int gpu = (int) Math.floorMod(Dice.mix(node), (long) gpus);
            int more = count(FAILING_PER_SECOND * seconds, dice + 5);
            int worse = count(FAILING_PER_SECOND * seconds / 2000, dice + 6);
            credit(bank, node, gpu, more, worse);
        }
    }

    private static int count(double mean, long dice) {
        return Poisson.count(mean, Dice.uniform(Dice.mix(dice)));
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
