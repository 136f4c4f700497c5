package space.penumbra.producers.twin;

import space.penumbra.orbit.upsets.Poisson;
import space.penumbra.orbit.upsets.UpsetKind;
import space.penumbra.orbit.upsets.UpsetSensitivity;

/** Single-event effects of one step as Poisson counts, and the errors of failing memory stacks and lemons. Stateless. */
final class UpsetModel {

    /** A lemon hangs this often on top of what the flux does to it, per second and multiple of a sound one's sensitivity: 100 times is daily. */
    private static final double HANGS_PER_SECOND = 1e-2 / 86_400;

    private UpsetModel() {}

    /**
     * Strikes a node.
     *
     * @param gpus number of its GPUs
     * @param each sensitivity of one of them
     * @param flux protons above 50 MeV, 1/(cm2 s)
     * @param impairment a failing stack or a lemon among them; told what errors came of it
     * @param seconds length of the step
     */
    static void strike(
            NodeBank bank,
            int node,
            int gpus,
            UpsetSensitivity each,
            double flux,
            Impairment impairment,
            double seconds,
            long dice) {
        double fluence = flux * seconds * gpus;
        int corrected = count(each.expected(UpsetKind.SINGLE_BIT, fluence), dice + 1);
        int uncorrected = count(each.expected(UpsetKind.DOUBLE_BIT, fluence), dice + 2);
        hit(bank, node, gpus, corrected, uncorrected, dice);
        bank.silent[node] += count(each.expected(UpsetKind.SILENT_CORRUPTION, fluence), dice + 3);
        bank.interrupts[node] += count(each.expected(UpsetKind.FUNCTIONAL_INTERRUPT, fluence), dice + 4);
        if (impairment.correctedPerSecond > 0) {
            int more = count(impairment.correctedPerSecond * seconds, dice + 5);
            int worse = count(impairment.uncorrectedPerSecond * seconds, dice + 6);
            credit(bank, node, impairment.memoryGpu, more, worse);
            impairment.memoryErrors = more + worse;
        }
        if (impairment.lemonExcess > 0) {
            impairment.lemonErrors = sour(bank, node, each, flux * seconds, impairment, seconds, dice + 7);
        }
    }

    private static int sour(
            NodeBank bank,
            int node,
            UpsetSensitivity each,
            double fluence,
            Impairment impairment,
            double seconds,
            long dice) {
        double excess = impairment.lemonExcess;
        int corrected = count(excess * each.expected(UpsetKind.SINGLE_BIT, fluence), dice + 1);
        int uncorrected = count(excess * each.expected(UpsetKind.DOUBLE_BIT, fluence), dice + 2);
        int silent = count(excess * each.expected(UpsetKind.SILENT_CORRUPTION, fluence), dice + 3);
        double hangs = excess * (each.expected(UpsetKind.FUNCTIONAL_INTERRUPT, fluence) + HANGS_PER_SECOND * seconds);
        int hung = count(hangs, dice + 4);
        credit(bank, node, impairment.lemonGpu, corrected, uncorrected);
        bank.silent[node] += silent;
        bank.interrupts[node] += hung;
        return corrected + uncorrected + silent + hung;
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
