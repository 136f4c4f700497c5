package space.penumbra.jobs.health;

import java.util.Arrays;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import space.penumbra.domain.telemetry.FleetTimeGuard;
import space.penumbra.wire.FrameCursor;

/** Takes records of a node topic as they are; of frames only the time of the first is looked at, for the watermark. */
final class NodeInputReader implements KafkaRecordDeserializationSchema<NodeInput> {

    private static final long serialVersionUID = 1L;
    private static final byte[] NONE = {};

    private final NodeTopic topic;
    private transient FleetTimeGuard[] guards;
    private transient FrameCursor frames;

    NodeInputReader(NodeTopic topic) {
        this.topic = topic;
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<NodeInput> out) {
        if (topic == NodeTopic.FRAMES) {
            out.collect(frame(record));
        } else if (record.value() != null) {
            out.collect(input(record, false, Long.MIN_VALUE));
        }
    }

    NodeInput frame(ConsumerRecord<byte[], byte[]> record) {
        if (frames == null) {
            frames = new FrameCursor();
        }
        long millis = frames.firstMillis(record.value(), record.key() == null ? NONE : record.key());
        if (millis == Long.MIN_VALUE) {
            return input(record, false, Long.MIN_VALUE);
        }
        FleetTimeGuard guard = guard(record.partition());
        boolean ahead = guard.ahead(millis, record.timestamp());
        return input(record, ahead, ahead || !guard.settled() ? Long.MIN_VALUE : millis);
    }

    private NodeInput input(ConsumerRecord<byte[], byte[]> record, boolean ahead, long watermarkMillis) {
        return new NodeInput(
                topic,
                record.partition(),
                record.offset(),
                record.timestamp(),
                ahead,
                record.key() == null ? NONE : record.key(),
                record.value() == null ? NONE : record.value(),
                watermarkMillis);
    }

    private FleetTimeGuard guard(int partition) {
        if (guards == null) {
            guards = new FleetTimeGuard[partition + 1];
        } else if (guards.length <= partition) {
            guards = Arrays.copyOf(guards, partition + 1);
        }
        if (guards[partition] == null) {
            guards[partition] = new FleetTimeGuard();
        }
        return guards[partition];
    }

    @Override
    public TypeInformation<NodeInput> getProducedType() {
        return new NodeInputType();
    }
}
