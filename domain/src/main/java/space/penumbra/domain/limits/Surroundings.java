package space.penumbra.domain.limits;

/** Where a node is, as far as limits care: what it sees of the Sun, and whether it is in the South Atlantic Anomaly. */
public enum Surroundings {
    UNKNOWN,
    SUNLIT,
    PENUMBRA,
    UMBRA,
    UNKNOWN_SAA,
    SUNLIT_SAA,
    PENUMBRA_SAA,
    UMBRA_SAA;

    // From 2 % of the disc down the array yields nothing; a clean sensor in full sun shows more than 95 %.
    private static final float UMBRA_UP_TO = 0.02f;
    private static final float SUNLIT_FROM = 0.95f;

    private static final Surroundings[] ALL = values();

    /**
     * The surroundings by the sun sensor.
     *
     * @param sunSensorRatio share of the solar disc that is seen, NaN if not reported
     * @param saa whether the node is in the anomaly now
     */
    public static Surroundings of(float sunSensorRatio, boolean saa) {
        int light;
        if (Float.isNaN(sunSensorRatio)) {
            light = 0;
        } else if (sunSensorRatio >= SUNLIT_FROM) {
            light = 1;
        } else {
            light = sunSensorRatio > UMBRA_UP_TO ? 2 : 3;
        }
        return ALL[saa ? light + 4 : light];
    }

    /** Whether it is in the South Atlantic Anomaly. */
    public boolean saa() {
        return ordinal() >= UNKNOWN_SAA.ordinal();
    }

    /** Whether it sees the whole Sun. */
    public boolean sunlit() {
        return this == SUNLIT || this == SUNLIT_SAA;
    }

    /** Whether it sees a part of the Sun. */
    public boolean penumbra() {
        return this == PENUMBRA || this == PENUMBRA_SAA;
    }

    /** Whether it sees nothing of the Sun. */
    public boolean umbra() {
        return this == UMBRA || this == UMBRA_SAA;
    }

    boolean eclipsed() {
        return penumbra() || umbra();
    }
}
