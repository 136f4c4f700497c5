package space.penumbra.orbit.geomagnetism;

/** NOAA's G scale of geomagnetic storms, by the planetary index Kp in thirds: 5- (4.67) is G1, 9- (8.67) still G4, as SWPC prints them. */
public enum GeomagneticStorm {
    NONE(0),
    G1(4.6),
    G2(5.6),
    G3(6.6),
    G4(7.6),
    G5(8.9);

    private final double thresholdKp;

    GeomagneticStorm(double thresholdKp) {
        this.thresholdKp = thresholdKp;
    }

    /** Level of a planetary index Kp (0 to 9); a missing value (NaN or negative) is no storm. */
    public static GeomagneticStorm of(double kp) {
        GeomagneticStorm level = NONE;
        for (GeomagneticStorm candidate : values()) {
            level = kp >= candidate.thresholdKp ? candidate : level;
        }
        return level;
    }
}
