package space.penumbra.domain.limits;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The rules for some nodes, ready for use. Immutable; nodes of one profile share one list. */
public final class RuleList {

    /** Rules on what a frame says by itself, then those on rates, flat lines and surprises. */
    final CompiledRule[] rules;
    // The same for the first of them side by side: a frame is held against every one.
    final int[] signals;
    final double[] signs;
    final double[] calmBelow;

    RuleList(List<LimitRule> rules) {
        this.rules = rules.stream()
                .map(CompiledRule::new)
                .sorted(Comparator.comparing(rule -> rule.signal.remembers()))
                .toArray(CompiledRule[]::new);
        int direct = (int) Arrays.stream(this.rules)
                .filter(rule -> !rule.signal.remembers())
                .count();
        signals = Arrays.stream(this.rules, 0, direct)
                .mapToInt(CompiledRule::index)
                .toArray();
        signs = Arrays.stream(this.rules, 0, direct)
                .mapToDouble(CompiledRule::sign)
                .toArray();
        calmBelow = Arrays.stream(this.rules, 0, direct)
                .mapToDouble(CompiledRule::calmBelow)
                .toArray();
    }

    /** Number of rules. */
    public int size() {
        return rules.length;
    }

    /** How many numbers a node has under these rules: one each, and a value and a time for each on a rate, flat line or surprise. */
    public int numbers() {
        return rules.length + (rules.length - signals.length) * LimitState.MEMORY;
    }

    /** The list that has this rule alone; an empty one if the rule is not among these. */
    public RuleList only(String ruleId) {
        int place = placeOf(ruleId);
        return new RuleList(place < 0 ? List.of() : List.of(rules[place].rule));
    }

    /** Identity of the rule at this place. */
    public String ruleId(int place) {
        return rules[place].rule.ruleId();
    }

    /** The mildest threshold of a signal above this value, over all rules; positive infinity if there is none. */
    public double nextAbove(Signal signal, double value) {
        double next = Double.POSITIVE_INFINITY;
        for (CompiledRule rule : rules) {
            if (rule.signal == signal && rule.rule.enabled() && rule.rule.above()) {
                for (double threshold : RuleCheck.inOrder(rule.rule)) {
                    next = threshold > value ? Math.min(next, threshold) : next;
                }
            }
        }
        return next;
    }

    /** The mildest threshold of a level that bounds a signal from above, over all rules; NaN if there is none. */
    public double upperLimit(Signal signal, LimitLevel level) {
        double limit = Double.NaN;
        for (CompiledRule rule : rules) {
            if (rule.signal == signal && rule.rule.enabled() && rule.rule.above()) {
                double threshold = RuleCheck.inOrder(rule.rule)[level.ordinal() - 1];
                limit = threshold < limit || Double.isNaN(limit) ? threshold : limit;
            }
        }
        return limit;
    }

    int placeOf(String ruleId) {
        for (int place = 0; place < rules.length; place++) {
            if (ruleId(place).equals(ruleId)) {
                return place;
            }
        }
        return -1;
    }
}
