package space.penumbra.jobs.health;

import java.time.Duration;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import space.penumbra.domain.health.HealthMonitor;
import space.penumbra.jobs.Inflow;
import space.penumbra.jobs.JobSettings;
import space.penumbra.jobs.KafkaProperties;
import space.penumbra.jobs.Timeless;

/** Where the records about nodes come from. */
public final class HealthSources {

    private HealthSources() {}

    /** Watermarks of frames: event time of the fleet, less the disorder that is permitted. */
    public static WatermarkStrategy<NodeInput> frameWatermarks() {
        return WatermarkStrategy.<NodeInput>forBoundedOutOfOrderness(Duration.ofMillis(HealthMonitor.DISORDER_MILLIS))
                .withTimestampAssigner((input, broker) -> input.watermarkMillis)
                .withIdleness(Inflow.IDLE);
    }

    /**
     * The source of a node topic.
     *
     * @param job whose consumer group reads
     * @param bounded true to stop at the end of what is there now, for measurements
     */
    public static KafkaSource<NodeInput> source(JobSettings settings, String job, NodeTopic topic, boolean bounded) {
        Properties properties = KafkaProperties.consumer(settings);
        if (topic == NodeTopic.FRAMES) {
            // Packs are large: what a poll brings must die young, or the garbage collector copies it again and again.
            properties.putIfAbsent("max.partition.fetch.bytes", "2097152");
            properties.putIfAbsent("fetch.max.bytes", "16777216");
            properties.putIfAbsent("max.poll.records", "1000");
        }
        KafkaSourceBuilder<NodeInput> builder = KafkaSource.<NodeInput>builder()
                .setBootstrapServers(settings.bootstrap())
                .setGroupId(settings.group(job))
                .setClientIdPrefix(settings.group(job) + "-" + topic.topic().name())
                .setTopics(topic.topic().name())
                .setStartingOffsets(Inflow.offsets(
                        topic == NodeTopic.FRAMES && !bounded ? Inflow.Start.COMMITTED : Inflow.Start.BEGINNING))
                .setDeserializer(new NodeInputReader(topic))
                .setProperties(properties);
        return (bounded ? builder.setBounded(OffsetsInitializer.latest()) : builder).build();
    }

    /** Everything about nodes in one stream: frames, descriptions and hazard windows. */
    static DataStream<NodeInput> all(StreamExecutionEnvironment env, JobSettings settings) {
        return stream(env, settings, HealthJob.NAME, NodeTopic.FRAMES)
                .union(
                        stream(env, settings, HealthJob.NAME, NodeTopic.NODES),
                        stream(env, settings, HealthJob.NAME, NodeTopic.HAZARDS));
    }

    /** One node topic as a stream for a job; only frames carry event time. */
    public static DataStream<NodeInput> stream(
            StreamExecutionEnvironment env, JobSettings settings, String job, NodeTopic topic) {
        WatermarkStrategy<NodeInput> watermarks = topic == NodeTopic.FRAMES ? frameWatermarks() : Timeless.strategy();
        String name = topic.topic().name();
        return env.fromSource(source(settings, job, topic, false), watermarks, name)
                .uid(name + "-source");
    }
}
