package space.penumbra.control.show;

import java.time.Instant;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.alarm.Incident;
import space.penumbra.domain.alarm.IncidentScope;
import space.penumbra.domain.hazard.HazardKind;
import space.penumbra.domain.limits.LimitLevel;

/** An incident as the console shows it. */
public record IncidentView(
        String incidentId,
        String ruleId,
        IncidentScope scope,
        String place,
        @Nullable HazardKind hazard,
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

    /** The view of an incident. */
    public static IncidentView of(Incident incident) {
        return new IncidentView(
                incident.incidentId(),
                incident.ruleId(),
                incident.scope(),
                incident.place(),
                incident.hazard().orElse(null),
                incident.firstRaised(),
                incident.lastRaised(),
                incident.level(),
                incident.worst(),
                incident.nodes(),
                incident.alarms(),
                incident.open(),
                incident.unacknowledged(),
                incident.example(),
                incident.changed());
    }
}
