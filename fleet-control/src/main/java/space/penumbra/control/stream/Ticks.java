package space.penumbra.control.stream;

import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import space.penumbra.domain.fleet.NodeStatus;

/** Thins the node status of the fleet to the beat of its event time: one tick whenever that has moved on. */
final class Ticks extends ContextualProcessor<String, NodeStatus, String, ControlInput> {

    private static final Duration STEP = Duration.ofSeconds(2);

    private Instant last = Instant.EPOCH;

    @Override
    public void process(Record<String, NodeStatus> status) {
        NodeStatus value = status.value();
        if (value != null && !value.time().isBefore(last.plus(STEP))) {
            last = value.time();
            context().forward(status.withKey(ControlTopology.ONE_KEY).withValue(ControlInput.tick(last)));
        }
    }
}
