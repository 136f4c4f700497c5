package space.penumbra.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import space.penumbra.domain.telemetry.Counter;
import space.penumbra.domain.telemetry.NodeMode;
import space.penumbra.domain.telemetry.Reading;

/**
 * The schema of a telemetry frame. The fixed-width readings come first, so that each stands at a constant offset and can
 * be read without decoding the rest; to every other Avro reader it is an ordinary record.
 */
public final class FrameSchema {

    /** Bytes of the single-object header: marker and fingerprint. */
    static final int HEADER = 10;

    /** The header that this version writes. */
    static final byte[] HEADER_BYTES;

    private static final Schema SCHEMA = build();

    static {
        HEADER_BYTES = header(SCHEMA);
    }

    private FrameSchema() {}

    /** The single-object header of a schema: the mark, then its fingerprint, lowest byte first. */
    static byte[] header(Schema schema) {
        byte[] header = new byte[HEADER];
        header[0] = (byte) 0xC3;
        header[1] = 0x01;
        long fingerprint = SchemaNormalization.parsingFingerprint64(schema);
        for (int i = 0; i < 8; i++) {
            header[2 + i] = (byte) (fingerprint >>> (8 * i));
        }
        return header;
    }

    /** The schema that this version writes. */
    public static Schema schema() {
        return SCHEMA;
    }

    private static Schema build() {
        List<Schema.Field> fields = new ArrayList<>();
        for (Reading reading : Reading.values()) {
            String doc = reading.unit() + ", NaN if not reported";
            fields.add(new Schema.Field(reading.field(), Schema.create(Schema.Type.FLOAT), doc, 0.0f));
        }
        Schema time = LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG));
        fields.add(new Schema.Field("time", time, "event time by the node's own clock", 0L));
        fields.add(new Schema.Field("sequence", Schema.create(Schema.Type.LONG), "frames since the node's start", 0L));
        fields.add(new Schema.Field("nodeId", Schema.create(Schema.Type.STRING), "equal to the record's key", ""));
        List<String> modes = Arrays.stream(NodeMode.values()).map(Enum::name).toList();
        Schema mode = Schema.createEnum("NodeMode", null, RecordSchema.NAMESPACE, modes, modes.get(0));
        fields.add(new Schema.Field("mode", mode, "operating mode", modes.get(0)));
        for (Counter counter : Counter.values()) {
            String doc = "total since the node's last reset, -1 if not reported";
            fields.add(new Schema.Field(counter.field(), Schema.create(Schema.Type.LONG), doc, -1L));
        }
        for (String name : List.of("gpuTemperatureCelsius", "gpuPowerWatts", "gpuUtilisationRatio")) {
            fields.add(new Schema.Field(
                    name, Schema.createArray(Schema.create(Schema.Type.FLOAT)), "one value for each GPU", List.of()));
        }
        for (String name : List.of("gpuCorrectedErrors", "gpuUncorrectedErrors")) {
            fields.add(new Schema.Field(
                    name, Schema.createArray(Schema.create(Schema.Type.LONG)), "one total for each GPU", List.of()));
        }
        return Schema.createRecord(
                "TelemetryFrame", "Every reading of a node at one instant", RecordSchema.NAMESPACE, false, fields);
    }
}
