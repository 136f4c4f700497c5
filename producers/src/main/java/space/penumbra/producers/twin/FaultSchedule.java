package space.penumbra.producers.twin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import space.penumbra.domain.fault.FaultKind;

/**
 * Which fault strikes which node when: a pure function of seed, scenario, node and hour, so that it needs no memory. In each hour at most one of a kind
 * begins on a node, and none while an earlier one of its kind may last. Immutable and thread-safe.
 */
final class FaultSchedule {

    static final long HOUR_MILLIS = 3_600_000;
    private static final double HOURS_PER_DAY = 24;
    private static final double MINUTE_MILLIS = 60_000;

    private final long seed;
    private final FaultMix mix;
    private final FaultKind[] kinds;

    FaultSchedule(long seed, FaultMix mix) {
        this.seed = Dice.mix(seed, 0xFA17, 0);
        this.mix = mix;
        this.kinds = Arrays.stream(FaultKind.values())
                .filter(kind -> mix.rate(kind) > 0)
                .toArray(FaultKind[]::new);
    }

    /** Whether nothing ever breaks. */
    boolean empty() {
        return kinds.length == 0;
    }

    /** The faults of a node that are there at some instant of this hour (hours since 1970), by kind. */
    List<Fault> during(int node, long hour) {
        List<Fault> found = new ArrayList<>(0);
        for (FaultKind kind : kinds) {
            for (long from = hour - longest(kind); from <= hour; from++) {
                Fault fault = begins(kind, node, from);
                if (fault != null && fault.endMillis() > hour * HOUR_MILLIS && !shadowed(fault, from)) {
                    found.add(fault);
                }
            }
        }
        return found;
    }

    private long longest(FaultKind kind) {
        return (long) Math.ceil(mix.minutes(kind) * 1.5 / 60);
    }

    /** Whether a fault of the same kind, begun earlier, may still be there. */
    private boolean shadowed(Fault fault, long hour) {
        for (long from = hour - longest(fault.kind()); from < hour; from++) {
            Fault earlier = begins(fault.kind(), fault.node(), from);
            if (earlier != null && earlier.endMillis() >= fault.startMillis()) {
                return true;
            }
        }
        return false;
    }

    /** The fault of this kind that begins in this hour, or null. */
    private Fault begins(FaultKind kind, int node, long hour) {
        long dice = Dice.mix(seed + kind.ordinal(), node, hour);
        if (Dice.uniform(dice) >= mix.rate(kind) / HOURS_PER_DAY) {
            return null;
        }
        long start = hour * HOUR_MILLIS + (long) (Dice.uniform(Dice.mix(dice)) * HOUR_MILLIS);
        double minutes = mix.minutes(kind) * (0.5 + Dice.uniform(Dice.mix(dice + 1)));
        return new Fault(
                kind,
                mix.severity(Dice.uniform(Dice.mix(dice + 2))),
                node,
                start,
                start + (long) (minutes * MINUTE_MILLIS),
                Dice.mix(dice + 3));
    }
}
