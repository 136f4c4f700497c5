package space.penumbra.control.stream;

import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.migration.CommandEvent;
import space.penumbra.domain.migration.Proposal;
import space.penumbra.domain.operator.OperatorAction;

/**
 * Takes the event time out of the value; Kafka's own timestamp is when the broker took the record and says nothing about the
 * fleet. A value without a time keeps the time of its partition.
 */
public final class EventTime implements TimestampExtractor {

    private static final Map<Class<?>, Function<Object, Instant>> TIMES = Map.of(
            Proposal.class, value -> ((Proposal) value).time(),
            CommandEvent.class, value -> ((CommandEvent) value).time(),
            OperatorAction.class, value -> ((OperatorAction) value).time(),
            AlarmEvent.class, value -> ((AlarmEvent) value).time(),
            Workload.class, value -> ((Workload) value).time(),
            NodeStatus.class, value -> ((NodeStatus) value).time());

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        Function<Object, Instant> time =
                record.value() == null ? null : TIMES.get(record.value().getClass());
        return time == null
                ? Math.max(0, partitionTime)
                : Math.max(0, time.apply(record.value()).toEpochMilli());
    }
}
