package space.penumbra.domain.limits;

import java.time.Instant;

/**
 * What a limit decided, with everything that a sentence about it needs.
 *
 * @param rule the rule
 * @param signal what it watches
 * @param before level before
 * @param level level after
 * @param occurrence counts the times that it was raised for this node, from 1
 * @param value the value that decided; NaN if the rule no longer holds
 * @param limit threshold of the graver of the two levels
 * @param surroundings where the node was
 */
public record LimitDecision(
        LimitRule rule,
        Signal signal,
        LimitLevel before,
        LimitLevel level,
        int occurrence,
        double value,
        double limit,
        Surroundings surroundings) {

    /** The end of an alarm whose rule no longer exists for the node. */
    static LimitDecision withdrawn(String ruleId, int packed, Surroundings now) {
        double none = Double.NaN;
        LimitRule gone = new LimitRule(
                ruleId,
                "",
                "",
                true,
                LimitContext.ANY,
                none,
                none,
                none,
                none,
                none,
                0,
                1,
                false,
                0,
                "",
                Instant.EPOCH);
        return new LimitDecision(
                gone,
                Signal.NONE,
                LimitState.level(packed),
                LimitLevel.IN_LIMITS,
                LimitState.occurrence(packed),
                none,
                none,
                now);
    }
}
