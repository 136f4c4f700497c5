package space.penumbra.orbit.propagation;

import java.time.Instant;
import java.util.Locale;
import space.penumbra.orbit.elements.MeanElements;

/**
 * SGP4 for near-earth orbits (period below 225 minutes), without allocation on the hot path. Immutable and thread-safe.
 *
 * <p>Equations: Hoots and Roehrich, Spacetrack Report 3 (1980), as revised by Vallado, Crawford, Hujsak and Kelso, "Revisiting Spacetrack
 * Report 3", AIAA 2006-6753; constants WGS-72. Frame TEME (true equator, mean equinox of date), km and km/s.
 *
 * <p>Longer than the house's classes are: initialisation and propagation share forty constants, and read best beside the published code.
 *
 * <p>Times are UTC: milliseconds since 1970 as a double keep better than a microsecond, or minutes since the epoch of the elements.
 */
public final class Sgp4 {

    /** WGS-72 equatorial radius in km, the one SGP4 elements are fitted with. */
    public static final double EARTH_RADIUS_KM = 6378.135;

    static final double MU = 398600.8;
    /** Zonal harmonics of WGS 72, as SGP4 has them. */
    public static final double J2 = 0.001082616;

    public static final double J3 = -0.00000253881;

    static final double J4 = -0.00000165597;
    /** Reciprocal of the time unit of SGP4: sqrt(mu / R^3) per minute. */
    static final double XKE = 60.0 / Math.sqrt(EARTH_RADIUS_KM * EARTH_RADIUS_KM * EARTH_RADIUS_KM / MU);

    private static final double TWO_PI = 2 * Math.PI;
    private static final double DEEP_SPACE_PERIOD_MINUTES = 225.0;
    private static final double X2O3 = 2.0 / 3.0;
    private static final double KM_PER_SECOND = EARTH_RADIUS_KM * XKE / 60.0;

    private final MeanElements elements;
    private final double epochMillis;

    private final double eccentricity;
    private final double inclination;
    private final double node;
    private final double argPerigee;
    private final double meanAnomaly;
    private final double bstar;
    private final double meanMotion;
    private final boolean simpleDrag;

    private final double meanDot;
    private final double argDot;
    private final double nodeDot;
    private final double nodeDrag;
    private final double cc1;
    private final double cc4;
    private final double cc5;
    private final double d2;
    private final double d3;
    private final double d4;
    private final double t2cof;
    private final double t3cof;
    private final double t4cof;
    private final double t5cof;
    private final double eta;
    private final double delMo;
    private final double sinMao;
    private final double omgcof;
    private final double xmcof;
    private final double aycof;
    private final double xlcof;
    private final double con41;
    private final double x1mth2;
    private final double x7thm1;
    private final double cosInclination;
    private final double sinInclination;
    private final double epochSemiMajor;

    /** @throws PropagationException when the orbit is deep-space or lies inside the Earth */
    public Sgp4(MeanElements set) {
        elements = set;
        epochMillis = set.epoch().getEpochSecond() * 1000.0 + set.epoch().getNano() / 1e6;
        eccentricity = set.eccentricity();
        inclination = Math.toRadians(set.inclinationDegrees());
        node = Math.toRadians(set.raanDegrees());
        argPerigee = Math.toRadians(set.argPerigeeDegrees());
        meanAnomaly = Math.toRadians(set.meanAnomalyDegrees());
        bstar = set.bstarPerEarthRadius();

        double eccsq = eccentricity * eccentricity;
        double omeosq = 1.0 - eccsq;
        double rteosq = Math.sqrt(omeosq);
        cosInclination = Math.cos(inclination);
        sinInclination = Math.sin(inclination);
        double cosio2 = cosInclination * cosInclination;

        // Kozai mean motion to Brouwer's.
        double kozai = set.meanMotionRevPerDay() * TWO_PI / 1440.0;
        double ak = Math.pow(XKE / kozai, X2O3);
        double d1 = 0.75 * J2 * (3.0 * cosio2 - 1.0) / (rteosq * omeosq);
        double del = d1 / (ak * ak);
        double adel = ak * (1.0 - del * del - del * (1.0 / 3.0 + 134.0 * del * del / 81.0));
        meanMotion = kozai / (1.0 + d1 / (adel * adel));
        if (TWO_PI / meanMotion >= DEEP_SPACE_PERIOD_MINUTES) {
            throw new PropagationException(String.format(
                    Locale.ROOT,
                    "%s has a period of %.1f minutes: deep space (225 minutes and more) is not followed",
                    set.objectName(),
                    TWO_PI / meanMotion));
        }
        double ao = Math.pow(XKE / meanMotion, X2O3);
        epochSemiMajor = ao;
        double po = ao * omeosq;
        double con42 = 1.0 - 5.0 * cosio2;
        con41 = -con42 - cosio2 - cosio2;
        double posq = po * po;
        double rp = ao * (1.0 - eccentricity);
        double perigeeKm = (rp - 1.0) * EARTH_RADIUS_KM;
        if (rp < 1.0) {
            throw new PropagationException(String.format(
                    Locale.ROOT,
                    "%s has its perigee %.1f km inside the Earth: decayed or wrong elements",
                    set.objectName(),
                    -perigeeKm));
        }

        simpleDrag = rp < 220.0 / EARTH_RADIUS_KM + 1.0;
        double sfour = 78.0 / EARTH_RADIUS_KM + 1.0;
        double qzms24 = Math.pow((120.0 - 78.0) / EARTH_RADIUS_KM, 4);
        if (perigeeKm < 156.0) {
            double s = perigeeKm < 98.0 ? 20.0 : perigeeKm - 78.0;
            qzms24 = Math.pow((120.0 - s) / EARTH_RADIUS_KM, 4);
            sfour = s / EARTH_RADIUS_KM + 1.0;
        }
        double pinvsq = 1.0 / posq;
        double tsi = 1.0 / (ao - sfour);
        eta = ao * eccentricity * tsi;
        double etasq = eta * eta;
        double eeta = eccentricity * eta;
        double psisq = Math.abs(1.0 - etasq);
        double coef = qzms24 * Math.pow(tsi, 4);
        double coef1 = coef / Math.pow(psisq, 3.5);
        double j2Half = 0.5 * J2;
        double cc2 = coef1
                * meanMotion
                * (ao * (1.0 + 1.5 * etasq + eeta * (4.0 + etasq))
                        + 0.375 * J2 * tsi / psisq * con41 * (8.0 + 3.0 * etasq * (8.0 + etasq)));
        cc1 = bstar * cc2;
        double j3oj2 = J3 / J2;
        double cc3 =
                eccentricity > 1.0e-4 ? -2.0 * coef * tsi * j3oj2 * meanMotion * sinInclination / eccentricity : 0.0;
        x1mth2 = 1.0 - cosio2;
        cc4 = 2.0
                * meanMotion
                * coef1
                * ao
                * omeosq
                * (eta * (2.0 + 0.5 * etasq)
                        + eccentricity * (0.5 + 2.0 * etasq)
                        - J2
                                * tsi
                                / (ao * psisq)
                                * (-3.0 * con41 * (1.0 - 2.0 * eeta + etasq * (1.5 - 0.5 * eeta))
                                        + 0.75
                                                * x1mth2
                                                * (2.0 * etasq - eeta * (1.0 + etasq))
                                                * Math.cos(2.0 * argPerigee)));
        cc5 = 2.0 * coef1 * ao * omeosq * (1.0 + 2.75 * (etasq + eeta) + eeta * etasq);

        double cosio4 = cosio2 * cosio2;
        double temp1 = 1.5 * J2 * pinvsq * meanMotion;
        double temp2 = 0.5 * temp1 * J2 * pinvsq;
        double temp3 = -0.46875 * J4 * pinvsq * pinvsq * meanMotion;
        meanDot = meanMotion
                + 0.5 * temp1 * rteosq * con41
                + 0.0625 * temp2 * rteosq * (13.0 - 78.0 * cosio2 + 137.0 * cosio4);
        argDot = -0.5 * temp1 * con42
                + 0.0625 * temp2 * (7.0 - 114.0 * cosio2 + 395.0 * cosio4)
                + temp3 * (3.0 - 36.0 * cosio2 + 49.0 * cosio4);
        double xhdot1 = -temp1 * cosInclination;
        nodeDot = xhdot1 + (0.5 * temp2 * (4.0 - 19.0 * cosio2) + 2.0 * temp3 * (3.0 - 7.0 * cosio2)) * cosInclination;
        omgcof = bstar * cc3 * Math.cos(argPerigee);
        xmcof = eccentricity > 1.0e-4 ? -X2O3 * coef * bstar / eeta : 0.0;
        nodeDrag = 3.5 * omeosq * xhdot1 * cc1;
        t2cof = 1.5 * cc1;
        // Vallado's guard against dividing by zero at an inclination of 180 degrees.
        double onePlusCos = Math.abs(cosInclination + 1.0) > 1.5e-12 ? 1.0 + cosInclination : 1.5e-12;
        xlcof = -0.25 * j3oj2 * sinInclination * (3.0 + 5.0 * cosInclination) / onePlusCos;
        aycof = -0.5 * j3oj2 * sinInclination;
        double delmotemp = 1.0 + eta * Math.cos(meanAnomaly);
        delMo = delmotemp * delmotemp * delmotemp;
        sinMao = Math.sin(meanAnomaly);
        x7thm1 = 7.0 * cosio2 - 1.0;

        if (simpleDrag) {
            d2 = 0;
            d3 = 0;
            d4 = 0;
            t3cof = 0;
            t4cof = 0;
            t5cof = 0;
        } else {
            double cc1sq = cc1 * cc1;
            d2 = 4.0 * ao * tsi * cc1sq;
            double temp = d2 * tsi * cc1 / 3.0;
            d3 = (17.0 * ao + sfour) * temp;
            d4 = 0.5 * temp * ao * tsi * (221.0 * ao + 31.0 * sfour) * cc1;
            t3cof = d2 + 2.0 * cc1sq;
            t4cof = 0.25 * (3.0 * d3 + cc1 * (12.0 * d2 + 10.0 * cc1sq));
            t5cof = 0.2 * (3.0 * d4 + 12.0 * cc1 * d3 + 6.0 * d2 * d2 + 15.0 * cc1sq * (2.0 * d2 + cc1sq));
        }
    }

    /** The elements this orbit follows. */
    public MeanElements elements() {
        return elements;
    }

    /** Epoch of the elements, UTC milliseconds since 1970 with its fraction. */
    public double epochMillis() {
        return epochMillis;
    }

    /** Minutes between the epoch of the elements and an instant (UTC milliseconds since 1970). */
    public double minutesSinceEpoch(double epochMillisUtc) {
        return (epochMillisUtc - epochMillis) / 60_000.0;
    }

    /** Mean motion with J2, radians a second: how fast the argument of latitude grows on average. */
    public double latitudeRateRadPerSecond() {
        return (meanDot + argDot) / 60.0;
    }

    /** Nodal period in seconds: from one ascending node to the next, drag left out. */
    public double nodalPeriodSeconds() {
        return TWO_PI / latitudeRateRadPerSecond();
    }

    /** Rate of the ascending node, radians a second. */
    public double nodeRateRadPerSecond() {
        return nodeDot / 60.0;
    }

    public double cosInclination() {
        return cosInclination;
    }

    public double sinInclination() {
        return sinInclination;
    }

    /**
     * Mean elements with secular rates and drag, without periodic terms.
     *
     * @param epochMillisUtc UTC milliseconds since 1970
     * @param out receives semi-major axis (km), eccentricity, node (rad), argument of perigee (rad), mean anomaly (rad; not reduced)
     * @throws PropagationException when the orbit has decayed by then
     */
    public void meanOrbit(double epochMillisUtc, double[] out) {
        double t = minutesSinceEpoch(epochMillisUtc);
        double t2 = t * t;
        double xmdf = meanAnomaly + meanDot * t;
        double argp = argPerigee + argDot * t;
        double mean = xmdf;
        double tempa = 1.0 - cc1 * t;
        double tempe = bstar * cc4 * t;
        double templ = t2cof * t2;
        if (!simpleDrag) {
            double delomg = omgcof * t;
            double grown = 1.0 + eta * Math.cos(xmdf);
            double delm = xmcof * (grown * grown * grown - delMo);
            mean += delomg + delm;
            argp -= delomg + delm;
            double t3 = t2 * t;
            double t4 = t3 * t;
            tempa = tempa - d2 * t2 - d3 * t3 - d4 * t4;
            tempe += bstar * cc5 * (Math.sin(mean) - sinMao);
            templ += t3cof * t3 + t4 * (t4cof + t * t5cof);
        }
        double e = eccentricity - tempe;
        double a = epochSemiMajor * tempa * tempa;
        requireUsable(t, a, e);
        out[0] = a * EARTH_RADIUS_KM;
        out[1] = Math.max(e, 1.0e-6);
        out[2] = node + nodeDot * t + nodeDrag * t2;
        out[3] = argp;
        out[4] = mean + meanMotion * templ;
    }

    /**
     * Position in TEME.
     *
     * @param epochMillisUtc UTC milliseconds since 1970
     * @param xyzKm receives x, y, z in km
     * @throws PropagationException when the orbit has decayed by then
     */
    public void position(double epochMillisUtc, double[] xyzKm) {
        propagate(minutesSinceEpoch(epochMillisUtc), xyzKm, null);
    }

    /**
     * Position and velocity in TEME.
     *
     * @param epochMillisUtc UTC milliseconds since 1970
     * @param xyzKm receives x, y, z in km
     * @param velocityKmPerSecond receives the velocity in km/s
     * @throws PropagationException when the orbit has decayed by then
     */
    public void positionAndVelocity(double epochMillisUtc, double[] xyzKm, double[] velocityKmPerSecond) {
        propagate(minutesSinceEpoch(epochMillisUtc), xyzKm, velocityKmPerSecond);
    }

    /** As {@link #positionAndVelocity}, with the time in minutes since the epoch of the elements; {@code velocity} may be null. */
    public void propagate(double minutes, double[] xyzKm, double[] velocityKmPerSecond) {
        double t = minutes;
        double xmdf = meanAnomaly + meanDot * t;
        double argpdf = argPerigee + argDot * t;
        double argpm = argpdf;
        double mm = xmdf;
        double t2 = t * t;
        double nodem = node + nodeDot * t + nodeDrag * t2;
        double tempa = 1.0 - cc1 * t;
        double tempe = bstar * cc4 * t;
        double templ = t2cof * t2;
        if (!simpleDrag) {
            double delomg = omgcof * t;
            double grown = 1.0 + eta * Math.cos(xmdf);
            double delm = xmcof * (grown * grown * grown - delMo);
            double temp = delomg + delm;
            mm = xmdf + temp;
            argpm = argpdf - temp;
            double t3 = t2 * t;
            double t4 = t3 * t;
            tempa = tempa - d2 * t2 - d3 * t3 - d4 * t4;
            tempe += bstar * cc5 * (Math.sin(mm) - sinMao);
            templ += t3cof * t3 + t4 * (t4cof + t * t5cof);
        }
        double am = epochSemiMajor * tempa * tempa;
        double em = eccentricity - tempe;
        requireUsable(t, am, em);
        if (em < 1.0e-6) {
            em = 1.0e-6;
        }
        mm += meanMotion * templ;

        // Long-period terms.
        double axnl = em * Math.cos(argpm);
        double recip = 1.0 / (am * (1.0 - em * em));
        double aynl = em * Math.sin(argpm) + recip * aycof;
        double sum = mm + argpm + recip * xlcof * axnl;
        double u = sum - TWO_PI * Math.floor(sum / TWO_PI);

        // Kepler's equation in (axnl, aynl).
        double eo1 = u;
        double sineo1 = 0;
        double coseo1 = 0;
        double step = 1;
        for (int i = 0; i < 10 && Math.abs(step) >= 1.0e-12; i++) {
            sineo1 = Math.sin(eo1);
            coseo1 = Math.cos(eo1);
            step = (u - aynl * coseo1 + axnl * sineo1 - eo1) / (1.0 - coseo1 * axnl - sineo1 * aynl);
            step = Math.max(-0.95, Math.min(0.95, step));
            eo1 += step;
        }

        // Short-period terms.
        double ecose = axnl * coseo1 + aynl * sineo1;
        double esine = axnl * sineo1 - aynl * coseo1;
        double el2 = axnl * axnl + aynl * aynl;
        double pl = am * (1.0 - el2);
        double rl = am * (1.0 - ecose);
        double betal = Math.sqrt(1.0 - el2);
        double shared = esine / (1.0 + betal);
        double sinu = am / rl * (sineo1 - aynl - axnl * shared);
        double cosu = am / rl * (coseo1 - axnl + aynl * shared);
        double sin2u = (cosu + cosu) * sinu;
        double cos2u = 1.0 - 2.0 * sinu * sinu;
        double invPl = 1.0 / pl;
        double temp1 = 0.5 * J2 * invPl;
        double temp2 = temp1 * invPl;
        double mrt = rl * (1.0 - 1.5 * temp2 * betal * con41) + 0.5 * temp1 * x1mth2 * cos2u;
        // Corrections of less than a thousandth of a radian: series instead of angles and their sines, exact to the
        // last bit.
        double du = 0.25 * temp2 * x7thm1 * sin2u;
        double di = 1.5 * temp2 * cosInclination * sinInclination * cos2u;
        double xnode = nodem + 1.5 * temp2 * cosInclination * sin2u;
        // Also false for NaN.
        if (!(mrt >= 1.0)) {
            throw decayed(t, "falls below the Earth's surface");
        }

        double sinDu = smallSine(du);
        double cosDu = smallCosine(du);
        double sinsu = sinu * cosDu - cosu * sinDu;
        double cossu = cosu * cosDu + sinu * sinDu;
        double sinDi = smallSine(di);
        double cosDi = smallCosine(di);
        double sini = sinInclination * cosDi + cosInclination * sinDi;
        double cosi = cosInclination * cosDi - sinInclination * sinDi;
        double snod = Math.sin(xnode);
        double cnod = Math.cos(xnode);
        double xmx = -snod * cosi;
        double xmy = cnod * cosi;
        double ux = xmx * sinsu + cnod * cossu;
        double uy = xmy * sinsu + snod * cossu;
        double uz = sini * sinsu;
        double r = mrt * EARTH_RADIUS_KM;
        xyzKm[0] = r * ux;
        xyzKm[1] = r * uy;
        xyzKm[2] = r * uz;
        if (velocityKmPerSecond != null) {
            double nm = XKE / (am * Math.sqrt(am));
            double rdotl = Math.sqrt(am) * esine / rl;
            double rvdotl = Math.sqrt(pl) / rl;
            double mvt = rdotl - nm * temp1 * x1mth2 * sin2u / XKE;
            double rvdot = rvdotl + nm * temp1 * (x1mth2 * cos2u + 1.5 * con41) / XKE;
            velocityKmPerSecond[0] = (mvt * ux + rvdot * (xmx * cossu - cnod * sinsu)) * KM_PER_SECOND;
            velocityKmPerSecond[1] = (mvt * uy + rvdot * (xmy * cossu - snod * sinsu)) * KM_PER_SECOND;
            velocityKmPerSecond[2] = (mvt * uz + rvdot * sini * cossu) * KM_PER_SECOND;
        }
    }

    private static double smallSine(double x) {
        return x * (1 - x * x / 6 * (1 - x * x / 20));
    }

    private static double smallCosine(double x) {
        return 1 - x * x / 2 * (1 - x * x / 12);
    }

    private void requireUsable(double minutes, double semiMajor, double e) {
        boolean usable = e < 1.0 && e > -0.001 && semiMajor >= 0.95;
        if (!usable) {
            throw decayed(
                    minutes,
                    String.format(
                            Locale.ROOT,
                            "has a semi-major axis of %.3f Earth radii and an eccentricity of %.4f",
                            semiMajor,
                            e));
        }
    }

    private PropagationException decayed(double minutes, String how) {
        Instant at = minutes > -1e9 && minutes < 1e9
                ? Instant.ofEpochMilli((long) (epochMillis + minutes * 60_000))
                : elements.epoch();
        return new PropagationException(String.format(
                Locale.ROOT,
                "%s %s at %s, %.1f days from its elements: decayed, or the elements do not reach that far",
                elements.objectName(),
                how,
                at,
                minutes / 1440.0));
    }
}
