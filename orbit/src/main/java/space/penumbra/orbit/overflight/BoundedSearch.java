package space.penumbra.orbit.overflight;

import space.penumbra.orbit.propagation.Sgp4;
import space.penumbra.orbit.sun.SubPoint;

/**
 * Finds the passes through a region that says how steep its edge is, and proves that it missed none: from a depth, the edge is no nearer than the
 * depth over the fastest change of it, so the search steps as far as that (sphere tracing; Hart 1996). Far from the edge it looks along the
 * {@link RoughTrack} where the orbit allows and asks SGP4 only where the error of that could matter. Passes and gaps of less than a
 * quarter of a second are left out. Keeps scratch space: not thread-safe.
 */
final class BoundedSearch {

    /** Next to the edge the steps would be ever shorter. What such a step may have passed over is looked at by halving. */
    private static final double LEAST_MILLIS = 4_000;

    private static final double SHORTEST_MILLIS = 250;
    private static final double EDGE_MILLIS = 10;
    private static final double ROUGH_DEGREES = 0.25;
    private static final double EARTH_RADIANS_PER_MILLI = 7.292115e-8;

    private final RoughTrack track = new RoughTrack();
    private final double[] position = new double[3];
    private final double[] place = new double[3];

    private Sgp4 orbit;
    private Region region;
    private boolean guided;
    private double highestKm;
    private double degreesPerMilli;
    private double alongPerMilli;
    private double upPerMilli;
    private double longestMillis;

    /**
     * Gives every pass that touches [{@code from}, {@code to}] to the sink, whole up to a revolution beyond.
     *
     * @param fastestDegreesPerMilli the ground track is never faster
     * @param apogeeKm the satellite never rises above this
     */
    void find(
            Sgp4 anOrbit,
            Region aRegion,
            double from,
            double to,
            double apogeeKm,
            double fastestDegreesPerMilli,
            OverflightSink sink) {
        orbit = anOrbit;
        region = aRegion;
        highestKm = apogeeKm;
        degreesPerMilli = fastestDegreesPerMilli;
        guided = RoughTrack.follows(orbit);
        if (guided) {
            track.of(orbit);
        }
        double revolution = orbit.nodalPeriodSeconds() * 1000;
        speeds(revolution);
        boolean inside = exact(from) > 0;
        double begin = inside ? next(from, true, -1, from - revolution) : Double.NaN;
        double t = from;
        while (inside || t <= to) {
            t = next(t, inside, 1, inside ? to + revolution : to);
            if (inside) {
                sink.pass(begin, t);
            }
            if (t >= to) {
                return;
            }
            begin = t;
            inside = !inside;
        }
    }

    private void speeds(double revolution) {
        double e = orbit.elements().eccentricity();
        double radius = highestKm + SubPoint.EQUATORIAL_RADIUS_KM;
        // Angular momentum holds: across the line to the Earth's centre it is fastest where it is lowest.
        double lowest = radius * (1 - e) / (1 + e);
        alongPerMilli = Math.toRadians(degreesPerMilli) * lowest + EARTH_RADIANS_PER_MILLI * (radius - lowest);
        // Radial speed of the ellipse, and what the height over a flattened Earth changes by between equator and poles.
        double turn = 2 * Math.PI / revolution;
        upPerMilli = turn * (radius * e / Math.pow(1 - e * e, 1.5) + 1.2 * SubPoint.FLATTENING * radius);
        longestMillis = Math.min(
                (Region.STEEPNESS_DEGREES - ROUGH_DEGREES) / degreesPerMilli,
                (Region.STEEPNESS_KM - RoughTrack.ERROR_KM) / upPerMilli);
    }

    /**
     * The next time from a time on at which the satellite has changed sides, right to {@value #EDGE_MILLIS} ms; the limit if it does not until then.
     *
     * @param inside the side it is on now
     * @param way 1 forwards, -1 backwards
     */
    private double next(double start, boolean inside, int way, double limit) {
        int side = inside ? 1 : -1;
        double t = start;
        double last = start;
        // Where a step began that proved nothing about what it passed over; NaN after one that did.
        double before = Double.NaN;
        double depthBefore = 0;
        double slopeBefore = 0;
        while (true) {
            double depth = side * (guided ? rough(t) : exact(t));
            double along = region.steepestAlongPerKm(place[0], place[1], place[2]);
            double up = region.steepestUpPerKm(place[0], place[1], place[2]);
            double slope = along * alongPerMilli + up * upPerMilli;
            double clear = inside ? 0 : region.clearanceDegrees(place[0], place[1], highestKm) - ROUGH_DEGREES;
            if (guided) {
                double sure = depth - RoughTrack.ERROR_KM * Math.hypot(along, up);
                boolean proven = before != before || depthBefore + sure >= slopeBefore * Math.abs(t - before);
                depth = sure > slope * LEAST_MILLIS && proven ? sure : side * exact(t);
            }
            double beyond = depth <= 0 ? t : dip(before, depthBefore, t, depth, slopeBefore, side);
            if (beyond == beyond) {
                return settled(last, beyond, side);
            }
            if (way * (limit - t) <= 0) {
                return limit;
            }
            double step = Math.max(Math.min(longestMillis, depth / slope), clear / degreesPerMilli);
            before = step >= LEAST_MILLIS ? Double.NaN : t;
            depthBefore = depth;
            slopeBefore = slope;
            last = t;
            t += way * Math.min(Math.max(step, LEAST_MILLIS), Math.abs(limit - t));
        }
    }

    /** A time between two on one side at which the satellite is on the other, NaN if there is none; likewise if there is no first time. */
    private double dip(double t0, double d0, double t1, double d1, double slope, int side) {
        double width = Math.abs(t1 - t0);
        if (!(width >= SHORTEST_MILLIS && d0 + d1 < slope * width)) {
            return Double.NaN;
        }
        double middle = (t0 + t1) / 2;
        double depth = side * exact(middle);
        if (depth <= 0) {
            return middle;
        }
        double first = dip(t0, d0, middle, depth, slope, side);
        return first == first ? first : dip(middle, depth, t1, d1, slope, side);
    }

    /** Closes in on the edge between a time on the old side and one beyond by false position (Illinois); gives the first time that is beyond. */
    private double settled(double old, double beyond, int side) {
        double low = old;
        double high = beyond;
        double depthLow = side * exact(low);
        double depthHigh = side * exact(high);
        if (depthLow <= 0) {
            return low;
        }
        int kept = 0;
        while (Math.abs(high - low) > EDGE_MILLIS) {
            double share = depthLow / (depthLow - depthHigh);
            double nudge = EDGE_MILLIS / 2 / Math.abs(high - low);
            double t = low + (high - low) * Math.max(nudge, Math.min(1 - nudge, share));
            double depth = side * exact(t);
            if (depth > 0) {
                low = t;
                depthLow = depth;
                depthHigh = kept == 1 ? depthHigh / 2 : depthHigh;
                kept = 1;
            } else {
                high = t;
                depthHigh = depth;
                depthLow = kept == -1 ? depthLow / 2 : depthLow;
                kept = -1;
            }
        }
        return high;
    }

    private double rough(double millis) {
        track.at(millis, place);
        return region.depth(place[0], place[1], place[2]);
    }

    private double exact(double millis) {
        orbit.position(millis, position);
        SubPoint.ofTeme(position, millis, place);
        return region.depth(place[0], place[1], place[2]);
    }
}
