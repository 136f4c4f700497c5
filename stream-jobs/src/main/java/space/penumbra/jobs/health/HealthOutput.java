package space.penumbra.jobs.health;

import org.apache.flink.streaming.api.datastream.DataStream;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.telemetry.RejectedRecord;

/**
 * What the health job finds.
 *
 * @param alarms changes of alarm conditions
 * @param status health of nodes, on change and at a slow beat
 * @param rejected records that could not be used
 */
public record HealthOutput(
        DataStream<AlarmEvent> alarms, DataStream<NodeStatus> status, DataStream<RejectedRecord> rejected) {}
