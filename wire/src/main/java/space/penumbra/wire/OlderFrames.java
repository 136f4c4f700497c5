package space.penumbra.wire;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import space.penumbra.domain.Nullable;

/**
 * What is in a record of {@code telemetry.frames} that was written with an older published schema, read by Avro's resolution.
 *
 * @param node of the pack; null for a single frame, which carries its own
 * @param frames the frames in the shape of the current schema
 */
record OlderFrames(@Nullable String node, List<GenericRecord> frames) {

    private static final Map<Long, Schema> PUBLISHED = new HashMap<>();

    static {
        for (String type : List.of("TelemetryFrame", "TelemetryPack")) {
            for (Schema schema : PublishedSchemas.of(type)) {
                PUBLISHED.put(SchemaNormalization.parsingFingerprint64(schema), schema);
            }
        }
    }

    /**
     * Reads a record.
     *
     * @throws UndecodableException if its bytes are of no published schema
     */
    static OlderFrames read(byte[] bytes) {
        long fingerprint = 0;
        for (int i = 0; i < 8; i++) {
            fingerprint |= (bytes[2 + i] & 0xFFL) << (8 * i);
        }
        Schema writer = (bytes[0] & 0xFF) == 0xC3 && bytes[1] == 0x01 ? PUBLISHED.get(fingerprint) : null;
        if (writer == null) {
            throw new UndecodableException(
                    bytes.length + " bytes do not begin with the mark of a known TelemetryFrame or TelemetryPack");
        }
        boolean single = writer.getName().equals("TelemetryFrame");
        Schema current = single ? FrameSchema.schema() : FrameSchema.packSchema();
        try {
            GenericRecord avro = new GenericDatumReader<GenericRecord>(writer, current, GenericData.get())
                    .read(
                            null,
                            DecoderFactory.get()
                                    .binaryDecoder(bytes, FrameSchema.HEADER, bytes.length - FrameSchema.HEADER, null));
            return single ? new OlderFrames(null, List.of(avro)) : ofPack(avro);
        } catch (IOException | AvroRuntimeException e) {
            throw new UndecodableException(
                    bytes.length + " bytes are no " + writer.getName() + ": " + e.getMessage(), e);
        }
    }

    @SuppressWarnings("unchecked") // The schema says what the array holds.
    private static OlderFrames ofPack(GenericRecord avro) {
        return new OlderFrames(avro.get("nodeId").toString(), (List<GenericRecord>) avro.get("frames"));
    }
}
