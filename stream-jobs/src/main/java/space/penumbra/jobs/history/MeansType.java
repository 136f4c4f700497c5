package space.penumbra.jobs.history;

import java.io.IOException;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import space.penumbra.jobs.HandSerializer;
import space.penumbra.jobs.HandType;

/** How the frames of an open interval are kept in state. Arrays carry their lengths, so readings may be added later. */
public final class MeansType extends HandType<Means> {

    private static final long serialVersionUID = 1L;

    MeansType() {
        super(Means.class);
    }

    @Override
    public TypeSerializer<Means> createSerializer(SerializerConfig config) {
        return new Serializer();
    }

    /** Public for Flink, which makes it when it reads a snapshot. */
    public static final class Serializer extends HandSerializer<Means> {

        private static final long serialVersionUID = 1L;

        @Override
        public boolean isImmutableType() {
            return false;
        }

        @Override
        public Means copy(Means from) {
            return from.copy();
        }

        @Override
        public void serialize(Means means, DataOutputView out) throws IOException {
            out.writeInt(means.sums.length);
            for (int i = 0; i < means.sums.length; i++) {
                out.writeDouble(means.sums[i]);
                out.writeInt(means.counts[i]);
            }
            write(means.counters, out);
            out.writeLong(means.newestMillis);
            write(means.gpuTemperatureCelsius, out);
            write(means.gpuPowerWatts, out);
            write(means.gpuUtilisationRatio, out);
            write(means.gpuCorrectedErrors, out);
            write(means.gpuUncorrectedErrors, out);
        }

        @Override
        public Means deserialize(DataInputView in) throws IOException {
            Means means = new Means();
            int readings = in.readInt();
            for (int i = 0; i < readings; i++) {
                means.sums[i] = in.readDouble();
                means.counts[i] = in.readInt();
            }
            long[] counters = longs(in);
            System.arraycopy(counters, 0, means.counters, 0, counters.length);
            means.newestMillis = in.readLong();
            means.gpuTemperatureCelsius = floats(in);
            means.gpuPowerWatts = floats(in);
            means.gpuUtilisationRatio = floats(in);
            means.gpuCorrectedErrors = longs(in);
            means.gpuUncorrectedErrors = longs(in);
            return means;
        }

        private static void write(float[] values, DataOutputView out) throws IOException {
            out.writeInt(values.length);
            for (float value : values) {
                out.writeFloat(value);
            }
        }

        private static void write(long[] values, DataOutputView out) throws IOException {
            out.writeInt(values.length);
            for (long value : values) {
                out.writeLong(value);
            }
        }

        private static float[] floats(DataInputView in) throws IOException {
            float[] values = new float[in.readInt()];
            for (int i = 0; i < values.length; i++) {
                values[i] = in.readFloat();
            }
            return values;
        }

        private static long[] longs(DataInputView in) throws IOException {
            long[] values = new long[in.readInt()];
            for (int i = 0; i < values.length; i++) {
                values[i] = in.readLong();
            }
            return values;
        }

        @Override
        public TypeSerializerSnapshot<Means> snapshotConfiguration() {
            return new Snapshot();
        }
    }

    /** Compatible with itself. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Means> {

        public Snapshot() {
            super(Serializer::new);
        }
    }
}
