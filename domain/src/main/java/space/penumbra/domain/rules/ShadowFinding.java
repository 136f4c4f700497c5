package space.penumbra.domain.rules;

import java.time.Instant;
import space.penumbra.domain.limits.LimitLevel;

/**
 * A rule in shadow, or the rule in force that is judged beside it, speaks of a node.
 *
 * @param ruleId the rule
 * @param number number of the version in shadow
 * @param liveNumber number of the version in force; 0 if there is none
 * @param ofShadow true if the version in shadow speaks, false if the one in force does
 * @param raised true if it was in limits before, false if it became worse
 * @param otherOpen whether the other of the two was outside its limits already before this frame
 * @param nodeId the node
 * @param level the level now
 * @param value the value that decided, in the reading's unit
 * @param limit the threshold that it reached, in the reading's unit
 * @param time event time of the frame
 */
public record ShadowFinding(
        String ruleId,
        long number,
        long liveNumber,
        boolean ofShadow,
        boolean raised,
        boolean otherOpen,
        String nodeId,
        LimitLevel level,
        double value,
        double limit,
        Instant time) {

    /** Identity of the version in shadow: {@code rule@number}. */
    public String key() {
        return ruleId + "@" + number;
    }
}
