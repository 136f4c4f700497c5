package space.penumbra.orbit.power;

/** Output of a solar array. Stateless and thread-safe, without allocation. */
public final class SolarArray {

    /** Loss of output a year from radiation and wear. */
    public static final double DEGRADATION_PER_YEAR = 0.015;

    private static final double AU_KM = 149_597_870.7;

    private SolarArray() {}

    /**
     * Electrical power of the array.
     *
     * @param ratedWatts output new, in full sun at one astronomical unit, pointed at the Sun, after conversion losses
     * @param illuminationRatio visible part of the Sun, 0 to 1
     * @param sunDistanceKm distance of the Sun; 0 stands for one astronomical unit
     * @param incidenceCosine cosine of the angle between the panel's normal and the Sun; below 0 the panel looks away
     * @param yearsInOrbit age, at least 0
     * @return watts, at least 0
     */
    public static double outputWatts(
            double ratedWatts,
            double illuminationRatio,
            double sunDistanceKm,
            double incidenceCosine,
            double yearsInOrbit) {
        double r = sunDistanceKm > 0 ? sunDistanceKm / AU_KM : 1;
        double health = Math.pow(1 - DEGRADATION_PER_YEAR, yearsInOrbit);
        return ratedWatts * illuminationRatio / (r * r) * Math.max(0, incidenceCosine) * health;
    }
}
