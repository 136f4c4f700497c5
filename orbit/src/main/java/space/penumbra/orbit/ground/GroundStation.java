package space.penumbra.orbit.ground;

import space.penumbra.orbit.overflight.Region;
import space.penumbra.orbit.sun.SubPoint;

/**
 * An antenna on the ground. As a {@link Region} it is the space in which it hears satellites, its depth the elevation over the mask, so that
 * contacts are found like any other pass.
 *
 * @param name its name
 * @param latitudeDegrees geodetic, -90 to 90
 * @param longitudeDegrees east positive, -180 to 360
 * @param heightKm over the ellipsoid
 * @param maskDegrees lowest elevation at which it hears a satellite, 0 to 90
 */
public record GroundStation(
        String name, double latitudeDegrees, double longitudeDegrees, double heightKm, double maskDegrees)
        implements Region {

    private static final double HORIZON_SLACK_DEGREES = 1.0;

    /** @throws IllegalArgumentException naming the station and what is out of range */
    public GroundStation {
        boolean placed = Math.abs(latitudeDegrees) <= 90 && longitudeDegrees >= -180 && longitudeDegrees <= 360;
        if (!placed || !(heightKm > -1 && heightKm < 10) || !(maskDegrees >= 0 && maskDegrees < 90)) {
            throw new IllegalArgumentException(
                    "ground station " + name + " at " + latitudeDegrees + ", " + longitudeDegrees + ", " + heightKm
                            + " km with a mask of " + maskDegrees + " degrees: a value is out of range");
        }
    }

    /**
     * Elevation of a satellite over this station's horizon in degrees, without refraction.
     *
     * @param satelliteKm position in TEME
     * @param epochMillisUtc UTC milliseconds since 1970
     * @param scratch three places, overwritten; keeps the call free of allocation
     */
    public double elevationDegrees(double[] satelliteKm, double epochMillisUtc, double[] scratch) {
        SubPoint.toTeme(latitudeDegrees, longitudeDegrees, heightKm, epochMillisUtc, scratch);
        double x = satelliteKm[0] - scratch[0];
        double y = satelliteKm[1] - scratch[1];
        double z = satelliteKm[2] - scratch[2];
        double angle = Math.toRadians(longitudeDegrees) + SubPoint.gmstRadians(epochMillisUtc);
        double lat = Math.toRadians(latitudeDegrees);
        double up = Math.cos(lat) * (x * Math.cos(angle) + y * Math.sin(angle)) + z * Math.sin(lat);
        return Math.toDegrees(Math.asin(up / Math.sqrt(x * x + y * y + z * z)));
    }

    /** Whether the station hears the satellite. */
    public boolean hears(double[] satelliteKm, double epochMillisUtc, double[] scratch) {
        return elevationDegrees(satelliteKm, epochMillisUtc, scratch) >= maskDegrees;
    }

    @Override
    public double depth(double latitude, double longitude, double satelliteHeightKm) {
        double lat = Math.toRadians(latitudeDegrees);
        double angle = Math.toRadians(longitudeDegrees - longitude);
        double ring = SubPoint.axisDistanceKm(latitudeDegrees, heightKm);
        double x = SubPoint.axisDistanceKm(latitude, satelliteHeightKm) - ring * Math.cos(angle);
        double y = -ring * Math.sin(angle);
        double z = SubPoint.equatorDistanceKm(latitude, satelliteHeightKm)
                - SubPoint.equatorDistanceKm(latitudeDegrees, heightKm);
        double up = Math.cos(lat) * (x * Math.cos(angle) + y * Math.sin(angle)) + z * Math.sin(lat);
        return Math.toDegrees(Math.asin(up / Math.sqrt(x * x + y * y + z * z))) - maskDegrees;
    }

    @Override
    public double clearanceDegrees(double latitude, double longitude, double highestKm) {
        double lat0 = Math.toRadians(latitudeDegrees);
        double lat1 = Math.toRadians(latitude);
        double cos = Math.sin(lat0) * Math.sin(lat1)
                + Math.cos(lat0) * Math.cos(lat1) * Math.cos(Math.toRadians(longitude - longitudeDegrees));
        double way = Math.toDegrees(Math.acos(Math.max(-1, Math.min(1, cos))));
        // Widest circle of visibility: a satellite on the true horizon, a degree for the Earth's shape and the
        // station's height.
        double horizon =
                Math.toDegrees(Math.acos(SubPoint.EQUATORIAL_RADIUS_KM / (SubPoint.EQUATORIAL_RADIUS_KM + highestKm)));
        return Math.max(
                0,
                way
                        - horizon
                        - HORIZON_SLACK_DEGREES
                        - Math.toDegrees(Math.acos(1 / (1 + Math.max(0, heightKm) / 6378))));
    }
}
