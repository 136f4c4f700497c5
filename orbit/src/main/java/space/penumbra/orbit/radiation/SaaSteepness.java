package space.penumbra.orbit.radiation;

import space.penumbra.orbit.overflight.Region;
import space.penumbra.orbit.sun.SubPoint;

/**
 * For each cell of the flux table, the steepest change of its straight pieces in the cell and in all that lie within {@link Region#STEEPNESS_DEGREES}
 * and {@link Region#STEEPNESS_KM} of it. Immutable and thread-safe.
 */
final class SaaSteepness {

    private static final int CELL_ROWS = ProtonTable.ROWS - 1;
    private static final int CELLS = CELL_ROWS * ProtonTable.PLACES;

    private final int layers = ProtonTable.levels() - 1;
    /** Degrees by which the table's latitudes lie south of the map's. */
    private final double southDegrees;

    private final float[] along = new float[layers * CELLS];
    private final float[] up = new float[layers * CELLS];

    SaaSteepness(ProtonTable table, double southDegrees) {
        this.southDegrees = southDegrees;
        float[] alongOwn = new float[along.length];
        float[] upOwn = new float[up.length];
        for (int layer = 0; layer < layers; layer++) {
            double kmPerDegree = Math.toRadians(1) * (SubPoint.EQUATORIAL_RADIUS_KM - 22 + ProtonTable.heightKm(layer));
            double thick = ProtonTable.heightKm(layer + 1) - ProtonTable.heightKm(layer);
            for (int cell = 0; cell < CELLS; cell++) {
                int at = layer * CELLS + cell;
                double below = alongPerDegree(table, layer, cell);
                double above = alongPerDegree(table, layer + 1, cell);
                alongOwn[at] = (float) (Math.max(below, above) / kmPerDegree);
                upOwn[at] = (float) (upStep(table, layer, cell) / thick);
            }
        }
        for (int at = 0; at < along.length; at++) {
            along[at] = largestAround(alongOwn, at);
            up[at] = largestAround(upOwn, at);
        }
    }

    /** Decades a kilometre along the ground at the satellite's height, for a place in the table's own epoch. */
    double alongPerKm(double latitude, double longitude, double heightKm) {
        return along[cell(latitude, longitude, heightKm)];
    }

    /** Decades a kilometre of height. */
    double upPerKm(double latitude, double longitude, double heightKm) {
        return up[cell(latitude, longitude, heightKm)];
    }

    private static int cell(double latitude, double longitude, double heightKm) {
        int row = (int) Math.floor((latitude - ProtonTable.FIRST_LATITUDE) / ProtonTable.LATITUDE_STEP);
        double turn = (longitude + 180) / 360;
        int place = Math.min((int) ((turn - Math.floor(turn)) * ProtonTable.PLACES), ProtonTable.PLACES - 1);
        int layer = Math.max(1, ProtonTable.levelAtOrAbove(heightKm)) - 1;
        return (layer * CELL_ROWS + Math.max(0, Math.min(CELL_ROWS - 1, row))) * ProtonTable.PLACES + place;
    }

    private double alongPerDegree(ProtonTable table, int level, int cell) {
        int row = cell / ProtonTable.PLACES;
        int place = cell % ProtonTable.PLACES;
        int next = (place + 1) % ProtonTable.PLACES;
        float southWest = table.node(level, row, place);
        float southEast = table.node(level, row, next);
        float northWest = table.node(level, row + 1, place);
        float northEast = table.node(level, row + 1, next);
        double north = Math.max(Math.abs(northWest - southWest), Math.abs(northEast - southEast));
        double east = Math.max(Math.abs(southEast - southWest), Math.abs(northEast - northWest));
        return Math.hypot(north / ProtonTable.LATITUDE_STEP, east / ProtonTable.LONGITUDE_STEP / narrowest(row, 0));
    }

    /** Cosine of the latitude at the end of a row that is nearer to a pole, in the map's own year and some degrees further. */
    private double narrowest(int row, double further) {
        double south = ProtonTable.FIRST_LATITUDE + row * ProtonTable.LATITUDE_STEP + southDegrees;
        double poleward = Math.max(Math.abs(south), Math.abs(south + ProtonTable.LATITUDE_STEP)) + further;
        return Math.cos(Math.toRadians(Math.min(85, poleward)));
    }

    private static double upStep(ProtonTable table, int layer, int cell) {
        int row = cell / ProtonTable.PLACES;
        int place = cell % ProtonTable.PLACES;
        int next = (place + 1) % ProtonTable.PLACES;
        double largest = 0;
        for (int r = row; r <= row + 1; r++) {
            double west = table.node(layer + 1, r, place) - table.node(layer, r, place);
            double east = table.node(layer + 1, r, next) - table.node(layer, r, next);
            largest = Math.max(largest, Math.max(Math.abs(west), Math.abs(east)));
        }
        return largest;
    }

    private float largestAround(float[] own, int at) {
        int place = at % ProtonTable.PLACES;
        int row = at / ProtonTable.PLACES % CELL_ROWS;
        int layer = at / CELLS;
        double wide = Region.STEEPNESS_DEGREES / narrowest(row, Region.STEEPNESS_DEGREES);
        int places = (int) Math.ceil(wide / ProtonTable.LONGITUDE_STEP);
        float largest = 0;
        for (int l = Math.max(0, layer - 1); l <= Math.min(layers - 1, layer + 1); l++) {
            for (int r = Math.max(0, row - 1); r <= Math.min(CELL_ROWS - 1, row + 1); r++) {
                for (int p = place - places; p <= place + places; p++) {
                    int around = Math.floorMod(p, ProtonTable.PLACES);
                    largest = Math.max(largest, own[(l * CELL_ROWS + r) * ProtonTable.PLACES + around]);
                }
            }
        }
        return largest;
    }
}
