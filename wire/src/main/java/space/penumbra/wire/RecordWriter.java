package space.penumbra.wire;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** Writes a record straight into Avro's binary form, without the generic objects between. */
final class RecordWriter {

    private RecordWriter() {}

    static void write(Object value, Schema schema, FrameWriter out) {
        switch (schema.getType()) {
            case UNION:
                // Null comes first in every union that a record class gives.
                out.varint(value == null ? 0 : 1);
                if (value != null) {
                    write(value, schema.getTypes().get(1), out);
                }
                break;
            case RECORD:
                RecordShape shape = RecordShape.of(value.getClass());
                List<Schema.Field> fields = schema.getFields();
                for (int i = 0; i < shape.size(); i++) {
                    shape.write(i, value, fields.get(i).schema(), out);
                }
                break;
            case ARRAY:
                List<?> items = (List<?>) value;
                if (!items.isEmpty()) {
                    out.varint(items.size());
                    items.forEach(item -> write(item, schema.getElementType(), out));
                }
                out.varint(0);
                break;
            case MAP:
                Map<?, ?> entries = (Map<?, ?>) value;
                if (!entries.isEmpty()) {
                    out.varint(entries.size());
                    entries.forEach((key, item) -> {
                        out.text((String) key);
                        write(item, schema.getValueType(), out);
                    });
                }
                out.varint(0);
                break;
            case ENUM:
                out.varint(((Enum<?>) value).ordinal());
                break;
            case STRING:
                out.text((String) value);
                break;
            case BYTES:
                byte[] bytes = (byte[]) value;
                out.varint(bytes.length);
                out.bytes(bytes);
                break;
            case LONG:
                out.varint(value instanceof Instant instant ? instant.toEpochMilli() : (Long) value);
                break;
            case INT:
                out.varint((Integer) value);
                break;
            case DOUBLE:
                out.float64((Double) value);
                break;
            case FLOAT:
                out.float32((Float) value);
                break;
            case BOOLEAN:
                out.bool((Boolean) value);
                break;
            default:
                throw new IllegalArgumentException("No record component is written as " + schema.getType());
        }
    }
}
