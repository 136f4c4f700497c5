package space.penumbra.producers.twin;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The lasting quantities of a {@link NodeBank}, array after array, big-endian. Stateless. */
final class BankStore {

    private BankStore() {}

    static void write(DataOutputStream out, NodeBank bank) throws IOException {
        for (double[] values : doubles(bank)) {
            ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES);
            bytes.asDoubleBuffer().put(values);
            out.write(bytes.array());
        }
        for (long[] values : longs(bank)) {
            ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES);
            bytes.asLongBuffer().put(values);
            out.write(bytes.array());
        }
        for (int[] values : ints(bank)) {
            ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES);
            bytes.asIntBuffer().put(values);
            out.write(bytes.array());
        }
        for (boolean value : bank.guarded) {
            out.writeBoolean(value);
        }
    }

    static void read(DataInputStream in, NodeBank bank) throws IOException {
        for (double[] values : doubles(bank)) {
            bytes(in, values.length * Double.BYTES).asDoubleBuffer().get(values);
        }
        for (long[] values : longs(bank)) {
            bytes(in, values.length * Long.BYTES).asLongBuffer().get(values);
        }
        for (int[] values : ints(bank)) {
            bytes(in, values.length * Integer.BYTES).asIntBuffer().get(values);
        }
        for (int node = 0; node < bank.nodes; node++) {
            bank.guarded[node] = in.readBoolean();
        }
    }

    private static ByteBuffer bytes(DataInputStream in, int length) throws IOException {
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return ByteBuffer.wrap(bytes);
    }

    private static double[][] doubles(NodeBank bank) {
        return new double[][] {
            bank.batteryWattHours,
            bank.plateCelsius,
            bank.radiatorCelsius,
            bank.batteryCelsius,
            bank.solarWatts,
            bank.loadWatts,
            bank.latitude,
            bank.longitude,
            bank.height,
            bank.illumination
        };
    }

    private static long[][] longs(NodeBank bank) {
        return new long[][] {
            bank.sequence, bank.corrected, bank.uncorrected, bank.silent, bank.interrupts, bank.remapped
        };
    }

    private static int[][] ints(NodeBank bank) {
        return new int[][] {bank.gpuCorrected, bank.gpuUncorrected};
    }
}
