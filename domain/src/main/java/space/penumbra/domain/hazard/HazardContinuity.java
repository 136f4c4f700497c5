package space.penumbra.domain.hazard;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Carries the identity of hazards from one forecast to the next: a window that overlaps one of its kind in the forecast before is the same
 * hazard, a new one is named after its begin. What the orbit alone tells and has begun stays, with its begin, until it has ended; a storm, a
 * trend or a plan may be over at any time. Stateless.
 */
final class HazardContinuity {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm'Z'").withZone(ZoneOffset.UTC);

    private HazardContinuity() {}

    /**
     * The windows of a new forecast with their identities.
     *
     * @param before windows of the forecast before
     * @param found windows of the new one, without identity
     */
    static List<HazardWindow> join(String nodeId, List<HazardWindow> before, List<HazardWindow> found, Instant now) {
        List<HazardWindow> left = new ArrayList<>(before);
        Set<String> taken = new HashSet<>();
        before.forEach(window -> taken.add(window.hazardId()));
        List<HazardWindow> joined = new ArrayList<>();
        for (HazardWindow window : found) {
            if (!window.end().isAfter(now)) {
                continue;
            }
            HazardWindow same = mostOverlapping(left, window);
            if (same == null) {
                joined.add(named(window, window.start(), freshId(nodeId, window, taken)));
            } else {
                left.remove(same);
                Instant start = begun(same, now) ? same.start() : window.start();
                joined.add(named(window, start, same.hazardId()));
            }
        }
        for (HazardWindow window : left) {
            boolean comesAnyway = window.kind().origin() == HazardKind.Origin.ORBIT;
            if (comesAnyway && begun(window, now) && window.end().isAfter(now)) {
                joined.add(window);
            }
        }
        joined.sort(Comparator.comparing(HazardWindow::start).thenComparing(HazardWindow::kind));
        return List.copyOf(joined);
    }

    private static boolean begun(HazardWindow window, Instant now) {
        return !window.start().isAfter(now);
    }

    private static HazardWindow mostOverlapping(List<HazardWindow> candidates, HazardWindow window) {
        HazardWindow best = null;
        long most = 0;
        for (HazardWindow candidate : candidates) {
            long overlap = candidate.kind() == window.kind() ? overlapMillis(candidate, window) : 0;
            if (overlap > most) {
                best = candidate;
                most = overlap;
            }
        }
        return best;
    }

    private static long overlapMillis(HazardWindow one, HazardWindow other) {
        Instant start = one.start().isAfter(other.start()) ? one.start() : other.start();
        Instant end = one.end().isBefore(other.end()) ? one.end() : other.end();
        return Duration.between(start, end).toMillis();
    }

    private static String freshId(String nodeId, HazardWindow window, Set<String> taken) {
        String id = nodeId + "/" + window.kind() + "/" + MINUTE.format(window.start());
        while (!taken.add(id)) {
            id += "+";
        }
        return id;
    }

    private static HazardWindow named(HazardWindow window, Instant start, String id) {
        return new HazardWindow(
                id,
                window.kind(),
                start,
                window.end(),
                window.startSigmaSeconds(),
                window.endSigmaSeconds(),
                window.probability(),
                window.severity(),
                window.detail());
    }
}
