package space.penumbra.orbit.shadow;

import space.penumbra.orbit.sun.SubPoint;
import space.penumbra.orbit.sun.Sun;

/**
 * The Earth's shadow as a signed distance: negative inside, positive in light, zero on the surface of the cone (km).
 *
 * <p>The oblate Earth becomes a sphere by stretching the polar axis by 1/(1-f); straight rays stay straight. The stretched Sun is an
 * ellipsoid, so the half angle of the cone uses its radius in the direction in which the satellite leaves the axis. No refraction.
 * Static methods are stateless; nothing here allocates.
 */
public final class EarthShadow {

    private static final double A = SubPoint.EQUATORIAL_RADIUS_KM;
    private static final double STRETCH = 1 / (1 - SubPoint.FLATTENING);
    private static final double STRETCH_2 = STRETCH * STRETCH;

    private EarthShadow() {}

    /**
     * Signed distance from the umbra or the penumbra.
     *
     * @param kind which of the two
     * @param xyzKm satellite, km
     * @param sun unit vector to the Sun in the same frame (equatorial: z is the polar axis)
     * @param sunDistanceKm distance of the Sun, km
     * @return km, negative inside
     */
    public static double signedDistanceKm(ShadowKind kind, double[] xyzKm, double[] sun, double sunDistanceKm) {
        return distance(kind, xyzKm, null, sun, sunDistanceKm, null);
    }

    /**
     * As {@link #signedDistanceKm}, with its rate of change.
     *
     * @param rate receives the rate in km/s in its first place
     */
    static double distance(
            ShadowKind kind, double[] xyzKm, double[] velocity, double[] sun, double sunDistanceKm, double[] rate) {
        double rz = xyzKm[2] * STRETCH;
        double sz = sun[2] * STRETCH;
        double stretched = Math.sqrt(sun[0] * sun[0] + sun[1] * sun[1] + sz * sz);
        double sx = sun[0] / stretched;
        double sy = sun[1] / stretched;
        sz /= stretched;
        double along = xyzKm[0] * sx + xyzKm[1] * sy + rz * sz;
        if (along >= 0) {
            // The day side: grows towards the Sun, and joins the night side without a jump at the terminator.
            double radius = Math.sqrt(xyzKm[0] * xyzKm[0] + xyzKm[1] * xyzKm[1] + rz * rz);
            if (rate != null) {
                rate[0] = velocity[0] * sx + velocity[1] * sy + velocity[2] * STRETCH * sz;
            }
            return radius - A + along;
        }
        double ox = xyzKm[0] - along * sx;
        double oy = xyzKm[1] - along * sy;
        double oz = rz - along * sz;
        double off = Math.sqrt(ox * ox + oy * oy + oz * oz);
        double sunRadius =
                off > 0 ? Sun.RADIUS_KM * Math.sqrt(1 + (STRETCH_2 - 1) * (oz / off) * (oz / off)) : Sun.RADIUS_KM;
        double reach = sunDistanceKm * stretched;
        boolean umbra = kind == ShadowKind.UMBRA;
        double sin = (umbra ? A - sunRadius : sunRadius + A) / reach;
        double cos = Math.sqrt(1 - sin * sin);
        if (rate != null) {
            double vz = velocity[2] * STRETCH;
            double alongRate = velocity[0] * sx + velocity[1] * sy + vz * sz;
            double offRate = off > 0 ? (ox * velocity[0] + oy * velocity[1] + oz * vz) / off : 0;
            rate[0] = offRate + alongRate * sin / cos;
        }
        return off - (A - along * sin) / cos;
    }

    /**
     * Share of the Sun's disc in sight: 1 in light, 0 in the umbra. Inside the penumbra the Earth's limb crosses the disc as a straight
     * line, which is exact to a part in a thousand in low orbit; limb darkening is left out.
     *
     * @param xyzKm satellite, km
     * @param sun unit vector to the Sun in the same frame
     * @param sunDistanceKm distance of the Sun, km
     * @return ratio, 0 to 1
     */
    public static double illuminationRatio(double[] xyzKm, double[] sun, double sunDistanceKm) {
        double penumbra = signedDistanceKm(ShadowKind.PENUMBRA, xyzKm, sun, sunDistanceKm);
        if (penumbra >= 0) {
            return 1;
        }
        double umbra = signedDistanceKm(ShadowKind.UMBRA, xyzKm, sun, sunDistanceKm);
        if (umbra <= 0) {
            return 0;
        }
        double limb = 1 - 2 * umbra / (umbra - penumbra);
        return (Math.acos(limb) - limb * Math.sqrt(1 - limb * limb)) / Math.PI;
    }
}
