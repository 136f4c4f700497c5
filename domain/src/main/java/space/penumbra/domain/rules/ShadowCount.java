package space.penumbra.domain.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import space.penumbra.domain.limits.LimitLevel;

/**
 * What a version in shadow would have said within some minute of event time, counted, beside what the version in force said when it was judged
 * from the same frame on. Alarms nobody. Several counts of one minute, each of other nodes, add up.
 *
 * @param ruleId the rule
 * @param number number of the version in shadow
 * @param liveNumber number of the version in force at the end; 0 if there is none
 * @param from event time of the first thing counted
 * @param to event time of the last thing counted
 * @param shadowRaised alarms that the version in shadow would have raised
 * @param liveRaised alarms that the version in force raised
 * @param shadowFirst of those that the version in force raised: how many the version in shadow had open before
 * @param liveFirst of those that the version in shadow would have raised: how many the version in force had open before
 * @param shadowByLevel how often each level from WATCH to SEVERE was reached from below, by the version in shadow
 * @param liveByLevel the same by the version in force
 * @param samples a few of the alarms that the version in shadow would have raised
 */
public record ShadowCount(
        String ruleId,
        long number,
        long liveNumber,
        Instant from,
        Instant to,
        long shadowRaised,
        long liveRaised,
        long shadowFirst,
        long liveFirst,
        List<Long> shadowByLevel,
        List<Long> liveByLevel,
        List<ShadowSample> samples) {

    /** The most samples that one count keeps. */
    public static final int MOST_SAMPLES = 5;

    private static final List<Long> NONE = Collections.nCopies(LimitLevel.values().length - 1, 0L);

    /** Identity of the version in shadow: {@code rule@number}. */
    public String key() {
        return ruleId + "@" + number;
    }

    /** The count of this finding alone. */
    public static ShadowCount of(ShadowFinding finding) {
        boolean shadow = finding.ofShadow();
        boolean shadowRaised = shadow && finding.raised();
        boolean liveRaised = !shadow && finding.raised();
        return new ShadowCount(
                finding.ruleId(),
                finding.number(),
                finding.liveNumber(),
                finding.time(),
                finding.time(),
                shadowRaised ? 1 : 0,
                liveRaised ? 1 : 0,
                liveRaised && finding.otherOpen() ? 1 : 0,
                shadowRaised && finding.otherOpen() ? 1 : 0,
                shadow ? once(finding.level()) : NONE,
                shadow ? NONE : once(finding.level()),
                shadowRaised
                        ? List.of(new ShadowSample(
                                finding.nodeId(), finding.level(), finding.value(), finding.limit(), finding.time()))
                        : List.of());
    }

    /** Both together; of the samples the first ones stay. */
    public ShadowCount and(ShadowCount more) {
        List<ShadowSample> both = new ArrayList<>(samples);
        more.samples.stream().limit(Math.max(0, MOST_SAMPLES - samples.size())).forEach(both::add);
        return new ShadowCount(
                ruleId,
                number,
                to.isAfter(more.to) ? liveNumber : more.liveNumber,
                from.isBefore(more.from) ? from : more.from,
                to.isAfter(more.to) ? to : more.to,
                shadowRaised + more.shadowRaised,
                liveRaised + more.liveRaised,
                shadowFirst + more.shadowFirst,
                liveFirst + more.liveFirst,
                sum(shadowByLevel, more.shadowByLevel),
                sum(liveByLevel, more.liveByLevel),
                List.copyOf(both));
    }

    private static List<Long> once(LimitLevel level) {
        List<Long> counts = new ArrayList<>(NONE);
        if (level != LimitLevel.IN_LIMITS) {
            counts.set(level.ordinal() - 1, 1L);
        }
        return List.copyOf(counts);
    }

    private static List<Long> sum(List<Long> one, List<Long> other) {
        List<Long> sum = new ArrayList<>(NONE);
        for (int level = 0; level < sum.size(); level++) {
            sum.set(level, at(one, level) + at(other, level));
        }
        return List.copyOf(sum);
    }

    private static long at(List<Long> counts, int level) {
        return level < counts.size() ? counts.get(level) : 0;
    }
}
