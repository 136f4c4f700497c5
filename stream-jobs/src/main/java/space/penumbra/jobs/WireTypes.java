package space.penumbra.jobs;

import org.apache.flink.api.common.typeinfo.TypeInformation;

/** Type information for records of the wire, for streams and for state. */
public final class WireTypes {

    private WireTypes() {}

    /** The type information of a record class that has a wire schema; never Kryo. */
    public static <T extends Record> TypeInformation<T> of(Class<T> type) {
        return new WireTypeInfo<>(type);
    }
}
