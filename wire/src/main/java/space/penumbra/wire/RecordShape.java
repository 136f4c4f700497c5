package space.penumbra.wire;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;

/** How a record class is taken apart and put together, looked up once: reflection on each value costs more than its bytes. */
final class RecordShape {

    private static final ClassValue<RecordShape> SHAPES = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
            return new RecordShape(type);
        }
    };

    private final Class<?> type;
    private final Method[] accessors;
    private final Type[] types;
    private final Constructor<?> constructor;

    private RecordShape(Class<?> type) {
        this.type = type;
        RecordComponent[] components = type.getRecordComponents();
        accessors = new Method[components.length];
        types = new Type[components.length];
        Class<?>[] raw = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            accessors[i] = components[i].getAccessor();
            types[i] = components[i].getGenericType();
            raw[i] = components[i].getType();
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

    int size() {
        return accessors.length;
    }

    /** Type of a component, with its arguments. */
    Type type(int component) {
        return types[component];
    }

    Object read(int component, Object value) {
        try {
            return accessors[component].invoke(value);
        } catch (ReflectiveOperationException e) {
            throw mustBePublic(e);
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
