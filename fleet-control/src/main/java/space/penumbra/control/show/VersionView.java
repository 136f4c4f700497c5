package space.penumbra.control.show;

import java.time.Instant;
import space.penumbra.domain.limits.LimitRule;
import space.penumbra.domain.limits.Signal;
import space.penumbra.domain.rules.RuleState;
import space.penumbra.domain.rules.RuleVersion;

/**
 * A version of a rule as the REST interface shows it: its components with identity and unit beside them.
 *
 * @param unit UCUM unit of the thresholds
 */
public record VersionView(
        String ruleId,
        long number,
        RuleState state,
        String unit,
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

    public static VersionView of(RuleVersion version) {
        return new VersionView(
                version.ruleId(),
                version.number(),
                version.state(),
                Signal.ofField(version.rule().field()).map(Signal::unit).orElse(""),
                version.rule(),
                version.basedOn(),
                version.restores(),
                version.author(),
                version.reason(),
                version.time(),
                version.wallTime(),
                version.changedBy(),
                version.changedWhy(),
                version.changedTime());
    }
}
