package space.penumbra.orbit.overflight;

import space.penumbra.orbit.propagation.Sgp4;
import space.penumbra.orbit.sun.SubPoint;

/**
 * The ground track of a nearly circular orbit from its mean elements and the largest periodic terms: up to {@link #ERROR_KM} off, at a tenth of the
 * cost of SGP4. It finds where a search must look closely. Keeps scratch space: not thread-safe.
 *
 * <p>To first order in the eccentricity, with the long-period term of J3 and the short-period terms of J2 as SGP4 adds them (Hoots and Roehrich,
 * Spacetrack Report 3, 1980). Without these it would be 25 km off, with 9 km of that in height, where the flux of protons changes fastest.
 */
public final class RoughTrack {

    /** Largest distance from SGP4 where {@link #follows} says yes. */
    public static final double ERROR_KM = 3;

    /** Above this the first-order equation of the centre is more than a few kilometres off. */
    private static final double MOST_ECCENTRICITY = 0.01;

    private static final double ANCHOR_MILLIS = 3_600_000;
    private static final double EARTH_RADIANS_PER_SECOND = 7.292115e-5;

    private final double[] mean = new double[5];

    private Sgp4 orbit;
    private double anchorMillis;
    private double latitudeArgument;
    private double eccentricityX;
    private double eccentricityY;
    private double radiusRatio;
    private double radiusKm2u;
    private double argument2u;
    private double node2u;
    private double inclination2u;
    private double longitude;
    private double cosInclination;
    private double sinInclination;
    private double latitudeRate;
    private double longitudeRate;

    /** Whether an orbit is one that this track is good for. */
    public static boolean follows(Sgp4 orbit) {
        return orbit.elements().eccentricity() <= MOST_ECCENTRICITY;
    }

    /** Follows this orbit from now on. */
    public void of(Sgp4 anOrbit) {
        orbit = anOrbit;
        cosInclination = orbit.cosInclination();
        sinInclination = orbit.sinInclination();
        latitudeRate = orbit.latitudeRateRadPerSecond();
        longitudeRate = orbit.nodeRateRadPerSecond() - EARTH_RADIANS_PER_SECOND;
        anchorMillis = Double.NaN;
    }

    /**
     * Where the satellite is.
     *
     * @param millis UTC milliseconds since 1970
     * @param latLonHeight receives geodetic latitude and longitude (degrees) and height (km)
     */
    public void at(double millis, double[] latLonHeight) {
        if (!(Math.abs(millis - anchorMillis) <= ANCHOR_MILLIS)) {
            anchor(millis);
        }
        double seconds = (millis - anchorMillis) / 1000;
        double lambda = latitudeArgument + latitudeRate * seconds;
        double sin = Math.sin(lambda);
        double cos = Math.cos(lambda);
        double centre = 2 * (eccentricityX * sin - eccentricityY * cos);
        double turn = 1 - centre * centre / 2;
        double sinU = sin * turn + cos * centre;
        double cosU = cos * turn - sin * centre;
        double sin2u = 2 * sinU * cosU;
        double cos2u = 1 - 2 * sinU * sinU;
        double du = argument2u * sin2u;
        double sinArgument = sinU + du * cosU;
        double cosArgument = cosU - du * sinU;
        double di = inclination2u * cos2u;
        double z = (sinInclination + di * cosInclination) * sinArgument;
        double ring = Math.sqrt(Math.max(0, 1 - z * z));
        double east = longitude
                + longitudeRate * seconds
                + node2u * sin2u
                + atan2((cosInclination - di * sinInclination) * sinArgument, cosArgument);
        double radius = mean[0] * (1 - eccentricityX * cos - eccentricityY * sin) * radiusRatio + radiusKm2u * cos2u;
        // First order in the flattening; what the geodetic and the geocentric latitude differ by shrinks with the
        // height.
        double bulge = SubPoint.FLATTENING * SubPoint.EQUATORIAL_RADIUS_KM / radius;
        latLonHeight[0] = Math.toDegrees(atan2(z, ring) + 2 * bulge * z * ring);
        latLonHeight[1] = Math.toDegrees(east);
        latLonHeight[2] = radius - SubPoint.EQUATORIAL_RADIUS_KM * (1 - SubPoint.FLATTENING * z * z);
    }

    private void anchor(double millis) {
        orbit.meanOrbit(millis, mean);
        anchorMillis = millis;
        latitudeArgument = mean[3] + mean[4];
        longitude = mean[2] - SubPoint.gmstRadians(millis);
        double a = mean[0] / Sgp4.EARTH_RADIUS_KM;
        eccentricityX = mean[1] * Math.cos(mean[3]);
        eccentricityY = mean[1] * Math.sin(mean[3]) - 0.5 * Sgp4.J3 / Sgp4.J2 * sinInclination / a;
        double cosSquare = cosInclination * cosInclination;
        double k2 = 0.5 * Sgp4.J2 / (a * a);
        radiusRatio = 1 - 1.5 * k2 * (3 * cosSquare - 1);
        radiusKm2u = 0.5 * k2 * mean[0] * (1 - cosSquare);
        argument2u = -0.25 * k2 * (7 * cosSquare - 1);
        node2u = 1.5 * k2 * cosInclination;
        inclination2u = 1.5 * k2 * cosInclination * sinInclination;
    }

    /** Abramowitz and Stegun 4.4.47 in all four quadrants: 1e-5 rad. */
    private static double atan2(double y, double x) {
        double ay = Math.abs(y);
        double ax = Math.abs(x);
        double ratio = Math.min(ax, ay) / Math.max(Math.max(ax, ay), Double.MIN_NORMAL);
        double square = ratio * ratio;
        double angle = ratio
                * (0.9998660
                        + square * (-0.3302995 + square * (0.1801410 + square * (-0.0851330 + square * 0.0208351))));
        angle = ay > ax ? Math.PI / 2 - angle : angle;
        angle = x < 0 ? Math.PI - angle : angle;
        return y < 0 ? -angle : angle;
    }
}
