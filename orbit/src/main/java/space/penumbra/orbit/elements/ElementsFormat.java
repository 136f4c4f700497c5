package space.penumbra.orbit.elements;

import java.util.Locale;
import java.util.function.BiConsumer;

/** The notations in which element sets travel. */
public enum ElementsFormat {
    TLE(TleText::read),
    OMM_JSON(JsonText::read),
    OMM_CSV(CsvText::read),
    OMM_KVN(KvnText::read),
    OMM_XML(XmlText::read);

    private final BiConsumer<String, ElementsSink> reader;

    ElementsFormat(BiConsumer<String, ElementsSink> reader) {
        this.reader = reader;
    }

    ElementsReading read(String text) {
        ElementsSink sink = new ElementsSink();
        reader.accept(text, sink);
        if (sink.isEmpty() && !text.isBlank()) {
            sink.reject(1, "", "nothing in it is an element set");
        }
        return sink.reading();
    }

    /** Judges by the first characters that are not blank; whatever looks like nothing else is taken for TLE, which then says what is wrong. */
    public static ElementsFormat of(String text) {
        String start = text.stripLeading();
        if (start.startsWith("<")) {
            return OMM_XML;
        }
        if (start.startsWith("{") || start.startsWith("[")) {
            return OMM_JSON;
        }
        String firstLine = start.lines().findFirst().orElse("").toUpperCase(Locale.ROOT);
        if (firstLine.contains(",") && firstLine.contains("MEAN_MOTION")) {
            return OMM_CSV;
        }
        boolean keyword = firstLine.matches("(COMMENT\\b.*|[A-Z][A-Z0-9_]+ *=.*)");
        return keyword && start.contains("=") ? OMM_KVN : TLE;
    }
}
