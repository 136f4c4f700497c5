package space.penumbra.jobs;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * Flink's view of a record of the wire: between operators and in state it has the same bytes as in its topic, so state
 * written by an earlier version is read through the published schemas.
 *
 * @param <T> the record type
 */
final class WireTypeInfo<T extends Record> extends HandType<T> {

    private static final long serialVersionUID = 1L;

    WireTypeInfo(Class<T> type) {
        super(type);
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return new WireSerializer<>(getTypeClass());
    }
}
