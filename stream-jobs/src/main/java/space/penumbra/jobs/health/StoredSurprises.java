package space.penumbra.jobs.health;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import space.penumbra.domain.limits.Surprises;

/** How the generic detectors of a node are kept, beside its limits: each by the field that it watches. A node without any takes one byte. */
final class StoredSurprises {

    private StoredSurprises() {}

    static void write(Surprises surprises, DataOutputView out) throws IOException {
        Map<String, byte[]> stored = surprises.stored();
        out.writeByte(stored.size());
        for (Map.Entry<String, byte[]> detector : stored.entrySet()) {
            out.writeUTF(detector.getKey());
            out.writeInt(detector.getValue().length);
            out.write(detector.getValue());
        }
    }

    static Surprises read(DataInputView in) throws IOException {
        Map<String, byte[]> stored = new HashMap<>();
        int detectors = in.readByte();
        for (int i = 0; i < detectors; i++) {
            String field = in.readUTF();
            byte[] bytes = new byte[in.readInt()];
            in.readFully(bytes);
            stored.put(field, bytes);
        }
        return Surprises.of(stored);
    }
}
