package space.penumbra.control.view;

import space.penumbra.domain.alarm.AlarmDeskEntry;
import space.penumbra.domain.migration.CommandEntry;

/** Hears of what changed in the view; called by the thread that feeds it, so it must be quick and must not throw. */
public interface FleetListener {

    /** A node's status is new. */
    void status(String nodeId);

    void alarm(AlarmDeskEntry entry);

    /** An incident has opened, changed or closed. */
    void incident(String incidentId);

    void command(CommandEntry entry);

    /** HOLD was set or released. */
    void hold();
}
