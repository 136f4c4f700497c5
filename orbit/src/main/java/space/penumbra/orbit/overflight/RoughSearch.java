package space.penumbra.orbit.overflight;

import java.util.Arrays;
import space.penumbra.orbit.propagation.Sgp4;
import space.penumbra.orbit.sun.SubPoint;

/**
 * The quick way to the passes of a nearly circular orbit: minute by minute along the {@link RoughTrack}, then two or three steps of the secant
 * method on SGP4 at each edge. Where the track comes so near that its error could hide or invent a pass it says so, and the slow way decides. Keeps
 * scratch space: not thread-safe.
 */
final class RoughSearch {

    private static final double STEP_MILLIS = 60_000;
    /** Steps are no shorter: what is shorter than this shows as a peak between samples. */
    private static final double SHORTEST_STEP_MILLIS = 15_000;

    /** No orbit that the track follows is faster over the turning ground. */
    private static final double KM_PER_MILLI = 0.0083;

    private static final double FINE_MILLIS = 5_000;
    private static final double SLOPE_MILLIS = 2_000;
    private static final double LAST_STEP_MILLIS = 25;
    private static final int MOST_SECANTS = 8;

    /** Edges lie this far from those of the track when they are met at a slant. */
    private static final double FAR_MILLIS = 60_000;

    private static final double NEAR_MILLIS = 20_000;

    private final RoughTrack track = new RoughTrack();
    private final double[] position = new double[3];
    private final double[] place = new double[3];

    private Sgp4 orbit;
    private Region region;
    private double[] edges = new double[32];
    private int count;

    /** Entries and exits of the last search in turn, UTC milliseconds; the first {@link #count} places count. */
    double[] edges() {
        return edges;
    }

    int count() {
        return count;
    }

    /**
     * Looks for all passes that touch the interval.
     *
     * @param highestKm the satellite never rises above this
     * @param degreesPerMilli its ground track is never faster
     * @return whether the answer is sure; if not, nothing of it may be used
     */
    boolean search(Sgp4 anOrbit, Region aRegion, double from, double to, double highestKm, double degreesPerMilli) {
        orbit = anOrbit;
        region = aRegion;
        track.of(anOrbit);
        count = 0;
        double slack = region.slack(RoughTrack.ERROR_KM);
        double revolution = orbit.nodalPeriodSeconds() * 1000;
        double t0 = from;
        double d0 = rough(t0);
        while (d0 > 0 && t0 > from - revolution) {
            t0 -= STEP_MILLIS;
            d0 = rough(t0);
        }
        boolean open = d0 > 0;
        if (open) {
            add(t0);
        }
        double before = Double.NEGATIVE_INFINITY;
        double earlier = Double.NEGATIVE_INFINITY;
        boolean sure = true;
        while (sure && (t0 <= to || open && t0 < to + revolution)) {
            double leap = d0 > 0 ? 0 : region.clearanceDegrees(place[0], place[1], highestKm) / degreesPerMilli;
            double step = STEP_MILLIS;
            double t1 = t0 + Math.max(step, leap);
            double d1 = rough(t1);
            while (leap < step && step > SHORTEST_STEP_MILLIS && mayHide(d0, d1, step, slack)) {
                step = Math.max(leap, step / 2);
                t1 = t0 + step;
                d1 = rough(t1);
            }
            if (d0 > 0 != d1 > 0) {
                double edge = edge(t0, d0, t1, d1);
                sure = !Double.isNaN(edge) && (count == 0 || edge > edges[count - 1]);
                add(edge);
                open = d1 > 0;
            } else {
                // A short pass between two samples, or a short gap in a long one.
                int side = d0 > 0 ? -1 : 1;
                boolean peaked = side * d0 > side * before;
                if (peaked && OverflightFinder.mayTouch(side * before, side * d0 + slack, side * d1 + slack)) {
                    sure = glance(Math.max(earlier, t0 - STEP_MILLIS), Math.min(t1, t0 + STEP_MILLIS), side, slack);
                }
            }
            if (d0 <= 0) {
                // The searches moved the scratch place; the next leap needs that of t1.
                rough(t1);
            }
            before = leap > STEP_MILLIS ? Double.NEGATIVE_INFINITY : d0;
            earlier = t0;
            t0 = t1;
            d0 = d1;
        }
        if (open) {
            add(t0);
        }
        return sure;
    }

    /** Whether the other side may be reached between two samples on one side, at the steepest that the region is. */
    private boolean mayHide(double d0, double d1, double stepMillis, double slack) {
        return d0 > 0 == d1 > 0
                && Math.abs(d0) + Math.abs(d1) < region.slackAtHeight(KM_PER_MILLI * stepMillis) + 2 * slack;
    }

    /**
     * Looks closely between two samples for a short pass ({@code side} 1) or a short gap (-1), and adds its edges if there is one.
     *
     * @return whether the answer is sure
     */
    private boolean glance(double start, double end, int side, double slack) {
        double top = start;
        double highest = Double.NEGATIVE_INFINITY;
        for (double t = start; t <= end; t += FINE_MILLIS) {
            double height = side * rough(t);
            top = height > highest ? t : top;
            highest = Math.max(highest, height);
        }
        if (highest < -slack) {
            return true;
        }
        double left = Math.max(start, top - NEAR_MILLIS);
        double right = Math.min(end, top + NEAR_MILLIS);
        while (right - left > 1_000) {
            double third = (right - left) / 3;
            if (side * exact(left + third) < side * exact(right - third)) {
                left += third;
            } else {
                right -= third;
            }
        }
        top = (left + right) / 2;
        if (side * exact(top) <= 0) {
            return true;
        }
        double first = bracketed(start - FINE_MILLIS, top, side);
        double second = bracketed(end + FINE_MILLIS, top, side);
        boolean sure = !Double.isNaN(first) && !Double.isNaN(second) && (count == 0 || first > edges[count - 1]);
        add(first);
        add(second);
        return sure;
    }

    /** The edge between a time outside (of a pass, or of a gap) and one inside by halving, NaN when they are on one side. */
    private double bracketed(double outside, double inside, int side) {
        double out = outside;
        double in = inside;
        if (side * exact(out) > 0) {
            return Double.NaN;
        }
        while (Math.abs(in - out) > LAST_STEP_MILLIS) {
            double middle = (in + out) / 2;
            if (side * exact(middle) > 0) {
                in = middle;
            } else {
                out = middle;
            }
        }
        return (in + out) / 2;
    }

    /** The time between two samples at which SGP4 crosses the edge; NaN when it cannot be told from here. */
    private double edge(double t0, double d0, double t1, double d1) {
        double guess = roughEdge(t0, d0, t1, d1);
        double slope = (rough(guess + SLOPE_MILLIS) - rough(guess - SLOPE_MILLIS)) / (2 * SLOPE_MILLIS);
        double t = guess;
        double d = exact(t);
        for (int i = 0; i < MOST_SECANTS; i++) {
            if (!(slope > 0 == d1 > 0) || slope == 0) {
                return Double.NaN;
            }
            double next = t - d / slope;
            if (!(Math.abs(next - guess) < FAR_MILLIS)) {
                return Double.NaN;
            }
            if (Math.abs(next - t) < LAST_STEP_MILLIS) {
                return next;
            }
            double depth = exact(next);
            slope = (depth - d) / (next - t);
            t = next;
            d = depth;
        }
        return Double.NaN;
    }

    private double roughEdge(double t0, double d0, double t1, double d1) {
        double low = t0;
        double high = t1;
        while (high - low > SLOPE_MILLIS) {
            double middle = (low + high) / 2;
            if (rough(middle) > 0 == d0 > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
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

    private void add(double edge) {
        if (count == edges.length) {
            edges = Arrays.copyOf(edges, 2 * count);
        }
        edges[count++] = edge;
    }
}
