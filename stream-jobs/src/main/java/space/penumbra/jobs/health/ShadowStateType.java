package space.penumbra.jobs.health;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import space.penumbra.domain.limits.LimitState;
import space.penumbra.domain.limits.Surprises;
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
        private static final int LAYOUT = 2;
        private static final int FIRST_WITH_SURPRISES = 2;

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
            List<Stand> stands = new ArrayList<>();
            state.each((key, shadow, live) -> stands.add(new Stand(key, shadow, live)));
            out.writeByte(LAYOUT);
            out.writeByte(stands.size());
            for (Stand stand : stands) {
                out.writeUTF(stand.versionKey());
                write(stand.shadow(), out);
                write(stand.live(), out);
            }
        }

        private record Stand(String versionKey, LimitState shadow, LimitState live) {}

        private static void write(LimitState state, DataOutputView out) throws IOException {
            out.writeByte(state.size());
            for (int place = 0; place < state.size(); place++) {
                out.writeUTF(state.ruleId(place));
                out.writeInt(state.stored(place));
            }
            StoredSurprises.write(state.surprises(), out);
        }

        @Override
        public ShadowState deserialize(DataInputView in) throws IOException {
            int layout = in.readByte();
            if (layout < 1 || layout > LAYOUT) {
                throw new IOException(
                        "State of rules in shadow has layout " + layout + ", this version knows " + LAYOUT);
            }
            ShadowState state = new ShadowState();
            int count = in.readByte();
            for (int i = 0; i < count; i++) {
                state.put(in.readUTF().intern(), read(layout, in), read(layout, in));
            }
            return state;
        }

        private static LimitState read(int layout, DataInputView in) throws IOException {
            String[] ids = new String[in.readByte()];
            int[] stored = new int[ids.length];
            for (int place = 0; place < ids.length; place++) {
                ids[place] = in.readUTF().intern();
                stored[place] = in.readInt();
            }
            return LimitState.of(
                    ids, stored, layout < FIRST_WITH_SURPRISES ? new Surprises() : StoredSurprises.read(in));
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
