package space.penumbra.orbit.elements;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * Reads element sets from text: TLE (two or three lines, alpha-5) and OMM as JSON, CSV, KVN or XML, with catalogue numbers of up to nine
 * digits. The notation is recognised from the text. A malformed set is returned as a rejection with its line and reason; the others are
 * still read. Stateless and thread-safe.
 */
public final class ElementsReader {

    private ElementsReader() {}

    /** Reads every set in the text. */
    public static ElementsReading read(String text) {
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return ElementsFormat.of(plain).read(plain);
    }

    /**
     * Reads every set up to the end of the reader, which stays open.
     *
     * @throws UncheckedIOException when the reader fails
     */
    public static ElementsReading read(Reader reader) {
        try {
            StringWriter text = new StringWriter();
            reader.transferTo(text);
            return read(text.toString());
        } catch (IOException failed) {
            throw new UncheckedIOException("element sets could not be read: " + failed.getMessage(), failed);
        }
    }
}
