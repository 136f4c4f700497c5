package space.penumbra.domain.hazard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.StringJoiner;
import space.penumbra.orbit.elements.MeanElements;
import space.penumbra.orbit.ground.LinkFinder;
import space.penumbra.orbit.propagation.PropagationException;
import space.penumbra.orbit.propagation.Sgp4;

/** When at least one neighbour of a node is in reach of a laser link, and which. Not thread-safe. */
final class LinkForecast {

    private final LinkFinder links = new LinkFinder();

    private record Reach(double start, double end, String peer) {}

    /** Told of each stretch of time with a link, in order. */
    interface Sink {
        void reached(double startMillis, double endMillis, String detail);
    }

    /** Finds the stretches between two times (UTC milliseconds since 1970), cut there. A neighbour whose orbit cannot be followed is none. */
    void find(Sgp4 orbit, List<MeanElements> neighbours, double from, double to, Sink sink) {
        List<Reach> found = new ArrayList<>();
        for (MeanElements neighbour : neighbours) {
            try {
                links.find(
                        orbit,
                        new Sgp4(neighbour),
                        LinkFinder.DEFAULT_LONGEST_KM,
                        from,
                        to,
                        (start, end) -> found.add(new Reach(start, end, neighbour.objectName())));
            } catch (PropagationException decayed) {
                found.removeIf(reach -> reach.peer.equals(neighbour.objectName()));
            }
        }
        found.sort(Comparator.comparingDouble(Reach::start));
        for (int first = 0; first < found.size(); ) {
            double end = found.get(first).end;
            int next = first + 1;
            while (next < found.size() && found.get(next).start <= end) {
                end = Math.max(end, found.get(next++).end);
            }
            StringJoiner peers = new StringJoiner(", ", "laser links to ", "");
            found.subList(first, next).stream().map(Reach::peer).distinct().forEach(peers::add);
            sink.reached(found.get(first).start, end, peers.toString());
            first = next;
        }
    }
}
