package space.penumbra.orbit.radiation;

/** For each cell of the flux table, a lower bound of the way to the nearest cell above a threshold. Immutable and thread-safe. */
final class SaaClearance {

    /** The table's latitudes are shifted by the drift, which bends distances near the poles by less than this share. */
    private static final double SAFETY = 0.85;

    private static final int CELL_ROWS = ProtonTable.ROWS - 1;

    private final float[][] byLevel = new float[ProtonTable.levels()][];

    SaaClearance(ProtonTable table, double log10Threshold) {
        boolean[] hot = new boolean[CELL_ROWS * ProtonTable.PLACES];
        for (int level = 0; level < byLevel.length; level++) {
            // Levels add up: the hot cells of a level are hot for everything that may climb higher.
            for (int cell = 0; cell < hot.length; cell++) {
                hot[cell] |= corner(table, level, cell) > log10Threshold;
            }
            byLevel[level] = distances(hot);
        }
    }

    /** Degrees of arc, 0 in and next to the region, for a place in the table's own epoch. */
    double degrees(double latitude, double longitude, int level) {
        int row = (int) Math.floor((latitude - ProtonTable.FIRST_LATITUDE) / ProtonTable.LATITUDE_STEP);
        double turn = (longitude + 180) / 360;
        int place = Math.min((int) ((turn - Math.floor(turn)) * ProtonTable.PLACES), ProtonTable.PLACES - 1);
        return byLevel[level][Math.max(0, Math.min(CELL_ROWS - 1, row)) * ProtonTable.PLACES + place];
    }

    private static float corner(ProtonTable table, int level, int cell) {
        int row = cell / ProtonTable.PLACES;
        int place = cell % ProtonTable.PLACES;
        int next = (place + 1) % ProtonTable.PLACES;
        return Math.max(
                Math.max(table.node(level, row, place), table.node(level, row, next)),
                Math.max(table.node(level, row + 1, place), table.node(level, row + 1, next)));
    }

    private static float[] distances(boolean[] hot) {
        double[] centres = centres();
        float[] degrees = new float[hot.length];
        // Half a diagonal of each of the two cells lies between their centres and the nearest points.
        double slack = Math.hypot(ProtonTable.LATITUDE_STEP, ProtonTable.LONGITUDE_STEP);
        for (int cell = 0; cell < hot.length; cell++) {
            double nearest = -1;
            for (int other = 0; other < hot.length; other++) {
                if (hot[other]) {
                    double cos = centres[3 * cell] * centres[3 * other]
                            + centres[3 * cell + 1] * centres[3 * other + 1]
                            + centres[3 * cell + 2] * centres[3 * other + 2];
                    nearest = Math.max(nearest, cos);
                }
            }
            double way = Math.toDegrees(Math.acos(Math.min(1, nearest))) - slack;
            degrees[cell] = (float) Math.max(0, SAFETY * way);
        }
        return degrees;
    }

    private static double[] centres() {
        double[] centres = new double[3 * CELL_ROWS * ProtonTable.PLACES];
        for (int cell = 0; cell < centres.length / 3; cell++) {
            double latitude = Math.toRadians(
                    ProtonTable.FIRST_LATITUDE + (cell / ProtonTable.PLACES + 0.5) * ProtonTable.LATITUDE_STEP);
            double longitude = Math.toRadians((cell % ProtonTable.PLACES + 0.5) * ProtonTable.LONGITUDE_STEP - 180);
            centres[3 * cell] = Math.cos(latitude) * Math.cos(longitude);
            centres[3 * cell + 1] = Math.cos(latitude) * Math.sin(longitude);
            centres[3 * cell + 2] = Math.sin(latitude);
        }
        return centres;
    }
}
