package space.penumbra.control.view;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import space.penumbra.domain.rules.RuleState;
import space.penumbra.domain.rules.RuleVersion;
import space.penumbra.domain.rules.ShadowCount;
import space.penumbra.domain.rules.ShadowSample;

/** Every version of every rule, and what those in shadow would have said. One thread puts, any number read. */
public final class RuleLab {

    private static final int MINUTES = 120;
    private static final int SAMPLES = 20;

    private final Map<String, RuleVersion> versions = new ConcurrentHashMap<>();
    private final Map<String, Sum> sums = new ConcurrentHashMap<>();

    /**
     * What a version in shadow would have said, over all its trials.
     *
     * @param total all counts together
     * @param counts the newest counts, oldest first
     * @param samples the newest alarms that it would have raised, newest first
     */
    public record Shadowed(ShadowCount total, List<ShadowCount> counts, List<ShadowSample> samples) {}

    private static final class Sum {
        private ShadowCount total;
        private final Deque<ShadowCount> counts = new ArrayDeque<>();
        private final Deque<ShadowSample> samples = new ArrayDeque<>();

        synchronized void add(ShadowCount count) {
            total = total == null ? count : total.and(count);
            counts.addLast(count);
            if (counts.size() > MINUTES) {
                counts.removeFirst();
            }
            count.samples().forEach(samples::addFirst);
            while (samples.size() > SAMPLES) {
                samples.removeLast();
            }
        }

        synchronized Shadowed shown() {
            return new Shadowed(total, new ArrayList<>(counts), new ArrayList<>(samples));
        }
    }

    /** Takes the state of a version. */
    public void version(RuleVersion version) {
        versions.put(version.key(), version);
        synchronized (this) {
            notifyAll();
        }
    }

    /** Takes a count of a version in shadow. */
    public void count(ShadowCount count) {
        sums.computeIfAbsent(count.key(), ignored -> new Sum()).add(count);
    }

    /** Every version that was written down, in no order. */
    public Collection<RuleVersion> versions() {
        return versions.values();
    }

    /** Those of one rule. */
    public List<RuleVersion> versionsOf(String ruleId) {
        return versions.values().stream()
                .filter(version -> version.ruleId().equals(ruleId))
                .toList();
    }

    /** Whether this version is known in its state. */
    public boolean shows(RuleVersion version) {
        RuleVersion known = versions.get(version.key());
        return known != null && known.state() == version.state();
    }

    /** How many versions of other rules are in shadow. */
    public int shadowsBeside(String ruleId) {
        return (int) versions.values().stream()
                .filter(version ->
                        version.state() == RuleState.SHADOW && !version.ruleId().equals(ruleId))
                .count();
    }

    /** What a version would have said so far; empty while that is nothing. */
    public Optional<Shadowed> shadowed(RuleVersion version) {
        return Optional.ofNullable(sums.get(version.key())).map(Sum::shown);
    }

    /** Waits until this holds, which is looked at whenever a version arrives; gives whether it did in time. */
    public boolean await(BooleanSupplier seen, Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        synchronized (this) {
            while (!seen.getAsBoolean()) {
                long left = until - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                try {
                    // What is waited for may come through another topic too.
                    wait(Math.min(50, 1 + left / 1_000_000));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
            return true;
        }
    }
}
