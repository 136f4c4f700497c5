package space.penumbra.domain.limits;

import java.util.Arrays;

/** A rule made ready for a quick decision: thresholds in a sense in which more is always worse. Immutable. */
final class CompiledRule {

    private static final LimitLevel[] LEVELS = LimitLevel.values();

    final LimitRule rule;
    final Signal signal;
    private final int index;
    private final double sign;
    private final double[] thresholds;
    // The mildest threshold that is used.
    private final double calmBelow;

    CompiledRule(LimitRule rule) {
        this.rule = rule;
        this.signal = Signal.ofField(rule.field()).orElseThrow();
        this.sign = rule.above() ? 1 : -1;
        this.thresholds = RuleCheck.inOrder(rule);
        for (int i = 0; i < thresholds.length; i++) {
            // A level that is not used is never reached.
            thresholds[i] = Double.isNaN(thresholds[i]) ? Double.POSITIVE_INFINITY : sign * thresholds[i];
        }
        this.index = signal.index();
        this.calmBelow = Arrays.stream(thresholds).min().orElse(Double.POSITIVE_INFINITY);
    }

    /** Place of its signal among all signals. */
    int index() {
        return index;
    }

    /** What a value is to be multiplied with, so that more is always worse. */
    double sign() {
        return sign;
    }

    /** A value times {@link #sign} below this reaches no threshold at all: the answer for nearly every value. */
    double calmBelow() {
        return calmBelow;
    }

    /** Whether the rule is switched on and holds in these surroundings. */
    boolean holds(Surroundings surroundings) {
        if (!rule.enabled()) {
            return false;
        }
        switch (rule.context()) {
            case ANY:
                return true;
            case SUNLIT:
                return surroundings.sunlit();
            case ECLIPSE:
                return surroundings.eclipsed();
            case SAA:
                return surroundings.saa();
            default:
                throw new IllegalStateException("A context without a decision: " + rule.context());
        }
    }

    /**
     * The level of this value. A level is entered when the value reaches its threshold, and left when the value has come back
     * from it by the hysteresis.
     */
    LimitLevel level(double value, LimitLevel present) {
        double bad = sign * value;
        int level = thresholds.length;
        while (level > 0 && !(bad >= thresholds[level - 1])) {
            level--;
        }
        int held = present.ordinal();
        while (held > level && !(bad > thresholds[held - 1] - rule.hysteresis())) {
            held--;
        }
        return LEVELS[Math.max(level, held)];
    }

    /** Threshold of the level in the rule's own sense; of the mildest used level for IN_LIMITS. */
    double limit(LimitLevel level) {
        int at = Math.max(0, level.ordinal() - 1);
        while (at < thresholds.length - 1 && Double.isInfinite(thresholds[at])) {
            at++;
        }
        return sign * thresholds[at];
    }
}
