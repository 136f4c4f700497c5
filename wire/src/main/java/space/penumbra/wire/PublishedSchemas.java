package space.penumbra.wire;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/** The schemas that were ever published for a type: {@code schemas/<Type>.v1.avsc} and on, oldest first. */
public final class PublishedSchemas {

    private PublishedSchemas() {}

    /** All versions of a type's schema, oldest first; empty if it was never published. */
    public static List<Schema> of(String typeName) {
        List<Schema> schemas = new ArrayList<>();
        for (int version = 1; ; version++) {
            String resource = "schemas/" + typeName + ".v" + version + ".avsc";
            try (InputStream in = PublishedSchemas.class.getResourceAsStream(resource)) {
                if (in == null) {
                    return schemas;
                }
                schemas.add(new Schema.Parser().parse(in));
            } catch (IOException e) {
                throw new IllegalStateException("Cannot read " + resource + " from the class path", e);
            }
        }
    }
}
