package space.penumbra.control;

import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import space.penumbra.control.stream.ControlTopology;
import space.penumbra.control.stream.EventTime;
import space.penumbra.control.stream.Undecodable;

/** The Kafka Streams client with the settings that the gate needs. */
final class ControlStreams implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ControlStreams.class);

    private final KafkaStreams streams;

    ControlStreams(FleetControlSettings settings, Undecodable undecodable) {
        streams = new KafkaStreams(ControlTopology.define(settings.gateLimits(), undecodable), properties(settings));
        streams.setUncaughtExceptionHandler(problem -> {
            LOG.error("stream thread replaced", problem);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
    }

    /** The settings of Kafka Streams. */
    static Properties properties(FleetControlSettings settings) {
        Properties properties = new Properties();
        properties.putAll(settings.kafka());
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDir().toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, settings.commitMillis());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        // A second instance keeps the state warm, so that it takes over without reading it first. Alone this does
        // nothing.
        properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, 1);
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        properties.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, EventTime.class);
        properties.put(
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, LogAndContinueExceptionHandler.class);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), 50);
        // After a kill the partition is free after this time-out.
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
        // A fleet whose event time runs ahead of the wall clock must not be refused by our own topics.
        properties.put(
                StreamsConfig.topicPrefix(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG),
                Long.toString(Long.MAX_VALUE));
        return properties;
    }

    void start() {
        streams.start();
    }

    KafkaStreams.State state() {
        return streams.state();
    }

    /** Whether this instance is the writer: it holds the one partition in which everything is decided. */
    boolean writes() {
        return streams.metadataForLocalThreads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .flatMap(task -> task.topicPartitions().stream())
                .anyMatch(partition -> partition.topic().endsWith(ControlTopology.GATE_INPUT));
    }

    @Override
    public void close() {
        // Leaving tells the group at once that the partition is free: a restart need not wait for a time-out.
        streams.close(CloseOptions.timeout(Duration.ofSeconds(10))
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    }
}
