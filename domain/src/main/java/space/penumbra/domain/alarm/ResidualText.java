package space.penumbra.domain.alarm;

import java.time.Instant;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.limits.Surroundings;
import space.penumbra.domain.residual.Cause;

/** What an operator reads when readings are not what physics explains. */
public final class ResidualText {

    private ResidualText() {}

    /**
     * The event of a finding.
     *
     * @param value score of the detector that decided
     * @param limit its threshold
     * @param evidence what speaks for it
     */
    public static AlarmEvent event(
            String nodeId,
            Cause cause,
            LimitLevel before,
            LimitLevel level,
            long occurrence,
            double value,
            double limit,
            String evidence,
            Surroundings surroundings,
            Instant time) {
        String message = level == LimitLevel.IN_LIMITS
                ? "Readings are what physics explains again."
                : cause.hint() + " Evidence: " + evidence + ".";
        return new AlarmEvent(
                AlarmEvent.key(nodeId, cause.ruleId()),
                nodeId,
                cause.ruleId(),
                AlarmChange.between(before, level),
                level,
                occurrence,
                value,
                limit,
                "1",
                surroundings.name(),
                message,
                false,
                time);
    }
}
