package space.penumbra.domain.alarm;

import java.time.Instant;
import space.penumbra.domain.limits.LimitLevel;

/**
 * A change of an alarm condition, as detection sees it. What people do with the alarm is kept by the alarm desk.
 *
 * @param alarmKey identity of the alarm: node id and rule id, joined by {@code /}
 * @param nodeId node that it speaks of
 * @param ruleId rule or detector that spoke
 * @param change raised, worsened, eased or returned to normal
 * @param level level after the change
 * @param occurrence counts the times this alarm was raised, from 1; constant until it has returned
 * @param value the value that decided, in {@code unit}; NaN if none
 * @param limit the threshold that it crossed; NaN if none
 * @param unit UCUM unit of both
 * @param context surroundings when it changed, such as {@code SUNLIT}
 * @param message one sentence for an operator, naming value, limit and context
 * @param historical true if it was found in late data: it informs and never actuates
 * @param time event time of the frame that decided
 */
public record AlarmEvent(
        String alarmKey,
        String nodeId,
        String ruleId,
        AlarmChange change,
        LimitLevel level,
        long occurrence,
        double value,
        double limit,
        String unit,
        String context,
        String message,
        boolean historical,
        Instant time) {

    /** The identity of the alarm that this rule raises for this node. */
    public static String key(String nodeId, String ruleId) {
        return nodeId + "/" + ruleId;
    }
}
