package space.penumbra.domain.alarm;

import java.time.Instant;
import java.util.Optional;
import space.penumbra.domain.hazard.HazardKind;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.operator.OperatorAction;

/**
 * Alarms of one cause that were raised close together: one thing for a person, however many nodes it strikes.
 *
 * @param incidentId cause and first raise; the subject of what people do with all members at once
 * @param ruleId the rule or detector that raised every member
 * @param scope one node, one plane, or more
 * @param place the node or the plane ({@code shell/number}); empty for the fleet
 * @param hazard what most members were in when they were raised; empty if there is no such hazard
 * @param firstRaised event time of the first raise
 * @param lastRaised event time of the last raise; whatever is raised within {@link IncidentBook#WINDOW} of the two joins
 * @param level gravest present level of the open members; IN_LIMITS when none is open
 * @param worst gravest level that any member ever had
 * @param nodes nodes that were ever struck
 * @param alarms alarms that ever joined
 * @param open members on the desk: their condition holds or nobody has seen it, and nobody put them aside
 * @param unacknowledged open members that wait for an acknowledgement
 * @param example the message of the gravest open member, of the last one heard if none is open
 * @param changed event time of the last change of any member
 */
public record Incident(
        String incidentId,
        String ruleId,
        IncidentScope scope,
        String place,
        Optional<HazardKind> hazard,
        Instant firstRaised,
        Instant lastRaised,
        LimitLevel level,
        LimitLevel worst,
        int nodes,
        int alarms,
        int open,
        int unacknowledged,
        String example,
        Instant changed) {

    /** What every incident id begins with, and no alarm key. */
    public static final String PREFIX = "INC:";

    static String id(String ruleId, Instant firstRaised) {
        return PREFIX + ruleId + "@" + firstRaised;
    }

    /** Whether the desk still has something of it. */
    public boolean isOpen() {
        return open > 0;
    }

    /** Whether this action speaks of an incident and not of one alarm. */
    public static boolean concerns(OperatorAction action) {
        return action.subject().startsWith(PREFIX);
    }
}
