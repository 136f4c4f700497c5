package space.penumbra.orbit.radiation;

import java.util.ArrayList;
import java.util.List;
import space.penumbra.orbit.overflight.Region;

/**
 * The South Atlantic Anomaly as the places where the flux of trapped protons above 30 MeV exceeds a threshold, in one year. Above about
 * 1000 km the same threshold draws the whole inner belt. Depth in decades of flux over the threshold. Immutable and thread-safe.
 */
public final class SaaMap implements Region {

    /**
     * Protons above 30 MeV per cm2 and second. At 565 km it overlaps the boundary that Fermi-GBM flies with by 0.88 (3 by 0.93, 30 by
     * 0.80, 100 by 0.65): lower values catch the faint rim as well, higher ones only where upsets are likely.
     */
    public static final double DEFAULT_THRESHOLD = 10;

    private static final ProtonEnergy ENERGY = ProtonEnergy.ABOVE_30_MEV;

    private static final double COLUMN_DEGREES = 2.5;
    private static final double ROW_DEGREES = 0.5;

    private final double log10Threshold;
    private final double year;
    private final double eastDegrees;
    private final double southDegrees;
    private final SaaClearance clearance;
    private final SaaSteepness steepness;

    private SaaMap(double threshold, double year) {
        log10Threshold = Math.log10(threshold);
        this.year = year;
        double years = year - TrappedProtons.TABLE_YEAR;
        eastDegrees = TrappedProtons.WEST_DEGREES_PER_YEAR * years;
        southDegrees = TrappedProtons.NORTH_DEGREES_PER_YEAR * years;
        clearance = new SaaClearance(ProtonTable.of(ENERGY), log10Threshold);
        steepness = new SaaSteepness(ProtonTable.of(ENERGY), southDegrees);
    }

    /** The anomaly of a year by {@link #DEFAULT_THRESHOLD}. */
    public static SaaMap of(double decimalYear) {
        return of(DEFAULT_THRESHOLD, decimalYear);
    }

    /**
     * The anomaly of a year by a threshold of your own.
     *
     * @param threshold flux above 30 MeV per cm2 and second, at least 1
     * @throws IllegalArgumentException for a threshold below 1, which the table does not resolve
     */
    public static SaaMap of(double threshold, double decimalYear) {
        if (!(threshold >= 1)) {
            throw new IllegalArgumentException(
                    "threshold " + threshold + " protons/cm2/s is below 1, the least the flux table resolves");
        }
        return new SaaMap(threshold, decimalYear);
    }

    /** Whether a place lies in the anomaly. */
    public boolean contains(double latitude, double longitude, double heightKm) {
        return depth(latitude, longitude, heightKm) > 0;
    }

    @Override
    public double depth(double latitude, double longitude, double heightKm) {
        return TrappedProtons.log10Flux(ENERGY, latitude, longitude, heightKm, year) - log10Threshold;
    }

    @Override
    public double clearanceDegrees(double latitude, double longitude, double highestKm) {
        return clearance.degrees(
                latitude - southDegrees, longitude + eastDegrees, ProtonTable.levelAtOrAbove(highestKm));
    }

    @Override
    public double steepestAlongPerKm(double latitude, double longitude, double heightKm) {
        return steepness.alongPerKm(latitude - southDegrees, longitude + eastDegrees, heightKm);
    }

    @Override
    public double steepestUpPerKm(double latitude, double longitude, double heightKm) {
        return steepness.upPerKm(latitude - southDegrees, longitude + eastDegrees, heightKm);
    }

    /**
     * Outline at a height, for a map: closed polygons, each vertex {latitude, longitude} in degrees. A polygon that crosses the date line
     * goes on beyond 180; in a belt around the whole Earth it spans -180 to 180.
     */
    public List<List<double[]>> contour(double heightKm) {
        int columns = (int) Math.round(360 / COLUMN_DEGREES);
        double[][] limits = new double[columns][];
        int firstEmpty = -1;
        for (int i = 0; i < columns; i++) {
            limits[i] = limits(-180 + i * COLUMN_DEGREES, heightKm);
            firstEmpty = firstEmpty < 0 && limits[i] == null ? i : firstEmpty;
        }
        List<List<double[]>> polygons = new ArrayList<>();
        List<double[]> south = new ArrayList<>();
        List<double[]> north = new ArrayList<>();
        int start = Math.max(firstEmpty, 0);
        for (int i = start; i <= start + columns; i++) {
            double longitude = -180 + i * COLUMN_DEGREES;
            double[] limit = limits[i % columns];
            boolean last = i == start + columns;
            if (limit != null && !(last && firstEmpty >= 0)) {
                south.add(new double[] {limit[0], longitude});
                north.add(0, new double[] {limit[1], longitude});
            }
            if ((limit == null || last) && !south.isEmpty()) {
                south.addAll(north);
                south.add(south.get(0));
                polygons.add(List.copyOf(south));
                south.clear();
                north.clear();
            }
        }
        return polygons;
    }

    /** Southern and northern limit along a meridian, or null where it does not meet the anomaly. */
    private double[] limits(double longitude, double heightKm) {
        double[] limits = null;
        for (double latitude = -80; latitude <= 80; latitude += ROW_DEGREES) {
            if (contains(latitude, longitude, heightKm)) {
                limits = limits == null ? new double[] {latitude, latitude} : limits;
                limits[1] = latitude;
            }
        }
        return limits;
    }
}
