package space.penumbra.orbit.ground;

import space.penumbra.orbit.sun.SubPoint;

/** Whether two satellites see each other past the Earth. Stateless and thread-safe, without allocation; TEME in km. */
public final class LineOfSight {

    /** Beams below this height meet dense air. */
    public static final double ATMOSPHERE_KM = 80;

    private LineOfSight() {}

    /** Distance of two satellites in km. */
    public static double rangeKm(double[] a, double[] b) {
        double x = b[0] - a[0];
        double y = b[1] - a[1];
        double z = b[2] - a[2];
        return Math.sqrt(x * x + y * y + z * z);
    }

    /** Lowest height (km) of the straight line between two satellites over a sphere of the Earth's equatorial radius. */
    public static double lowestKm(double[] a, double[] b) {
        double x = b[0] - a[0];
        double y = b[1] - a[1];
        double z = b[2] - a[2];
        double length2 = x * x + y * y + z * z;
        double share = length2 > 0 ? -(a[0] * x + a[1] * y + a[2] * z) / length2 : 0;
        double at = Math.max(0, Math.min(1, share));
        double px = a[0] + at * x;
        double py = a[1] + at * y;
        double pz = a[2] + at * z;
        return Math.sqrt(px * px + py * py + pz * pz) - SubPoint.EQUATORIAL_RADIUS_KM;
    }

    /** Whether a laser link between two satellites is open: near enough, and clear of the atmosphere. */
    public static boolean isOpen(double[] a, double[] b, double longestKm) {
        return rangeKm(a, b) <= longestKm && lowestKm(a, b) >= ATMOSPHERE_KM;
    }

    /** Time light takes between two satellites, seconds. */
    public static double delaySeconds(double[] a, double[] b) {
        return rangeKm(a, b) / 299_792.458;
    }
}
