package space.penumbra.orbit.radiation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The table {@code trapped-protons.txt}: logarithm of the flux over latitude, longitude and height, read along straight lines. Immutable. */
final class ProtonTable {

    static final int ROWS = 38;
    static final int PLACES = 72;
    static final double FIRST_LATITUDE = -74;
    static final double LATITUDE_STEP = 4;
    static final double LONGITUDE_STEP = 5;

    /** Stands for "less than one": a decade below the smallest value, so that edges interpolate. */
    static final float NONE = -1f;

    private static final double[] HEIGHTS_KM = {300, 400, 500, 575, 650, 725, 800, 900, 1000, 1200, 1400, 1700, 2000};
    private static final double CODES_PER_DECADE = 17;
    private static final String RESOURCE = "trapped-protons.txt";
    private static final ProtonTable[] TABLES = load();

    private final float[] log10Flux = new float[HEIGHTS_KM.length * ROWS * PLACES];

    private ProtonTable() {}

    static ProtonTable of(ProtonEnergy energy) {
        return TABLES[energy == ProtonEnergy.ABOVE_30_MEV ? 0 : 1];
    }

    static int levels() {
        return HEIGHTS_KM.length;
    }

    /** Lowest level of the table that is not below a height (km), or the topmost. */
    static int levelAtOrAbove(double heightKm) {
        int level = 0;
        while (level < HEIGHTS_KM.length - 1 && HEIGHTS_KM[level] < heightKm) {
            level++;
        }
        return level;
    }

    static double heightKm(int level) {
        return HEIGHTS_KM[level];
    }

    float node(int level, int row, int place) {
        return log10Flux[(level * ROWS + row) * PLACES + place];
    }

    /** log10 of the flux per cm2 and s; {@link #NONE} where there is none. Latitude and longitude in the table's own epoch. */
    double log10Flux(double latitude, double longitude, double heightKm) {
        double row = (latitude - FIRST_LATITUDE) / LATITUDE_STEP;
        if (!(row > 0 && row < ROWS - 1)) {
            return NONE;
        }
        double turn = (longitude + 180) / 360;
        double place = (turn - Math.floor(turn)) * PLACES;
        int upper = Math.max(1, levelAtOrAbove(heightKm));
        double share = (heightKm - HEIGHTS_KM[upper - 1]) / (HEIGHTS_KM[upper] - HEIGHTS_KM[upper - 1]);
        double clamped = Math.max(0, Math.min(1, share));
        double low = plane(upper - 1, row, place);
        return low + clamped * (plane(upper, row, place) - low);
    }

    private double plane(int level, double row, double place) {
        int r = (int) row;
        int p = Math.min((int) place, PLACES - 1);
        int next = p + 1 == PLACES ? 0 : p + 1;
        double dr = row - r;
        double dp = place - p;
        int base = (level * ROWS + r) * PLACES;
        double south = log10Flux[base + p] + dp * (log10Flux[base + next] - log10Flux[base + p]);
        double north =
                log10Flux[base + PLACES + p] + dp * (log10Flux[base + PLACES + next] - log10Flux[base + PLACES + p]);
        return south + dr * (north - south);
    }

    private static ProtonTable[] load() {
        ProtonTable[] tables = {new ProtonTable(), new ProtonTable()};
        try (InputStream in = ProtonTable.class.getResourceAsStream(RESOURCE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            int row = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                boolean data = !line.startsWith("#") && !line.startsWith("MeV");
                if (data) {
                    tables[row / (HEIGHTS_KM.length * ROWS)].put(row % (HEIGHTS_KM.length * ROWS), line);
                    row++;
                }
            }
            return tables;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "resource " + RESOURCE + " cannot be read: rebuild the orbit module", unreadable);
        }
    }

    private void put(int row, String codes) {
        for (int place = 0; place < PLACES; place++) {
            char code = codes.charAt(place);
            log10Flux[row * PLACES + place] = code == '.' ? NONE : (float) ((code - '0') / CODES_PER_DECADE);
        }
    }
}
