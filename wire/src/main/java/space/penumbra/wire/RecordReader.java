package space.penumbra.wire;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import space.penumbra.domain.Nullable;

/** Reads a record straight out of Avro's binary form, without the generic objects between. */
final class RecordReader {

    private RecordReader() {}

    /**
     * Reads what comes next.
     *
     * @param schema that wrote it, which is the one of the type
     * @throws IndexOutOfBoundsException if the bytes break off
     * @throws UndecodableException if they are none of the type
     */
    static @Nullable Object read(FrameReader in, Schema schema, Type type) {
        switch (schema.getType()) {
            case UNION:
                return in.varint() == 0 ? null : read(in, schema.getTypes().get(1), type);
            case RECORD:
                return record(in, schema, (Class<?>) type);
            case ARRAY:
                return array(in, schema.getElementType(), ((ParameterizedType) type).getActualTypeArguments()[0]);
            case MAP:
                return map(in, schema.getValueType(), ((ParameterizedType) type).getActualTypeArguments()[1]);
            case ENUM:
                return constant(in.varint(), (Class<?>) type);
            case STRING:
                return in.text();
            case BYTES:
                return in.bytes();
            case LONG:
                long number = in.varint();
                return type == Instant.class ? Instant.ofEpochMilli(number) : (Object) number;
            case INT:
                return (int) in.varint();
            case DOUBLE:
                return in.float64();
            case FLOAT:
                return in.float32();
            case BOOLEAN:
                return in.bool();
            default:
                throw new IllegalArgumentException("No record component is read as " + schema.getType());
        }
    }

    private static Record record(FrameReader in, Schema schema, Class<?> type) {
        RecordShape shape = RecordShape.of(type);
        List<Schema.Field> fields = schema.getFields();
        Object[] values = new Object[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = read(in, fields.get(i).schema(), shape.type(i));
        }
        return shape.construct(values);
    }

    private static List<Object> array(FrameReader in, Schema item, Type type) {
        List<Object> items = new ArrayList<>();
        for (int count = in.blockCount(in.left()); count > 0; count = in.blockCount(in.left())) {
            for (int i = 0; i < count; i++) {
                items.add(read(in, item, type));
            }
        }
        return List.copyOf(items);
    }

    private static Map<String, Object> map(FrameReader in, Schema item, Type type) {
        Map<String, Object> entries = new LinkedHashMap<>();
        for (int count = in.blockCount(in.left()); count > 0; count = in.blockCount(in.left())) {
            for (int i = 0; i < count; i++) {
                entries.put(in.text(), read(in, item, type));
            }
        }
        return Map.copyOf(entries);
    }

    private static Object constant(long ordinal, Class<?> type) {
        Object[] constants = RecordShape.constants(type);
        if (ordinal < 0 || ordinal >= constants.length) {
            throw new UndecodableException("number " + ordinal + " is no " + type.getSimpleName());
        }
        return constants[(int) ordinal];
    }
}
