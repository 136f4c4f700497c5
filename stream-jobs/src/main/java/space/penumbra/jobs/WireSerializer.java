package space.penumbra.jobs;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import space.penumbra.wire.Codec;

/**
 * Serializes a wire record through its codec, length first. Every value carries the fingerprint of its schema.
 *
 * @param <T> the record type
 */
final class WireSerializer<T extends Record> extends HandSerializer<T> {

    private static final long serialVersionUID = 1L;

    private final Class<T> type;
    private transient Codec<T> codec;

    WireSerializer(Class<T> type) {
        this.type = type;
    }

    private Codec<T> codec() {
        if (codec == null) {
            codec = WireCodecs.of(type);
        }
        return codec;
    }

    @Override
    public void serialize(T record, DataOutputView target) throws IOException {
        writeBytes(codec().encode(record), target);
    }

    @Override
    public T deserialize(DataInputView source) throws IOException {
        return codec().decode(readBytes(source));
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        writeBytes(readBytes(source), target);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WireSerializer<?> that && that.type == type;
    }

    @Override
    public int hashCode() {
        return type.getName().hashCode();
    }

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new WireSerializerSnapshot<>(type);
    }
}
