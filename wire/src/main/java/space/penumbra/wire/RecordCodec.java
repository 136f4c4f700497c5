package space.penumbra.wire;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;

/**
 * The codec of every record type but the telemetry frame: component by component, by name, through Avro's generic data.
 * Reads every published version of the schema. Thread-safe.
 *
 * @param <T> the record type
 */
public final class RecordCodec<T extends Record> implements Codec<T> {

    private static final int EXPECTED_BYTES = 256;

    private final Class<T> type;
    private final Schema schema;
    private final byte[] header;
    private final BinaryMessageDecoder<GenericRecord> decoder;

    public RecordCodec(Class<T> type) {
        this.type = type;
        this.schema = RecordSchema.of(type);
        this.header = FrameSchema.header(schema);
        this.decoder = new BinaryMessageDecoder<>(GenericData.get(), schema);
        for (Schema published : PublishedSchemas.of(type.getSimpleName())) {
            decoder.addSchema(published);
        }
    }

    @Override
    public String typeName() {
        return type.getSimpleName();
    }

    /** The record type. */
    Class<T> type() {
        return type;
    }

    /** The schema that this version writes. */
    public Schema schema() {
        return schema;
    }

    @Override
    public byte[] encode(T value) {
        try {
            FrameWriter out = new FrameWriter(EXPECTED_BYTES);
            out.bytes(header);
            RecordWriter.write(value, schema, out);
            return out.toBytes();
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("Cannot encode " + value + ": " + e.getMessage(), e);
        }
    }

    @Override
    public T decode(byte[] bytes) {
        if (bytes == null) {
            throw new UndecodableException("no bytes where a " + typeName() + " was expected");
        }
        try {
            if (isCurrent(bytes)) {
                return type.cast(RecordReader.read(new FrameReader().over(bytes, FrameSchema.HEADER), schema, type));
            }
            return type.cast(fromAvro(decoder.decode(bytes), type));
        } catch (IOException
                | AvroRuntimeException
                | IllegalArgumentException
                | IndexOutOfBoundsException
                | UndecodableException e) {
            throw new UndecodableException(bytes.length + " bytes are no " + typeName() + ": " + e.getMessage(), e);
        }
    }

    /** Whether this version wrote it: then no other schema has to be brought to this one's. */
    private boolean isCurrent(byte[] bytes) {
        return bytes.length >= FrameSchema.HEADER
                && Arrays.equals(bytes, 0, FrameSchema.HEADER, header, 0, FrameSchema.HEADER);
    }

    private static Object fromAvro(Object avro, Type type) {
        if (avro == null) {
            return null;
        }
        if (type instanceof ParameterizedType parameterized) {
            Type[] arguments = parameterized.getActualTypeArguments();
            if (parameterized.getRawType() == List.class) {
                return ((List<?>) avro)
                        .stream().map(item -> fromAvro(item, arguments[0])).toList();
            }
            Map<String, Object> entries = new LinkedHashMap<>();
            ((Map<?, ?>) avro).forEach((k, v) -> entries.put(k.toString(), fromAvro(v, arguments[1])));
            return Map.copyOf(entries);
        }
        Class<?> plain = (Class<?>) type;
        if (plain == String.class) {
            return avro.toString();
        } else if (plain == Instant.class) {
            return Instant.ofEpochMilli((Long) avro);
        } else if (plain == byte[].class) {
            ByteBuffer buffer = ((ByteBuffer) avro).duplicate();
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } else if (plain.isEnum()) {
            return enumConstant(plain, avro.toString());
        } else if (plain.isRecord()) {
            return construct(plain.asSubclass(Record.class), (GenericRecord) avro);
        }
        return avro;
    }

    private static Object enumConstant(Class<?> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> ((Enum<?>) constant).name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UndecodableException("'" + name + "' is no " + type.getSimpleName()));
    }

    private static Record construct(Class<? extends Record> type, GenericRecord avro) {
        RecordShape shape = RecordShape.of(type);
        Object[] values = new Object[shape.size()];
        for (int i = 0; i < values.length; i++) {
            // The decoder resolves every version to the newest schema, whose fields stand in the order of the
            // components.
            values[i] = fromAvro(avro.get(i), shape.type(i));
        }
        return shape.construct(values);
    }
}
