package space.penumbra.domain.health;

import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.fleet.NodeStatus;

/** Where the monitor's findings go. */
public interface HealthSink {

    void alarm(AlarmEvent event);

    void status(NodeStatus status);
}
