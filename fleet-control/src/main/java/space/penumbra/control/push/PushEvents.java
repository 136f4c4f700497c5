package space.penumbra.control.push;

import java.util.Collection;
import space.penumbra.control.show.AlarmView;
import space.penumbra.control.show.CommandView;
import space.penumbra.control.show.IncidentView;
import space.penumbra.control.show.Json;
import space.penumbra.control.show.Positions;
import space.penumbra.control.view.FleetView;
import space.penumbra.control.view.Summaries;
import space.penumbra.domain.alarm.AlarmDeskEntry;
import space.penumbra.domain.alarm.Incident;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.migration.CommandEntry;

/** The server-sent events in the same shapes as REST. */
final class PushEvents {

    private PushEvents() {}

    static PushEvent status(FleetView view, Collection<NodeStatus> statuses) {
        return event("status", Positions.of(view, statuses));
    }

    static PushEvent alarm(FleetView view, AlarmDeskEntry entry) {
        return event("alarm", AlarmView.of(view, entry));
    }

    static PushEvent incident(Incident incident) {
        return event("incident", IncidentView.of(incident));
    }

    static PushEvent command(CommandEntry entry) {
        return event("command", CommandView.of(entry));
    }

    static PushEvent hold(FleetView view) {
        return event("hold", Summaries.hold(view));
    }

    static PushEvent hazard(FleetView view) {
        return event("hazard", Summaries.nextHour(view));
    }

    static PushEvent summary(FleetView view) {
        return event("summary", Summaries.of(view));
    }

    private static PushEvent event(String name, Object value) {
        return new PushEvent(name, Json.write(value));
    }
}
