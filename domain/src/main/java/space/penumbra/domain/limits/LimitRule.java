package space.penumbra.domain.limits;

import java.time.Instant;

/**
 * A limit on one reading, changed live through a topic. A threshold of {@code NaN} means that the level is not used.
 *
 * @param ruleId unique; a rule of the same id replaces the earlier one if its version is higher
 * @param profile the nodes it holds for: a limits profile, or {@code node:<id>} for one node alone
 * @param field field name of the reading, see {@link space.penumbra.domain.telemetry.Reading#field()}
 * @param above true if values above a threshold are bad, false if values below are
 * @param context where it holds
 * @param watch threshold of level WATCH, in the reading's unit
 * @param warning threshold of level WARNING
 * @param distress threshold of level DISTRESS
 * @param critical threshold of level CRITICAL
 * @param severe threshold of level SEVERE
 * @param hysteresis how far the value must come back before a level is left, in the reading's unit
 * @param persistence consecutive frames that must be outside before the alarm is raised, at least 1
 * @param enabled false switches the rule off without forgetting it
 * @param version counts the changes from 1
 * @param runbook what to do, one sentence or a link
 * @param time when it was changed
 */
public record LimitRule(
        String ruleId,
        String profile,
        String field,
        boolean above,
        LimitContext context,
        double watch,
        double warning,
        double distress,
        double critical,
        double severe,
        double hysteresis,
        int persistence,
        boolean enabled,
        long version,
        String runbook,
        Instant time) {

    /** The same limits under another version and time. */
    public LimitRule as(long newVersion, Instant newTime) {
        return new LimitRule(
                ruleId,
                profile,
                field,
                above,
                context,
                watch,
                warning,
                distress,
                critical,
                severe,
                hysteresis,
                persistence,
                enabled,
                newVersion,
                runbook,
                newTime);
    }
}
