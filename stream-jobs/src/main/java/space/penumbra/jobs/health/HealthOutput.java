package space.penumbra.jobs.health;

import org.apache.flink.streaming.api.datastream.DataStream;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.rules.ShadowCount;
import space.penumbra.domain.telemetry.RejectedRecord;
import space.penumbra.domain.wear.NodeWear;

/**
 * What the health job finds.
 *
 * @param alarms changes of alarm conditions
 * @param status health of nodes, on change and at a slow beat
 * @param wear ledger of nodes
 * @param rejected records that could not be used
 * @param shadows alarms that rules in shadow would have given, counted
 */
public record HealthOutput(
        DataStream<AlarmEvent> alarms,
        DataStream<NodeStatus> status,
        DataStream<NodeWear> wear,
        DataStream<RejectedRecord> rejected,
        DataStream<ShadowCount> shadows) {}
