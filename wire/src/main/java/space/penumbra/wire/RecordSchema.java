package space.penumbra.wire;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import space.penumbra.domain.Nullable;

/**
 * Derives the Avro schema of a record class: component names become field names, instants become
 * {@code timestamp-millis}, and every field has a default so that a later version can read an earlier one.
 */
final class RecordSchema {

    static final String NAMESPACE = "space.penumbra";

    private RecordSchema() {}

    static Schema of(Class<? extends Record> type) {
        List<Schema.Field> fields = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Schema schema = ofType(component.getGenericType());
            if (component.isAnnotationPresent(Nullable.class)) {
                Schema union = Schema.createUnion(Schema.create(Schema.Type.NULL), schema);
                fields.add(new Schema.Field(component.getName(), union, null, JsonProperties.NULL_VALUE));
            } else {
                fields.add(new Schema.Field(component.getName(), schema, null, defaultOf(schema)));
            }
        }
        return Schema.createRecord(type.getSimpleName(), null, NAMESPACE, false, fields);
    }

    private static Schema ofType(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            Type[] arguments = parameterized.getActualTypeArguments();
            if (parameterized.getRawType() == List.class) {
                return Schema.createArray(ofType(arguments[0]));
            }
            if (parameterized.getRawType() == Map.class && arguments[0] == String.class) {
                return Schema.createMap(ofType(arguments[1]));
            }
        }
        if (type instanceof Class<?> plain) {
            return ofClass(plain);
        }
        throw unsupported(type);
    }

    private static Schema ofClass(Class<?> type) {
        if (type == String.class) {
            return Schema.create(Schema.Type.STRING);
        } else if (type == double.class || type == Double.class) {
            return Schema.create(Schema.Type.DOUBLE);
        } else if (type == float.class) {
            return Schema.create(Schema.Type.FLOAT);
        } else if (type == long.class || type == Long.class) {
            return Schema.create(Schema.Type.LONG);
        } else if (type == int.class || type == Integer.class) {
            return Schema.create(Schema.Type.INT);
        } else if (type == boolean.class) {
            return Schema.create(Schema.Type.BOOLEAN);
        } else if (type == byte[].class) {
            return Schema.create(Schema.Type.BYTES);
        } else if (type == Instant.class) {
            return LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG));
        } else if (type.isEnum()) {
            List<String> symbols = Arrays.stream(type.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name())
                    .toList();
            // The first symbol stands for one that a reader does not know yet.
            return Schema.createEnum(type.getSimpleName(), null, NAMESPACE, symbols, symbols.get(0));
        } else if (type.isRecord()) {
            return of(type.asSubclass(Record.class));
        }
        throw unsupported(type);
    }

    private static Object defaultOf(Schema schema) {
        switch (schema.getType()) {
            case STRING:
                return "";
            case DOUBLE:
                return 0.0;
            case FLOAT:
                return 0.0f;
            case LONG:
                return 0L;
            case INT:
                return 0;
            case BOOLEAN:
                return false;
            case BYTES:
                return "";
            case ENUM:
                return schema.getEnumSymbols().get(0);
            case ARRAY:
                return Collections.emptyList();
            case MAP:
                return Collections.emptyMap();
            default:
                return null;
        }
    }

    private static IllegalArgumentException unsupported(Type type) {
        return new IllegalArgumentException(
                "A record component of type " + type
                        + " cannot travel: use numbers, boolean, String, enum, Instant, byte[], List, Map of String or a record");
    }
}
