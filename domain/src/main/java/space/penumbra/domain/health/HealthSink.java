package space.penumbra.domain.health;

import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.wear.WearSample;

/** Where the monitor's findings go. */
public interface HealthSink {

    void alarm(AlarmEvent event);

    void status(NodeStatus status);

    /** A frame shows something of a node's wear; for the ledger. */
    default void wear(WearSample sample) {
        // Most only listen for alarms.
    }
}
