package space.penumbra.domain.hazard;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.PlausibleTime;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.operator.OperatorAction;
import space.penumbra.domain.operator.OperatorVerb;

/**
 * Work on nodes that a person has planned.
 *
 * @param maintenanceId what it is known by
 * @param subject a node's id, {@code plane:<shell>/<number>}, or {@code fleet}
 * @param start its begin
 * @param end its end
 * @param reason in the person's own words
 * @param operator who planned it
 * @param calledOff true when it will not be
 */
public record Maintenance(
        String maintenanceId,
        String subject,
        Instant start,
        Instant end,
        String reason,
        String operator,
        boolean calledOff) {

    /** Subject of work on every node. */
    public static final String FLEET = "fleet";

    private static final String PLANE = "plane:";
    private static final String PLANNED_BY = "maintenance planned by ";

    /** What an operator's action plans or calls off; nothing when it is about something else or lacks what a plan needs. */
    public static Optional<Maintenance> of(OperatorAction action) {
        boolean plans = action.verb() == OperatorVerb.PLAN_MAINTENANCE;
        if (!plans && action.verb() != OperatorVerb.CANCEL_MAINTENANCE) {
            return Optional.empty();
        }
        try {
            String id = plans ? action.actionId() : action.parameters().getOrDefault("maintenance", "");
            Instant start = plans ? Instant.parse(action.parameters().getOrDefault("start", "")) : action.time();
            Instant end = plans ? Instant.parse(action.parameters().getOrDefault("end", "")) : action.time();
            boolean usable = !plans || end.isAfter(start) && PlausibleTime.holds(start) && PlausibleTime.holds(end);
            return usable
                    ? Optional.of(new Maintenance(
                            id, action.subject(), start, end, action.reason(), action.operator(), !plans))
                    : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Whether work on a subject is work on this node. */
    public static boolean names(String subject, NodeSpec node) {
        return subject.equals(node.nodeId())
                || subject.equals(FLEET)
                || subject.equals(PLANE + node.shell() + '/' + node.plane());
    }

    /** Whether a node is among those that are worked on; of one that nobody described only the id is known. */
    boolean concerns(String nodeId, @Nullable NodeSpec node) {
        return node != null ? names(subject, node) : subject.equals(nodeId) || subject.equals(FLEET);
    }

    /** The window of it, without identity. */
    HazardWindow window() {
        return new HazardWindow(
                "", HazardKind.MAINTENANCE, start, end, 0, 0, 1, 0, PLANNED_BY + operator + ": " + reason);
    }

    /** The person behind a window of maintenance, if its sentence names one. */
    public static Optional<String> plannedBy(HazardWindow window) {
        String said = window.detail();
        int end = said.indexOf(": ");
        return window.kind() == HazardKind.MAINTENANCE && said.startsWith(PLANNED_BY) && end > PLANNED_BY.length()
                ? Optional.of(said.substring(PLANNED_BY.length(), end))
                : Optional.empty();
    }
}
