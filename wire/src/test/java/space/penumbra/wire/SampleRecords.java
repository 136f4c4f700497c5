package space.penumbra.wire;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Makes a record of any type with a different, fixed value in every component, so that a swapped field shows. */
final class SampleRecords {

    private static final Instant FIRST = Instant.parse("2026-06-21T12:00:00.123Z");

    private int count;

    private SampleRecords() {}

    static <T extends Record> T of(Class<T> type) {
        return new SampleRecords().make(type);
    }

    private <T extends Record> T make(Class<T> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = value(components[i].getGenericType(), components[i].getName());
        }
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot make a sample of " + type, e);
        }
    }

    private Object value(Type type, String name) {
        count++;
        if (type instanceof ParameterizedType parameterized) {
            Type[] arguments = parameterized.getActualTypeArguments();
            return parameterized.getRawType() == List.class
                    ? List.of(value(arguments[0], name), value(arguments[0], name))
                    : Map.of("key" + count, value(arguments[1], name));
        }
        Class<?> plain = (Class<?>) type;
        if (plain == String.class) {
            return name + "-" + count;
        } else if (plain == double.class) {
            // Below 1, so that it is an eccentricity as well as a mean motion.
            return count / 128.0;
        } else if (plain == long.class || plain == Long.class) {
            return (long) count;
        } else if (plain == int.class) {
            return count;
        } else if (plain == boolean.class) {
            return true;
        } else if (plain == byte[].class) {
            return new byte[] {1, 2, (byte) 0xFF};
        } else if (plain == Instant.class) {
            return FIRST.plusSeconds(count);
        } else if (plain.isEnum()) {
            Object[] constants = plain.getEnumConstants();
            return constants[count % constants.length];
        } else if (plain.isRecord()) {
            return make(plain.asSubclass(Record.class));
        }
        throw new IllegalStateException("No sample for " + type);
    }
}
