package space.penumbra.wire;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.apache.avro.Schema;

/**
 * How a record class is taken apart and put together, looked up once: reflection on each value costs more than its bytes. Numbers
 * are read without boxes.
 */
final class RecordShape {

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final ClassValue<RecordShape> SHAPES = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
            return new RecordShape(type);
        }
    };
    private static final ClassValue<Object[]> CONSTANTS = new ClassValue<>() {
        @Override
        protected Object[] computeValue(Class<?> type) {
            return type.getEnumConstants();
        }
    };

    private final Class<?> type;
    private final Component[] components;
    private final Type[] types;
    private final Constructor<?> constructor;

    /** Writes one component of a record. */
    private interface Component {
        void write(Object record, Schema schema, FrameWriter out);
    }

    private RecordShape(Class<?> type) {
        this.type = type;
        RecordComponent[] declared = type.getRecordComponents();
        components = new Component[declared.length];
        types = new Type[declared.length];
        Class<?>[] raw = new Class<?>[declared.length];
        for (int i = 0; i < declared.length; i++) {
            components[i] = component(declared[i]);
            types[i] = declared[i].getGenericType();
            raw[i] = declared[i].getType();
        }
        try {
            constructor = type.getDeclaredConstructor(raw);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("Record " + type.getName() + " has no canonical constructor", e);
        }
    }

    static RecordShape of(Class<?> type) {
        return SHAPES.get(type);
    }

    /** The constants of an enum in their order, not copied. */
    static Object[] constants(Class<?> type) {
        return CONSTANTS.get(type);
    }

    int size() {
        return components.length;
    }

    /** Type of a component, with its arguments. */
    Type type(int component) {
        return types[component];
    }

    /** Writes a component of a value. */
    void write(int component, Object value, Schema schema, FrameWriter out) {
        components[component].write(value, schema, out);
    }

    private Component component(RecordComponent of) {
        if (of.getType() == double.class) {
            ToDoubleFunction<Object> read = reader(of, ToDoubleFunction.class, "applyAsDouble", double.class);
            return (value, schema, out) -> out.float64(read.applyAsDouble(value));
        } else if (of.getType() == long.class) {
            ToLongFunction<Object> read = reader(of, ToLongFunction.class, "applyAsLong", long.class);
            return (value, schema, out) -> out.varint(read.applyAsLong(value));
        }
        Function<Object, Object> read = reader(of, Function.class, "apply", Object.class);
        return (value, schema, out) -> RecordWriter.write(read.apply(value), schema, out);
    }

    @SuppressWarnings("unchecked")
    private <F> F reader(RecordComponent of, Class<? super F> functional, String method, Class<?> result) {
        try {
            MethodHandle accessor = LOOKUP.unreflect(of.getAccessor());
            return (F) LambdaMetafactory.metafactory(
                            LOOKUP,
                            method,
                            MethodType.methodType(functional),
                            MethodType.methodType(result, Object.class),
                            accessor,
                            result.isPrimitive()
                                    ? accessor.type()
                                    : accessor.type().wrap())
                    .getTarget()
                    .invoke();
        } catch (IllegalAccessException e) {
            throw mustBePublic(e);
        } catch (Throwable e) {
            throw new IllegalStateException("Component " + of.getName() + " of " + type.getName() + " is not read", e);
        }
    }

    /** @throws UndecodableException if the record refuses the values */
    Record construct(Object[] values) {
        try {
            return (Record) constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new UndecodableException("the values make no " + type.getSimpleName() + ": " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw mustBePublic(e);
        }
    }

    private IllegalStateException mustBePublic(ReflectiveOperationException cause) {
        return new IllegalStateException("Record " + type.getName() + " must be public", cause);
    }
}
