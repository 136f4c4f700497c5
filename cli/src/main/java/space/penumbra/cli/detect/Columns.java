package space.penumbra.cli.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import space.penumbra.cli.terminal.UserError;

/**
 * What the columns of a recording are, by their names alone.
 *
 * @param width number of columns
 * @param time place of the time, -1 for none
 * @param values places of the values, at least one
 */
record Columns(int width, int time, List<Integer> values) {

    private static final Set<String> TIMES = Set.of("ts", "timestamp");
    private static final Set<String> NEVER_READ = Set.of("label", "is_anomaly");

    static Columns of(String[] header) {
        if (Arrays.stream(header).allMatch(Columns::isNumber)) {
            throw new UserError("the first line holds numbers (" + String.join(",", header)
                    + "): put a header line with the names of the columns above it");
        }
        int time = -1;
        List<Integer> values = new ArrayList<>();
        for (int i = 0; i < header.length; i++) {
            String name = header[i].toLowerCase(Locale.ROOT);
            if (TIMES.contains(name)) {
                time = i;
            } else if (!NEVER_READ.contains(name)) {
                values.add(i);
            }
        }
        if (values.isEmpty()) {
            throw new UserError("no column of values in the header " + String.join(",", header)
                    + ": ts, timestamp, label and is_anomaly are none");
        }
        return new Columns(header.length, time, List.copyOf(values));
    }

    /** Reads the values of a row; a cell that is no number is {@code NaN}. */
    void read(String[] cells, long row, double[] into) {
        if (cells.length != width) {
            throw new UserError("row " + row + " has " + cells.length + " cells, the header " + width
                    + ": leave a cell empty for a value that is missing");
        }
        for (int i = 0; i < into.length; i++) {
            into[i] = number(cells[values.get(i)]);
        }
    }

    private static boolean isNumber(String cell) {
        return !Double.isNaN(number(cell));
    }

    private static double number(String cell) {
        try {
            return Double.parseDouble(cell);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
