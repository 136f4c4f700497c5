package space.penumbra.orbit.radiation;

/** NOAA's S scale of solar radiation storms, by the five-minute flux of protons of at least 10 MeV. */
public enum SolarRadiationStorm {
    NONE(0),
    S1(10),
    S2(100),
    S3(1_000),
    S4(10_000),
    S5(100_000);

    private final double thresholdPfu;

    SolarRadiationStorm(double thresholdPfu) {
        this.thresholdPfu = thresholdPfu;
    }

    /** Flux from which on the level holds, in pfu (protons per cm2, second and steradian). */
    public double thresholdPfu() {
        return thresholdPfu;
    }

    /** Level of a flux of protons of at least 10 MeV in pfu; a missing value (NaN or negative) is no storm. */
    public static SolarRadiationStorm of(double pfuAbove10Mev) {
        SolarRadiationStorm level = NONE;
        for (SolarRadiationStorm candidate : values()) {
            level = pfuAbove10Mev >= candidate.thresholdPfu ? candidate : level;
        }
        return level;
    }
}
