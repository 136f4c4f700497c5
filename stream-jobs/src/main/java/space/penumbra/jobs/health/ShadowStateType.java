package space.penumbra.jobs.health;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import space.penumbra.domain.rules.ShadowState;
import space.penumbra.jobs.HandSerializer;
import space.penumbra.jobs.HandType;

/** How the stand of a node with rules in shadow is kept: by the keys of their versions. Every value begins with the version of its layout. */
public final class ShadowStateType extends HandType<ShadowState> {

    private static final long serialVersionUID = 1L;

    ShadowStateType() {
        super(ShadowState.class);
    }

    @Override
    public TypeSerializer<ShadowState> createSerializer(SerializerConfig config) {
        return new Serializer();
    }

    /** Public for Flink, which makes it when it reads a snapshot. */
    public static final class Serializer extends HandSerializer<ShadowState> {

        private static final long serialVersionUID = 1L;
        private static final int LAYOUT = 1;

        @Override
        public boolean isImmutableType() {
            return false;
        }

        @Override
        public ShadowState copy(ShadowState from) {
            return from.copy();
        }

        @Override
        public void serialize(ShadowState state, DataOutputView out) throws IOException {
            List<Map.Entry<String, int[]>> stands = new ArrayList<>();
            state.each((key, numbers) -> stands.add(Map.entry(key, numbers)));
            out.writeByte(LAYOUT);
            out.writeByte(stands.size());
            for (Map.Entry<String, int[]> stand : stands) {
                out.writeUTF(stand.getKey());
                out.writeInt(stand.getValue()[0]);
                out.writeInt(stand.getValue()[1]);
            }
        }

        @Override
        public ShadowState deserialize(DataInputView in) throws IOException {
            int layout = in.readByte();
            if (layout != LAYOUT) {
                throw new IOException(
                        "State of rules in shadow has layout " + layout + ", this version knows " + LAYOUT);
            }
            ShadowState state = new ShadowState();
            int count = in.readByte();
            for (int i = 0; i < count; i++) {
                state.put(in.readUTF().intern(), in.readInt(), in.readInt());
            }
            return state;
        }

        @Override
        public TypeSerializerSnapshot<ShadowState> snapshotConfiguration() {
            return new Snapshot();
        }
    }

    /** Compatible with itself; the layout version is in every value. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<ShadowState> {

        public Snapshot() {
            super(Serializer::new);
        }
    }
}
