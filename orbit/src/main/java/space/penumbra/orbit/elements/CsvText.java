package space.penumbra.orbit.elements;

import java.util.ArrayList;
import java.util.List;

/** OMM as comma-separated values: a header of OMM keywords, one set a line (CelesTrak's FORMAT=csv); double quotes allowed. */
final class CsvText {

    private CsvText() {}

    static void read(String text, ElementsSink sink) {
        List<String> lines = text.lines().toList();
        List<String> header = null;
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at);
            if (line.isBlank()) {
                continue;
            }
            List<String> cells = cells(line);
            if (header == null) {
                header = cells;
            } else if (cells.size() != header.size()) {
                sink.reject(
                        at + 1,
                        cells.get(0),
                        cells.size() + " cells in this line but " + header.size() + " in the header");
            } else {
                OmmFields fields = new OmmFields(at + 1);
                for (int i = 0; i < header.size(); i++) {
                    fields.put(header.get(i), cells.get(i));
                }
                sink.accept(fields);
            }
        }
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                boolean doubled = quoted && i + 1 < line.length() && line.charAt(i + 1) == '"';
                if (doubled) {
                    cell.append('"');
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
