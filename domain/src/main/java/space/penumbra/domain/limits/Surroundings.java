package space.penumbra.domain.limits;

import space.penumbra.domain.fleet.Illumination;

/** Where a node is, as far as limits care: what it sees of the Sun, and whether it is in the South Atlantic Anomaly. */
public enum Surroundings {
    UNKNOWN(Illumination.UNKNOWN, false),
    SUNLIT(Illumination.SUNLIT, false),
    PENUMBRA(Illumination.PENUMBRA, false),
    UMBRA(Illumination.UMBRA, false),
    UNKNOWN_SAA(Illumination.UNKNOWN, true),
    SUNLIT_SAA(Illumination.SUNLIT, true),
    PENUMBRA_SAA(Illumination.PENUMBRA, true),
    UMBRA_SAA(Illumination.UMBRA, true);

    // From 2 % of the disc down the array yields nothing; a clean sensor in full sun shows more than 95 %.
    private static final float UMBRA_UP_TO = 0.02f;
    private static final float SUNLIT_FROM = 0.95f;

    private static final Surroundings[] ALL = values();

    private final Illumination illumination;
    private final boolean saa;

    Surroundings(Illumination illumination, boolean saa) {
        this.illumination = illumination;
        this.saa = saa;
    }

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

    /** What the node sees of the Sun. */
    public Illumination illumination() {
        return illumination;
    }

    /** Whether it is in the South Atlantic Anomaly. */
    public boolean saa() {
        return saa;
    }

    boolean sunlit() {
        return illumination == Illumination.SUNLIT;
    }

    boolean eclipsed() {
        return illumination == Illumination.PENUMBRA || illumination == Illumination.UMBRA;
    }
}
