package space.penumbra.producers.twin;

import java.util.Arrays;

/** The changing state of all nodes, one primitive array for each quantity. Not thread-safe. */
final class NodeBank {

    /** Most GPUs of a node; the stride of the per-GPU arrays. */
    static final int MAX_GPUS = 16;

    final int nodes;

    // Kept over restarts.
    final double[] batteryWattHours;
    final double[] plateCelsius;
    final double[] radiatorCelsius;
    final double[] batteryCelsius;
    final long[] sequence;
    final long[] corrected;
    final long[] uncorrected;
    final long[] silent;
    final long[] interrupts;
    final long[] remapped;
    final int[] gpuCorrected;
    final int[] gpuUncorrected;
    final boolean[] guarded;

    /** How much hotter a die is than the others for its paste and place: drawn from its number, never changing. */
    final float[] dieOffsetKelvin;

    // Found anew in each step.
    final double[] latitude;
    final double[] longitude;
    final double[] height;
    final double[] illumination;
    final double[] solarWatts;
    final double[] loadWatts;
    final double[] gpuWatts;
    final double[] gpuUtilisation;
    final boolean[] decayed;

    NodeBank(int nodes) {
        this.nodes = nodes;
        batteryWattHours = new double[nodes];
        plateCelsius = filled(nodes, 45);
        radiatorCelsius = filled(nodes, 38);
        batteryCelsius = filled(nodes, 20);
        sequence = new long[nodes];
        corrected = new long[nodes];
        uncorrected = new long[nodes];
        silent = new long[nodes];
        interrupts = new long[nodes];
        remapped = new long[nodes];
        gpuCorrected = new int[nodes * MAX_GPUS];
        gpuUncorrected = new int[nodes * MAX_GPUS];
        guarded = new boolean[nodes];
        dieOffsetKelvin = new float[nodes * MAX_GPUS];
        for (int i = 0; i < dieOffsetKelvin.length; i++) {
            long dice = Dice.mix(i / MAX_GPUS, i % MAX_GPUS, 0xD1E);
            dieOffsetKelvin[i] = (float) (Dice.gaussian(dice) * 1.2);
        }
        latitude = new double[nodes];
        longitude = new double[nodes];
        height = new double[nodes];
        illumination = filled(nodes, 1);
        solarWatts = new double[nodes];
        loadWatts = new double[nodes];
        gpuWatts = new double[nodes];
        gpuUtilisation = new double[nodes];
        decayed = new boolean[nodes];
    }

    private static double[] filled(int nodes, double value) {
        double[] array = new double[nodes];
        Arrays.fill(array, value);
        return array;
    }
}
