package space.penumbra.orbit.geomagnetism;

/**
 * The main field of the Earth by spherical harmonics to degree 13 (IGRF-14). Made for one instant, then immutable and
 * thread-safe. Some microseconds a call: for tables and checks, not for the inner loop of a fleet.
 */
public final class GeomagneticField {

    private static final double REFERENCE_RADIUS_KM = 6371.2;
    private static final double EQUATORIAL_RADIUS_KM = 6378.137;
    private static final double E2 = (2 - 1 / 298.257223563) / 298.257223563;

    private final double year;
    private final double[] coefficients;

    private GeomagneticField(double year) {
        this.year = year;
        coefficients = GaussCoefficients.at(year);
    }

    /**
     * The field at a decimal year, 1960 to 2035 (after 2030 the secular variation of 2025 is carried on).
     *
     * @throws IllegalArgumentException outside those years
     */
    public static GeomagneticField of(double decimalYear) {
        return new GeomagneticField(decimalYear);
    }

    /** Decimal year of an instant in UTC milliseconds since 1970. */
    public static double decimalYear(double epochMillis) {
        return 1970.0 + epochMillis / 31_556_952_000.0;
    }

    public double year() {
        return year;
    }

    /** Gauss coefficient g (m >= 0) or h (m below 0) of degree n in nT. */
    double coefficient(int n, int m) {
        return coefficients[GaussCoefficients.index(n, m)];
    }

    /** Strength of the field in nT at geodetic latitude and longitude (degrees) and height (km). */
    public double strengthNanotesla(double latitude, double longitude, double heightKm) {
        double lat = Math.toRadians(latitude);
        double sin = Math.sin(lat);
        double normal = EQUATORIAL_RADIUS_KM / Math.sqrt(1 - E2 * sin * sin);
        double ring = (normal + heightKm) * Math.cos(lat);
        double z = (normal * (1 - E2) + heightKm) * sin;
        double r = Math.sqrt(ring * ring + z * z);
        return strength(z / r, Math.max(ring / r, 1e-10), Math.toRadians(longitude), REFERENCE_RADIUS_KM / r);
    }

    /** Schmidt's recursion column by column: along each order m from its diagonal down the degrees. */
    private double strength(double cosColat, double sinColat, double longitude, double ratio) {
        double radial = 0;
        double south = 0;
        double east = 0;
        double diagonal = 1;
        double diagonalSlope = 0;
        for (int m = 0; m <= GaussCoefficients.DEGREE; m++) {
            if (m > 0) {
                double factor = m > 1 ? Math.sqrt((2.0 * m - 1) / (2.0 * m)) : 1;
                diagonalSlope = factor * (sinColat * diagonalSlope + cosColat * diagonal);
                diagonal = factor * sinColat * diagonal;
            }
            double cosM = Math.cos(m * longitude);
            double sinM = Math.sin(m * longitude);
            double before = 0;
            double beforeSlope = 0;
            double p = diagonal;
            double slope = diagonalSlope;
            for (int n = m; n <= GaussCoefficients.DEGREE; n++) {
                if (n > m) {
                    double root = Math.sqrt((double) n * n - (double) m * m);
                    double last = Math.sqrt((n - 1.0) * (n - 1.0) - (double) m * m);
                    double next = ((2 * n - 1) * cosColat * p - last * before) / root;
                    double nextSlope = ((2 * n - 1) * (cosColat * slope - sinColat * p) - last * beforeSlope) / root;
                    before = p;
                    beforeSlope = slope;
                    p = next;
                    slope = nextSlope;
                }
                if (n == 0) {
                    continue;
                }
                double g = coefficients[GaussCoefficients.index(n, m)];
                double h = m == 0 ? 0 : coefficients[GaussCoefficients.index(n, -m)];
                double scale = Math.pow(ratio, n + 2);
                double wave = g * cosM + h * sinM;
                radial += scale * (n + 1) * wave * p;
                south -= scale * wave * slope;
                east += scale * m * (g * sinM - h * cosM) * p / sinColat;
            }
        }
        return Math.sqrt(radial * radial + south * south + east * east);
    }
}
