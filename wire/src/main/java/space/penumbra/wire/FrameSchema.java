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
 * The schemas of a telemetry frame and of a pack of frames of one node. The fixed-width readings come first, so that each
 * stands at a constant offset from its frame's begin and can be read without decoding the rest; to every other Avro reader
 * they are ordinary records.
 */
public final class FrameSchema {

    /** Bytes of the single-object header: marker and fingerprint. */
    static final int HEADER = 10;

    /** The header that this version writes. */
    static final byte[] HEADER_BYTES;

    /** The header of a pack that this version writes. */
    static final byte[] PACK_HEADER_BYTES;

    private static final Schema SCHEMA = frame();
    private static final Schema PACK = pack();

    static {
        HEADER_BYTES = header(SCHEMA);
        PACK_HEADER_BYTES = header(PACK);
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

    /** The schema of a single frame that this version writes. */
    public static Schema schema() {
        return SCHEMA;
    }

    /** The schema of a pack that this version writes. */
    public static Schema packSchema() {
        return PACK;
    }

    private static Schema frame() {
        List<Schema.Field> fields = new ArrayList<>(moment());
        fields.add(nodeId());
        fields.addAll(rest());
        return Schema.createRecord(
                "TelemetryFrame", "Every reading of a node at one instant", RecordSchema.NAMESPACE, false, fields);
    }

    private static Schema pack() {
        List<Schema.Field> fields = new ArrayList<>(moment());
        fields.addAll(rest());
        Schema packed = Schema.createRecord(
                "PackedFrame", "Every reading of the node at one instant", RecordSchema.NAMESPACE, false, fields);
        return Schema.createRecord(
                "TelemetryPack",
                "Frames of one node, oldest first",
                RecordSchema.NAMESPACE,
                false,
                List.of(nodeId(), new Schema.Field("frames", Schema.createArray(packed), "oldest first", List.of())));
    }

    private static Schema.Field nodeId() {
        return new Schema.Field("nodeId", Schema.create(Schema.Type.STRING), "equal to the record's key", "");
    }

    /** The readings and when they were taken. */
    private static List<Schema.Field> moment() {
        List<Schema.Field> fields = new ArrayList<>();
        for (Reading reading : Reading.values()) {
            String doc = reading.unit() + ", NaN if not reported";
            fields.add(new Schema.Field(reading.field(), Schema.create(Schema.Type.FLOAT), doc, 0.0f));
        }
        Schema time = LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG));
        fields.add(new Schema.Field("time", time, "event time by the node's own clock", 0L));
        fields.add(new Schema.Field("sequence", Schema.create(Schema.Type.LONG), "frames since the node's start", 0L));
        return fields;
    }

    /** What follows them, of varying width. */
    private static List<Schema.Field> rest() {
        List<Schema.Field> fields = new ArrayList<>();
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
        return fields;
    }
}
