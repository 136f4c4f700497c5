package space.penumbra.domain.rules;

import java.util.List;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.limits.LimitRule;

/**
 * What comes of somebody's wish to change a rule: the versions to be written, or the reason why not.
 *
 * @param outcome what came of it
 * @param why one sentence with what to do instead; empty if it is done
 * @param versions what is to be written, the version that was asked for first
 * @param inForce the rule that is to hold from now on; null if nothing changes in what holds
 */
public record RuleVerdict(
        Outcome outcome,
        String why,
        List<RuleVersion> versions,
        @Nullable LimitRule inForce) {

    /** What came of it. */
    public enum Outcome {
        DONE,
        /** No such version. */
        UNKNOWN,
        /** The version's state, or what is in force by now, does not allow it. */
        CONFLICT
    }

    static RuleVerdict done(@Nullable LimitRule inForce, List<RuleVersion> versions) {
        return new RuleVerdict(Outcome.DONE, "", List.copyOf(versions), inForce);
    }

    static RuleVerdict unknown(String why) {
        return new RuleVerdict(Outcome.UNKNOWN, why, List.of(), null);
    }

    static RuleVerdict conflict(String why) {
        return new RuleVerdict(Outcome.CONFLICT, why, List.of(), null);
    }

    /** The version that was asked for, as it is to be written. */
    public RuleVersion subject() {
        return versions.get(0);
    }
}
