package space.penumbra.orbit.sun;

/**
 * Apparent place of the Sun in TEME (true equator, mean equinox of date): truncated VSOP87 with aberration and nutation. Against ERFA's
 * EPV00 with the IAU 2006/2000A matrices the direction is within 0.7 arc seconds (0.17 rms) from 2000 to 2050. Stateless and thread-safe.
 *
 * <p>One call costs about ninety cosines; take a {@link SunTrack} where many satellites share the same hours.
 */
public final class Sun {

    /** Nominal solar radius in km (IAU 2015 resolution B3). */
    public static final double RADIUS_KM = 695_700.0;

    /** Astronomical unit in km (IAU 2012 resolution B2). */
    public static final double AU_KM = 149_597_870.7;

    /** TT - UTC since 2017-01-01. A second of it moves the Sun by 0.04 arc seconds, so older dates need no table. */
    private static final double TT_MINUS_UTC_SECONDS = 69.184;

    private static final double J2000_EPOCH_MILLIS = 946_728_000_000.0;
    private static final double MILLIS_PER_CENTURY = 36_525.0 * 86_400_000.0;
    private static final double ARC_SECOND = Math.PI / 648_000.0;

    private Sun() {}

    /**
     * Direction and distance of the Sun as seen from the Earth's centre.
     *
     * @param epochMillisUtc UTC milliseconds since 1970
     * @param unit receives the unit vector to the Sun in TEME
     * @return distance in km
     */
    public static double direction(double epochMillisUtc, double[] unit) {
        double centuries = (epochMillisUtc + TT_MINUS_UTC_SECONDS * 1000.0 - J2000_EPOCH_MILLIS) / MILLIS_PER_CENTURY;
        double tau = centuries / 10.0;
        double au = SolarSeries.distance(tau);
        // The Sun stands opposite; -0.09033" turns the dynamical equinox into that of FK5, -20.4898"/au is aberration.
        double longitude = SolarSeries.longitude(tau) + Math.PI - (0.09033 + 20.4898 / au) * ARC_SECOND;
        double latitude = -SolarSeries.latitude(tau);

        double[] nutation = new double[2];
        Nutation.angles(centuries, nutation);
        double meanObliquity = (84_381.406 - centuries * (46.836769 + centuries * 0.0001831)) * ARC_SECOND;
        double obliquity = meanObliquity + nutation[1];
        double trueLongitude = longitude + nutation[0];
        double cosLatitude = Math.cos(latitude);
        double x = cosLatitude * Math.cos(trueLongitude);
        double y = cosLatitude * Math.sin(trueLongitude);
        double z = Math.sin(latitude);
        double yEquator = y * Math.cos(obliquity) - z * Math.sin(obliquity);
        // From the true to the mean equinox along the true equator.
        double equinoxes = nutation[0] * Math.cos(meanObliquity);
        double cos = Math.cos(equinoxes);
        double sin = Math.sin(equinoxes);
        unit[0] = x * cos + yEquator * sin;
        unit[1] = -x * sin + yEquator * cos;
        unit[2] = y * Math.sin(obliquity) + z * Math.cos(obliquity);
        return au * AU_KM;
    }
}
