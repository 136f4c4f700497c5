package space.penumbra.jobs;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Remembers which record type was in state. Older schemas of the same type are compatible as they are, because every
 * value names the schema it was written with.
 *
 * @param <T> the record type
 */
public final class WireSerializerSnapshot<T extends Record> implements TypeSerializerSnapshot<T> {

    private Class<T> type;

    /** For Flink, which fills it by {@link #readSnapshot}. */
    public WireSerializerSnapshot() {}

    WireSerializerSnapshot(Class<T> type) {
        this.type = type;
    }

    @Override
    public int getCurrentVersion() {
        return 1;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        out.writeUTF(type.getName());
    }

    @Override
    @SuppressWarnings("unchecked")
    public void readSnapshot(int version, DataInputView in, ClassLoader classes) throws IOException {
        String name = in.readUTF();
        try {
            type = (Class<T>) Class.forName(name, false, classes).asSubclass(Record.class);
        } catch (ClassNotFoundException e) {
            throw new IOException("State holds records of " + name + ", which this version does not have", e);
        }
    }

    @Override
    public TypeSerializer<T> restoreSerializer() {
        return new WireSerializer<>(type);
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(TypeSerializerSnapshot<T> old) {
        return old instanceof WireSerializerSnapshot<T> that && that.type == type
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.incompatible();
    }
}
