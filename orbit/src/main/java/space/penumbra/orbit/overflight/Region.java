package space.penumbra.orbit.overflight;

/** A part of low-orbit space fixed to the Earth, through which satellites pass. Implementations are immutable and thread-safe. */
public interface Region {

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
     * How much the depth near the edge may change over a distance in any direction, NaN where nobody can say: a search can then not be guided by a
     * rough track.
     *
     * @param km the distance
     */
    default double slack(double km) {
        return Double.NaN;
    }

    /**
     * How much the depth near the edge may change along the way of an object that keeps its height, NaN where nobody can say.
     *
     * @param km length of the way
     */
    default double slackAtHeight(double km) {
        return slack(km);
    }
}
