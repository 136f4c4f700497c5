package space.penumbra.producers.live;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import space.penumbra.domain.fleet.FleetClock;
import space.penumbra.producers.publish.TopicReader;
import space.penumbra.wire.Topics;
import space.penumbra.wire.UndecodableException;

/**
 * The event time of the fleet that a real host joins: that of the cluster's latest clock, or the wall clock where none was published. Follows the
 * clock for as long as it is open; {@link #refresh} by one thread, {@link #at} by any.
 */
public final class FleetTime implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FleetTime.class);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private volatile FleetClock clock;

    private FleetTime(KafkaConsumer<byte[], byte[]> consumer, FleetClock clock) {
        this.consumer = consumer;
        this.clock = clock;
    }

    /** Reads the latest clock of the cluster and follows it. */
    public static FleetTime following(String bootstrap) {
        KafkaConsumer<byte[], byte[]> consumer = TopicReader.consumer(bootstrap, "penumbra-fleet-time");
        try {
            List<TopicPartition> partitions = TopicReader.partitions(consumer, Topics.FLEET_CLOCK);
            FleetTime time = new FleetTime(consumer, FleetClock.WALL);
            TopicReader.readThrough(consumer, partitions, Map.of(), time::take);
            return time;
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /** A fixed clock, for tests and for a fleet that lives on the wall clock. */
    public static FleetTime fixed(FleetClock clock) {
        return new FleetTime(null, clock);
    }

    /** Takes what the clock's topic has brought since the last call. */
    public void refresh() {
        if (consumer != null) {
            consumer.poll(Duration.ZERO).forEach(this::take);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            clock = Topics.FLEET_CLOCK.codec().decode(record.value());
        } catch (UndecodableException e) {
            LOG.warn("A record of fleet.clock at offset {} is no clock: {}", record.offset(), e.getMessage());
        }
    }

    /** Event time when the wall clock shows this. */
    public Instant at(Instant wall) {
        return clock.eventTimeAt(wall);
    }

    /** Seconds of event time per second of the wall clock. */
    public double speed() {
        return clock.speed();
    }

    @Override
    public void close() {
        if (consumer != null) {
            consumer.close();
        }
    }
}
