package space.penumbra.orbit.elements;

import java.util.List;

/** OMM in keyword = value notation. Several messages may follow each other: each starts at CCSDS_OMM_VERS. */
final class KvnText {

    private KvnText() {}

    static void read(String text, ElementsSink sink) {
        List<String> lines = text.lines().toList();
        OmmFields current = new OmmFields(1);
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at).strip();
            if (line.isEmpty() || line.startsWith("COMMENT")) {
                continue;
            }
            int equals = line.indexOf('=');
            if (equals < 0) {
                sink.reject(at + 1, current.label(), "\"" + shortened(line) + "\" is not KEYWORD = value");
                continue;
            }
            String keyword = line.substring(0, equals).strip();
            boolean nextMessage =
                    keyword.equals("CCSDS_OMM_VERS") || keyword.equals("OBJECT_NAME") && current.has("OBJECT_NAME");
            if (nextMessage) {
                finish(current, sink);
                current = new OmmFields(at + 1);
            }
            current.put(keyword, withoutUnit(line.substring(equals + 1)));
        }
        finish(current, sink);
    }

    private static void finish(OmmFields message, ElementsSink sink) {
        if (!message.isEmpty()) {
            sink.accept(message);
        }
    }

    /** {@code 15.5 [rev/day]} means 15.5. */
    private static String withoutUnit(String value) {
        String text = value.strip();
        int bracket = text.lastIndexOf('[');
        return bracket > 0 && text.endsWith("]") ? text.substring(0, bracket) : text;
    }

    private static String shortened(String line) {
        return line.length() <= 40 ? line : line.substring(0, 40) + "…";
    }
}
