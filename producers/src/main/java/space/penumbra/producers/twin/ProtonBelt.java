package space.penumbra.producers.twin;

/**
 * Trapped protons above 30 MeV over the South Atlantic, as ten-number fits to AP8MIN with the 1964.5 field at 500, 650 and 800 km, drifting
 * 0.30 degrees a year west and 0.09 north; rms 0.25 to 0.30 decades. Between heights the logarithm is interpolated, above 800 km extrapolated
 * to 1400. Stateless.
 */
final class ProtonBelt {

    /** Height, then A, lat0, lon0, sE, sW, sN, sS, theta, pu, pv. */
    private static final double[][] FITS = {
        {500, 3.355, -30.41, -45.76, 38.2, 14.55, 16.25, 17.01, .071, 1.367, 2.285},
        {650, 3.711, -28.28, -47.62, 42.52, 18.29, 20.13, 18.35, .108, 1.33, 2.253},
        {800, 3.824, -24.49, -48.64, 51.44, 25.5, 22.83, 22.39, .154, 1.397, 2.651},
    };
    /** Protons above 50 MeV for each above 30 MeV, on the orbit average. */
    static final double ABOVE_50_MEV = 0.83;

    private ProtonBelt() {}

    /** Flux above 30 MeV in 1/(cm2 s); 0 below 0.1. */
    static double flux(double latitudeDegrees, double longitudeDegrees, double heightKm, double year) {
        double height = Math.max(450, Math.min(1400, heightKm));
        int upper = height < 650 ? 1 : 2;
        double low = log(FITS[upper - 1], latitudeDegrees, longitudeDegrees, year);
        double high = log(FITS[upper], latitudeDegrees, longitudeDegrees, year);
        double share = (height - FITS[upper - 1][0]) / (FITS[upper][0] - FITS[upper - 1][0]);
        // Beyond 800 km the fits are not steep enough to extrapolate point by point: the growth of the peak is taken
        // instead.
        double log = share <= 1 ? low + share * (high - low) : high + (height - 800) * 0.0005;
        return log < -1 ? 0 : Math.pow(10, log);
    }

    private static double log(double[] fit, double latitude, double longitude, double year) {
        double lon = longitude + 0.30 * (year - 1964.5) - fit[3];
        lon -= 360 * Math.rint(lon / 360);
        double lat = latitude - 0.09 * (year - 1964.5);
        double x = lon * Math.cos(Math.toRadians(lat));
        double y = lat - fit[2];
        double cos = Math.cos(fit[8]);
        double sin = Math.sin(fit[8]);
        double u = cos * x + sin * y;
        double v = -sin * x + cos * y;
        return fit[1]
                - Math.pow(Math.abs(u) / (u > 0 ? fit[4] : fit[5]), fit[9])
                - Math.pow(Math.abs(v) / (v > 0 ? fit[6] : fit[7]), fit[10]);
    }
}
