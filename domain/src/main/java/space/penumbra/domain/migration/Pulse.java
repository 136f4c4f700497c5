package space.penumbra.domain.migration;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What the gate let out and what became of it in the last minutes of event time: the pace and the breaker are judged by it.
 * Derived from the ledger's entries, so a restart knows it too. Not thread-safe.
 */
final class Pulse {

    private final Duration breakerWindow;
    private final NavigableMap<Instant, Integer> released = new TreeMap<>();
    private final NavigableMap<Instant, Integer> ended = new TreeMap<>();
    private final NavigableMap<Instant, Integer> failed = new TreeMap<>();

    Pulse(BreakerLimits limits) {
        this.breakerWindow = Duration.ofMillis(Math.round(limits.windowSeconds() * 1000));
    }

    /** Whether an action counts for the pace: a power cap interrupts nothing and brings nothing back. */
    static boolean paced(ActionKind action) {
        return action != ActionKind.POWER_CAP;
    }

    /** An entry from memory: its first issue and its end. */
    void recall(CommandEntry entry) {
        List<CommandStep> steps = entry.steps();
        steps.stream()
                .filter(step -> step.state() == CommandState.ISSUED)
                .findFirst()
                .ifPresent(step -> released(entry, step.time()));
        ended(entry, entry.time());
    }

    void released(CommandEntry entry, Instant now) {
        if (paced(entry.proposal().action())) {
            released.merge(now, 1, Integer::sum);
        }
    }

    /** A command has come to its end; what never left the gate says nothing about executors. */
    void ended(CommandEntry entry, Instant now) {
        boolean failure = entry.state() == CommandState.FAILED || entry.state() == CommandState.TIMED_OUT;
        if (failure || entry.state() == CommandState.COMPLETED) {
            ended.merge(now, 1, Integer::sum);
        }
        if (failure) {
            failed.merge(now, 1, Integer::sum);
        }
    }

    /** Commands that left within the pace's window before now. */
    int released(Instant now) {
        return since(released, now.minusSeconds(GateLimits.PACE_SECONDS));
    }

    int ended(Instant now) {
        return since(ended, now.minus(breakerWindow));
    }

    int failed(Instant now) {
        return since(failed, now.minus(breakerWindow));
    }

    private static int since(NavigableMap<Instant, Integer> counts, Instant begin) {
        counts.headMap(begin, true).clear();
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
