package space.penumbra.orbit.geomagnetism;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The coefficients of IGRF-14 from the resource {@code igrf14.csv}, straight lines between its five-year columns. */
final class GaussCoefficients {

    static final int DEGREE = 13;

    private static final double FIRST_YEAR = 1960;
    private static final double LAST_YEAR = 2035;
    private static final double STEP_YEARS = 5;
    private static final int COLUMNS = 15;
    private static final String RESOURCE = "igrf14.csv";

    private static final double[][] BY_EPOCH = load();

    private GaussCoefficients() {}

    /** Place of g (m >= 0) or h (m below 0): degree after degree, orders from -n to n. */
    static int index(int n, int m) {
        return n * n + n + m;
    }

    static double[] at(double year) {
        if (!(year >= FIRST_YEAR && year <= LAST_YEAR)) {
            throw new IllegalArgumentException("year " + year + " is outside " + (int) FIRST_YEAR + " to "
                    + (int) LAST_YEAR + ", where IGRF-14 is known");
        }
        int column = Math.min((int) ((year - FIRST_YEAR) / STEP_YEARS), COLUMNS - 2);
        double share = (year - FIRST_YEAR) / STEP_YEARS - column;
        double[] values = new double[BY_EPOCH[0].length];
        for (int i = 0; i < values.length; i++) {
            values[i] = BY_EPOCH[column][i] + share * (BY_EPOCH[column + 1][i] - BY_EPOCH[column][i]);
        }
        return values;
    }

    private static double[][] load() {
        double[][] table = new double[COLUMNS][(DEGREE + 1) * (DEGREE + 1)];
        try (InputStream in = GaussCoefficients.class.getResourceAsStream(RESOURCE);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            List<String> rows = reader.lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("n,"))
                    .toList();
            for (String row : rows) {
                String[] cells = row.split(",");
                int at = index(Integer.parseInt(cells[0]), Integer.parseInt(cells[1]));
                for (int column = 0; column < COLUMNS; column++) {
                    table[column][at] = Double.parseDouble(cells[2 + column]);
                }
            }
            return table;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "resource " + RESOURCE + " cannot be read: rebuild the orbit module", unreadable);
        }
    }
}
