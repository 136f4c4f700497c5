package space.penumbra.orbit.geomagnetism;

/**
 * The Earth's field as a dipole off the centre, from the first eight Gauss coefficients (Fraser-Smith 1987, Rev. Geophys. 25, 1). It gives
 * L within 5 % on average in low orbit: good for cutoffs and solar-proton access, not for the South Atlantic Anomaly, for which
 * {@code radiation} has a table. Immutable, thread-safe, without allocation.
 */
public final class EccentricDipole {

    private static final double EARTH_RADIUS_KM = 6371.2;
    private static final double EQUATORIAL_RADIUS_KM = 6378.137;
    private static final double E2 = (2 - 1 / 298.257223563) / 298.257223563;

    private final double centreX;
    private final double centreY;
    private final double centreZ;
    private final double axisX;
    private final double axisY;
    private final double axisZ;

    private EccentricDipole(GeomagneticField field) {
        double g10 = field.coefficient(1, 0);
        double g11 = field.coefficient(1, 1);
        double h11 = field.coefficient(1, -1);
        double g20 = field.coefficient(2, 0);
        double g21 = field.coefficient(2, 1);
        double h21 = field.coefficient(2, -1);
        double g22 = field.coefficient(2, 2);
        double h22 = field.coefficient(2, -2);
        double b2 = g10 * g10 + g11 * g11 + h11 * h11;
        double b = Math.sqrt(b2);
        // The southern magnetic pole lies in the north: the axis points against the moment.
        axisX = -g11 / b;
        axisY = -h11 / b;
        axisZ = -g10 / b;
        double root3 = Math.sqrt(3);
        double l0 = 2 * g10 * g20 + root3 * (g11 * g21 + h11 * h21);
        double l1 = -g11 * g20 + root3 * (g10 * g21 + g11 * g22 + h11 * h22);
        double l2 = -h11 * g20 + root3 * (g10 * h21 - h11 * g22 + g11 * h22);
        double e = (l0 * g10 + l1 * g11 + l2 * h11) / (4 * b2);
        centreX = EARTH_RADIUS_KM * (l1 - g11 * e) / (3 * b2);
        centreY = EARTH_RADIUS_KM * (l2 - h11 * e) / (3 * b2);
        centreZ = EARTH_RADIUS_KM * (l0 - g10 * e) / (3 * b2);
    }

    /** The dipole at a decimal year; as {@link GeomagneticField#of}. */
    public static EccentricDipole of(double decimalYear) {
        return new EccentricDipole(GeomagneticField.of(decimalYear));
    }

    /** Distance of the dipole from the Earth's centre in km, about 600 today. */
    public double offsetKm() {
        return Math.sqrt(centreX * centreX + centreY * centreY + centreZ * centreZ);
    }

    /**
     * McIlwain's L in Earth radii, as the dipole has it, at geodetic latitude and longitude (degrees) and height (km); at most 1e6, which
     * stands for the magnetic pole.
     */
    public double shell(double latitude, double longitude, double heightKm) {
        double lat = Math.toRadians(latitude);
        double lon = Math.toRadians(longitude);
        double sin = Math.sin(lat);
        double normal = EQUATORIAL_RADIUS_KM / Math.sqrt(1 - E2 * sin * sin);
        double ring = (normal + heightKm) * Math.cos(lat);
        double x = ring * Math.cos(lon) - centreX;
        double y = ring * Math.sin(lon) - centreY;
        double z = (normal * (1 - E2) + heightKm) * sin - centreZ;
        double r2 = x * x + y * y + z * z;
        double along = x * axisX + y * axisY + z * axisZ;
        double cos2 = Math.max(1e-6, 1 - along * along / r2);
        return Math.min(1e6, Math.sqrt(r2) / EARTH_RADIUS_KM / cos2);
    }

    /** Invariant latitude in degrees, 0 to 90: where the field line through this place meets the ground, arccos(1/sqrt(L)). */
    public double invariantLatitude(double latitude, double longitude, double heightKm) {
        double l = shell(latitude, longitude, heightKm);
        return l <= 1 ? 0 : Math.toDegrees(Math.acos(Math.sqrt(1 / l)));
    }
}
