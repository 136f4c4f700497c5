package space.penumbra.orbit.sun;

/** Where a satellite stands over the Earth: sidereal time and geodetic coordinates (WGS-84). Stateless and thread-safe. */
public final class SubPoint {

    /** WGS-84 equatorial radius in km. */
    public static final double EQUATORIAL_RADIUS_KM = 6378.137;

    /** WGS-84 flattening. */
    public static final double FLATTENING = 1 / 298.257223563;

    private static final double TWO_PI = 2 * Math.PI;
    private static final double E2 = FLATTENING * (2 - FLATTENING);
    private static final double POLAR_RADIUS_KM = EQUATORIAL_RADIUS_KM * (1 - FLATTENING);
    private static final double EP2 = E2 / (1 - E2);

    private SubPoint() {}

    /**
     * Greenwich mean sidereal time (IAU 1982), the angle between TEME and the rotating Earth; UT1 is taken as UTC (at most 0.9 s).
     *
     * @return rad, 0 to below 2 pi
     */
    public static double gmstRadians(double epochMillisUtc) {
        double seconds = (epochMillisUtc - 946_728_000_000.0) / 1000.0;
        double t = seconds / (36_525.0 * 86_400.0);
        double gmstSeconds = 67_310.54841 + seconds + t * (8_640_184.812866 + t * (0.093104 - t * 6.2e-6));
        double angle = (gmstSeconds / 86_400.0) % 1.0 * TWO_PI;
        return angle < 0 ? angle + TWO_PI : angle;
    }

    /**
     * Geodetic latitude (degrees, north positive), longitude (degrees, east positive, -180 to 180) and height (km) of a point in TEME.
     *
     * @param xyzKm position in TEME, km
     * @param epochMillisUtc UTC milliseconds since 1970
     * @param latLonHeight receives the three values
     */
    public static void ofTeme(double[] xyzKm, double epochMillisUtc, double[] latLonHeight) {
        ofTemeTurned(xyzKm, gmstRadians(epochMillisUtc), latLonHeight);
    }

    /**
     * As {@link #ofTeme}, for many points of one instant.
     *
     * @param gmstRadians sidereal time of the instant: {@link #gmstRadians}
     */
    public static void ofTemeTurned(double[] xyzKm, double gmstRadians, double[] latLonHeight) {
        double x = xyzKm[0];
        double y = xyzKm[1];
        double longitude = Math.atan2(y, x) - gmstRadians;
        longitude -= TWO_PI * Math.rint(longitude / TWO_PI);
        geodetic(Math.sqrt(x * x + y * y), xyzKm[2], latLonHeight);
        latLonHeight[1] = Math.toDegrees(longitude);
    }

    /** Position in TEME (km) of a place given by geodetic latitude and longitude (degrees) and height (km). */
    public static void toTeme(
            double latitude, double longitude, double heightKm, double epochMillisUtc, double[] xyzKm) {
        double angle = Math.toRadians(longitude) + gmstRadians(epochMillisUtc);
        double ring = axisDistanceKm(latitude, heightKm);
        xyzKm[0] = ring * Math.cos(angle);
        xyzKm[1] = ring * Math.sin(angle);
        xyzKm[2] = equatorDistanceKm(latitude, heightKm);
    }

    /** Distance from the Earth's axis (km) of a place at a geodetic latitude (degrees) and height (km). */
    public static double axisDistanceKm(double latitude, double heightKm) {
        double lat = Math.toRadians(latitude);
        double sin = Math.sin(lat);
        return (EQUATORIAL_RADIUS_KM / Math.sqrt(1 - E2 * sin * sin) + heightKm) * Math.cos(lat);
    }

    /** Distance north of the equator's plane (km) of a place at a geodetic latitude (degrees) and height (km). */
    public static double equatorDistanceKm(double latitude, double heightKm) {
        double sin = Math.sin(Math.toRadians(latitude));
        return (EQUATORIAL_RADIUS_KM / Math.sqrt(1 - E2 * sin * sin) * (1 - E2) + heightKm) * sin;
    }

    /** Bowring (1985): one step is good to micrometres in low orbit. */
    private static void geodetic(double ring, double z, double[] latLonHeight) {
        double r = Math.sqrt(ring * ring + z * z);
        double tanReduced = POLAR_RADIUS_KM * z / (EQUATORIAL_RADIUS_KM * ring) * (1 + EP2 * POLAR_RADIUS_KM / r);
        double cos = 1 / Math.sqrt(1 + tanReduced * tanReduced);
        double sin = tanReduced * cos;
        if (ring < 1e-9) {
            cos = 0;
            sin = Math.signum(z);
        }
        double latitude = Math.atan2(
                z + EP2 * POLAR_RADIUS_KM * sin * sin * sin, ring - E2 * EQUATORIAL_RADIUS_KM * cos * cos * cos);
        double sinLat = Math.sin(latitude);
        latLonHeight[0] = Math.toDegrees(latitude);
        latLonHeight[2] =
                ring * Math.cos(latitude) + z * sinLat - EQUATORIAL_RADIUS_KM * Math.sqrt(1 - E2 * sinLat * sinLat);
    }
}
