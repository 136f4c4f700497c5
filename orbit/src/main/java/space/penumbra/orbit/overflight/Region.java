package space.penumbra.orbit.overflight;

/** A part of low-orbit space fixed to the Earth, through which satellites pass. Implementations are immutable and thread-safe. */
public interface Region {

    /** How far around a place, in degrees of arc over the ground, {@link #steepestAlongPerKm} and {@link #steepestUpPerKm} hold. */
    double STEEPNESS_DEGREES = 4;

    /** How far above and below a place they hold, km. */
    double STEEPNESS_KM = 75;

    /**
     * Signed depth: above 0 inside, below 0 outside, continuous; its unit is the region's own.
     *
     * @param latitude geodetic, degrees
     * @param longitude degrees east
     * @param heightKm km
     */
    double depth(double latitude, double longitude, double heightKm);

    /**
     * A lower bound, in degrees of arc over the ground, of the way to the region from outside for an object that never rises above a
     * height; 0 where nothing is known. It lets a search leap.
     *
     * @param highestKm largest height on the way
     */
    double clearanceDegrees(double latitude, double longitude, double highestKm);

    /**
     * The most that the depth changes over a kilometre along the ground, at the satellite's height, anywhere around a place; NaN where nobody can
     * say. A search that knows it can prove that nothing lies between two of its samples.
     *
     * @param latitude geodetic, degrees
     * @param longitude degrees east
     * @param heightKm km
     */
    default double steepestAlongPerKm(double latitude, double longitude, double heightKm) {
        return Double.NaN;
    }

    /** The same for a kilometre upwards or downwards. */
    default double steepestUpPerKm(double latitude, double longitude, double heightKm) {
        return Double.NaN;
    }
}
