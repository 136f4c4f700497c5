package space.penumbra.control.view;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import space.penumbra.domain.hazard.HazardKind;
import space.penumbra.domain.hazard.HazardSchedule;
import space.penumbra.domain.hazard.HazardWindow;

/**
 * How many nodes are in a hazard, over time: a timeline that stays small however large the fleet is.
 *
 * @param from begin of the first bucket
 * @param to end of the last one
 * @param bucketSeconds width of a bucket
 * @param foreseenUntil until when the hazards of 19 in 20 nodes are known; {@code from} if nothing is: later counts are too low
 * @param kinds number of windows that touch each bucket, for each kind that occurs
 */
public record HazardDensity(
        Instant from, Instant to, double bucketSeconds, Instant foreseenUntil, Map<HazardKind, int[]> kinds) {

    /** One node that nobody hears from must not make all the others' future look unknown. */
    private static final int LAGGARDS_ONE_IN = 20;

    /** Counts the windows of these schedules. */
    public static HazardDensity of(Collection<HazardSchedule> schedules, Instant from, Instant to, int buckets) {
        Map<HazardKind, int[]> kinds = new EnumMap<>(HazardKind.class);
        double width = Duration.between(from, to).toMillis() / 1000.0 / buckets;
        for (HazardSchedule schedule : schedules) {
            for (HazardWindow window : schedule.windows()) {
                if (window.end().isAfter(from) && window.start().isBefore(to)) {
                    int[] counts = kinds.computeIfAbsent(window.kind(), kind -> new int[buckets]);
                    int first = (int) Math.max(0, Math.floor(seconds(from, window.start()) / width));
                    int last = (int) Math.min(buckets, Math.ceil(seconds(from, window.end()) / width));
                    for (int i = first; i < last; i++) {
                        counts[i]++;
                    }
                }
            }
        }
        return new HazardDensity(from, to, width, foreseenUntil(schedules, from), kinds);
    }

    private static Instant foreseenUntil(Collection<HazardSchedule> schedules, Instant from) {
        List<Instant> horizons =
                schedules.stream().map(HazardSchedule::horizon).sorted().toList();
        return horizons.isEmpty() ? from : horizons.get(horizons.size() / LAGGARDS_ONE_IN);
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }
}
