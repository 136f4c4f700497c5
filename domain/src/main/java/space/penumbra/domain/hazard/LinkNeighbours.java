package space.penumbra.domain.hazard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import space.penumbra.orbit.elements.MeanElements;

/**
 * Who a node has laser links with: the next ahead and behind in its own plane, and the nearest in each of the planes beside it. Four at most, so that what
 * links cost does not grow with the fleet. The first and the last plane of a shell are no neighbours: in a fan of planes they lie far apart. Stateless.
 */
public final class LinkNeighbours {

    private static final double DEGREES_PER_REVOLUTION = 360;

    private LinkNeighbours() {}

    /**
     * A node in its place.
     *
     * @param nodeId its id
     * @param plane number of its plane in the shell
     * @param elements how it flies
     */
    public record Berth(String nodeId, int plane, MeanElements elements) {}

    /**
     * A node and its neighbours, by their elements.
     *
     * @param nodeId its id
     * @param elements of up to four neighbours: ahead, behind, and in the lower and in the higher plane
     */
    public record Neighbours(String nodeId, List<MeanElements> elements) {}

    private record Placed(Berth berth, double degrees) {}

    /**
     * The neighbours of all nodes of a plane.
     *
     * @param berths nodes of the plane and of the two beside it, in any order
     * @param plane whose nodes are asked for
     * @param at when they shall be near to each other
     */
    public static List<Neighbours> of(Collection<Berth> berths, int plane, Instant at) {
        List<Placed> own = placed(berths, plane, at);
        List<Placed> lower = placed(berths, plane - 1, at);
        List<Placed> higher = placed(berths, plane + 1, at);
        List<Neighbours> all = new ArrayList<>();
        for (int i = 0; i < own.size(); i++) {
            List<MeanElements> of = new ArrayList<>(4);
            if (own.size() > 1) {
                of.add(own.get((i + 1) % own.size()).berth.elements());
            }
            if (own.size() > 2) {
                of.add(own.get((i + own.size() - 1) % own.size()).berth.elements());
            }
            nearest(lower, own.get(i), of);
            nearest(higher, own.get(i), of);
            all.add(new Neighbours(own.get(i).berth.nodeId(), List.copyOf(of)));
        }
        return all;
    }

    private static List<Placed> placed(Collection<Berth> berths, int plane, Instant at) {
        List<Placed> placed = new ArrayList<>();
        for (Berth berth : berths) {
            if (berth.plane() == plane) {
                placed.add(new Placed(berth, degrees(berth.elements(), at)));
            }
        }
        placed.sort(Comparator.comparingDouble(Placed::degrees).thenComparing(each -> each.berth.nodeId()));
        return placed;
    }

    /** Adds the one whose place is nearest; none from an empty plane. */
    private static void nearest(List<Placed> plane, Placed to, List<MeanElements> found) {
        if (plane.isEmpty()) {
            return;
        }
        int low = 0;
        int high = plane.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (plane.get(middle).degrees < to.degrees) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Placed after = plane.get(low % plane.size());
        Placed before = plane.get((low + plane.size() - 1) % plane.size());
        found.add((apart(after, to) < apart(before, to) ? after : before).berth.elements());
    }

    private static double apart(Placed one, Placed other) {
        double apart = Math.abs(one.degrees - other.degrees);
        return Math.min(apart, DEGREES_PER_REVOLUTION - apart);
    }

    /** Where it stands along its orbit, counted from a line that planes share: 0 to 360. */
    private static double degrees(MeanElements elements, Instant at) {
        double days = (at.toEpochMilli() - elements.epoch().toEpochMilli()) / 86_400_000.0;
        double along = elements.argPerigeeDegrees()
                + elements.meanAnomalyDegrees()
                + elements.meanMotionRevPerDay() * DEGREES_PER_REVOLUTION * days
                + elements.raanDegrees() * Math.cos(Math.toRadians(elements.inclinationDegrees()));
        return along - DEGREES_PER_REVOLUTION * Math.floor(along / DEGREES_PER_REVOLUTION);
    }
}
