package space.penumbra.domain.rules;

import java.time.Instant;
import space.penumbra.domain.limits.LimitRule;

/**
 * One version of a rule: its content, which never changes, and its state, which does. Immutable; a later state is a later value under the same
 * {@link #key()}.
 *
 * @param state where it is in its life
 * @param rule the content; its {@code version} is the number of this version
 * @param basedOn number of the version in force when this one was written; 0 if there was none
 * @param restores number of the version whose content this one brings back; 0 if it is new
 * @param author who wrote it
 * @param reason why it was written
 * @param time event time at which it was written
 * @param wallTime wall clock at which it was written
 * @param changedBy who gave it its state
 * @param changedWhy why
 * @param changedTime event time since which it has this state
 */
public record RuleVersion(
        RuleState state,
        LimitRule rule,
        long basedOn,
        long restores,
        String author,
        String reason,
        Instant time,
        Instant wallTime,
        String changedBy,
        String changedWhy,
        Instant changedTime) {

    static RuleVersion written(RuleState state, LimitRule rule, long basedOn, long restores, Signature by) {
        return new RuleVersion(
                state,
                rule,
                basedOn,
                restores,
                by.person(),
                by.reason(),
                by.time(),
                by.wallTime(),
                by.person(),
                by.reason(),
                by.time());
    }

    /** A rule that is in force although nobody wrote it down as a version: a default, or one set past fleet control. */
    public static RuleVersion inForce(LimitRule rule) {
        Signature nobody = new Signature("", "", rule.time(), rule.time());
        return written(RuleState.LIVE, rule, 0, 0, nobody);
    }

    /** Identity of the rule. */
    public String ruleId() {
        return rule.ruleId();
    }

    /** Number of this version among those of its rule, from 1. */
    public long number() {
        return rule.version();
    }

    /** Identity of this version: {@code rule@number}. */
    public String key() {
        return ruleId() + "@" + number();
    }

    /**
     * The same version in its next state.
     *
     * @throws IllegalStateException if the life of a version does not allow that
     */
    RuleVersion become(RuleState next, Signature by) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException("version " + key() + " is " + state + " and cannot become " + next);
        }
        return in(next, by.person(), by.reason(), by.time());
    }

    /** The same version seen in another state, because what is in force says so. */
    RuleVersion seenAs(RuleState next) {
        return state == next ? this : in(next, changedBy, changedWhy, changedTime);
    }

    private RuleVersion in(RuleState next, String by, String why, Instant since) {
        return new RuleVersion(next, rule, basedOn, restores, author, reason, time, wallTime, by, why, since);
    }
}
