package space.penumbra.orbit.overflight;

import space.penumbra.orbit.propagation.PropagationException;
import space.penumbra.orbit.propagation.Sgp4;
import space.penumbra.orbit.sun.SubPoint;

/**
 * Finds the passes of a satellite through a region fixed to the Earth. It leaps by the region's clearance, samples near it, and closes in
 * on entry and exit by halving; a pass shorter than the samples is caught where the depth peaks between them.
 *
 * <p>Where the region says how steep its edge is, nothing is left to samples; see {@link BoundedSearch}.
 *
 * <p>Windows that touch the interval are complete, up to a revolution beyond its ends: a high orbit may never leave the belt, and its
 * window then ends there. Allocates nothing between passes. Not thread-safe: one finder a thread.
 */
public final class OverflightFinder {

    private static final double SAMPLE_MILLIS = 30_000;
    /** A flux table of straight pieces does not quite bend down everywhere. */
    private static final double BEND_MARGIN = 2;

    private static final double TOLERANCE_MILLIS = 50;

    /** The ground track runs at most this much faster than the orbit itself: the Earth's turn against a retrograde orbit. */
    private static final double EARTH_DEGREES_PER_SECOND = 360.0 / 86_164.0;

    private final double[] position = new double[3];
    private final double[] place = new double[3];

    private final BoundedSearch bounded = new BoundedSearch();

    private Sgp4 orbit;
    private Region region;

    /**
     * Gives every pass that touches [{@code from}, {@code to}] to the sink.
     *
     * @param anOrbit the satellite
     * @param aRegion the region
     * @param from UTC milliseconds since 1970
     * @param to not before {@code from}
     * @param sink receives the passes in order
     * @throws PropagationException when the satellite decays within a revolution of the interval; earlier passes have been given by then
     */
    public void find(Sgp4 anOrbit, Region aRegion, double from, double to, OverflightSink sink) {
        orbit = anOrbit;
        region = aRegion;
        double revolution = orbit.nodalPeriodSeconds() * 1000.0;
        double degreesPerMilli = fastest(revolution);
        double highestKm = highestKm();
        if (!Double.isNaN(region.steepestAlongPerKm(0, 0, highestKm))) {
            bounded.find(orbit, region, from, to, highestKm, degreesPerMilli, sink);
            return;
        }
        double t0 = from;
        double d0 = depth(t0);
        while (d0 > 0 && t0 > from - revolution) {
            t0 -= SAMPLE_MILLIS;
            d0 = depth(t0);
        }
        double open = d0 > 0 ? t0 : Double.NaN;
        double before = Double.NEGATIVE_INFINITY;
        while (t0 <= to || !Double.isNaN(open) && t0 < to + revolution) {
            double leap = d0 > 0 ? 0 : region.clearanceDegrees(place[0], place[1], highestKm) / degreesPerMilli;
            double t1 = t0 + Math.max(SAMPLE_MILLIS, leap);
            double d1 = depth(t1);
            boolean entered = d0 <= 0 && d1 > 0;
            boolean left = d0 > 0 && d1 <= 0;
            boolean peaked = d0 <= 0 && d0 > before && mayTouch(before, d0, d1);
            if (entered) {
                open = edge(t0, t1);
            } else if (left) {
                give(open, edge(t1, t0), from, to, sink);
                open = Double.NaN;
            } else if (peaked) {
                glance(t0, from, to, sink);
            }
            if (entered || left || peaked) {
                // The searches moved the scratch place; the next leap needs that of t1.
                depth(t1);
            }
            // After a leap the way here is unknown, so a fall from here on counts as a peak.
            before = leap > SAMPLE_MILLIS ? Double.NEGATIVE_INFINITY : d0;
            t0 = t1;
            d0 = d1;
        }
        if (!Double.isNaN(open)) {
            give(open, t0, from, to, sink);
        }
    }

    /**
     * Whether a peak at the middle of three samples may reach 0 between them: a curve that bends down stays under the straight lines drawn on
     * from its neighbours. After a leap the sample before is unknown (negative infinity) and only the fall to the right bounds it.
     */
    static boolean mayTouch(double before, double peak, double after) {
        double fall = peak - after;
        double rise = peak - before;
        return fall > 0 && peak + BEND_MARGIN * (Double.isInfinite(rise) ? fall : Math.max(rise, fall)) > 0;
    }

    private static void give(double start, double end, double from, double to, OverflightSink sink) {
        if (end >= from && start <= to) {
            sink.pass(start, end);
        }
    }

    /** A peak of the depth that stayed below 0 at the samples: golden section for its top, and a short pass if that is inside. */
    private void glance(double peakMillis, double from, double to, OverflightSink sink) {
        double low = peakMillis - SAMPLE_MILLIS;
        double high = peakMillis + SAMPLE_MILLIS;
        double left = low;
        double right = high;
        while (right - left > 1_000) {
            double third = (right - left) / 3;
            if (depth(left + third) < depth(right - third)) {
                left += third;
            } else {
                right -= third;
            }
        }
        double top = (left + right) / 2;
        if (depth(top) > 0) {
            give(edge(low, top), edge(high, top), from, to, sink);
        }
    }

    /** The time between one outside and one inside at which the edge is crossed. */
    private double edge(double outside, double inside) {
        double out = outside;
        double in = inside;
        while (Math.abs(in - out) > TOLERANCE_MILLIS) {
            double middle = (in + out) / 2;
            if (depth(middle) > 0) {
                in = middle;
            } else {
                out = middle;
            }
        }
        return (in + out) / 2;
    }

    private double depth(double millis) {
        orbit.position(millis, position);
        SubPoint.ofTeme(position, millis, place);
        return region.depth(place[0], place[1], place[2]);
    }

    private double fastest(double revolutionMillis) {
        double e = orbit.elements().eccentricity();
        double perigee = (1 + e) * (1 + e) / Math.pow(1 - e * e, 1.5);
        return perigee * 360.0 / revolutionMillis + EARTH_DEGREES_PER_SECOND / 1000.0;
    }

    private double highestKm() {
        double seconds = orbit.nodalPeriodSeconds() / (2 * Math.PI);
        double a = Math.cbrt(398_600.8 * seconds * seconds);
        // Over the poles the ground is 21 km lower.
        return a * (1 + orbit.elements().eccentricity()) - SubPoint.EQUATORIAL_RADIUS_KM + 40;
    }
}
