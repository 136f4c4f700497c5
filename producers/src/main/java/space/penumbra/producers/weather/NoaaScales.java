package space.penumbra.producers.weather;

/** NOAA's space weather scales. */
public final class NoaaScales {

    private NoaaScales() {}

    /** S1 to S5 by the integral flux above 10 MeV in pfu: 10, 100, 1e3, 1e4, 1e5; 0 below S1. */
    public static int solarRadiation(double pfu) {
        return pfu < 10 ? 0 : Math.min(5, (int) Math.floor(Math.log10(pfu)));
    }

    /** G1 to G5 by Kp: 5, 6, 7, 8 (with 9-), 9; 0 below G1. Kp is in thirds, so 4.67 (5-) is already G1. */
    public static int geomagnetic(double kp) {
        double whole = Math.rint(kp);
        if (whole < 5) {
            return 0;
        }
        return kp >= 8.99 ? 5 : (int) Math.min(4, whole - 4);
    }
}
