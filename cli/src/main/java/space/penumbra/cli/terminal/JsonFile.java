package space.penumbra.cli.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes results for machines. */
public final class JsonFile {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private JsonFile() {}

    /**
     * Writes the values in their order, whole or not at all.
     *
     * @throws UserError if the file cannot be written
     */
    public static void write(Path file, Map<String, ?> values) {
        writeText(file, text(values) + "\n");
    }

    /**
     * Writes a text, whole or not at all.
     *
     * @throws UserError if the file cannot be written
     */
    public static void writeText(Path file, String text) {
        try {
            Path absolute = file.toAbsolutePath();
            Files.createDirectories(absolute.getParent());
            Path part = Files.createTempFile(absolute.getParent(), ".penumbra", ".part");
            Files.writeString(part, text);
            Files.move(part, absolute, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UserError(
                    "cannot write " + file + " (" + e.getMessage() + "): choose a file that can be written", e);
        }
    }

    /** The values as indented JSON. */
    public static String text(Map<String, ?> values) {
        try {
            return JSON.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Not expressible as JSON: " + values, e);
        }
    }
}
