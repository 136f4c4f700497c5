package space.penumbra.jobs;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import space.penumbra.domain.telemetry.RejectedRecord;
import space.penumbra.domain.telemetry.RejectionReason;
import space.penumbra.wire.Topic;

/**
 * What flows into a job from a topic: the values, and apart from them the records that could not be read. A record that
 * cannot be read never stops a job.
 *
 * @param values decoded values with event time and watermarks
 * @param rejected records that are none, with the reason
 * @param <T> type of the values
 */
public record Inflow<T>(DataStream<T> values, DataStream<RejectedRecord> rejected) {

    /** How far the records of a topic may be out of order in event time. */
    public static final Duration DISORDER = Duration.ofSeconds(60);

    /** Wall-clock time after which a partition without records no longer holds back the others. */
    public static final Duration IDLE = Duration.ofSeconds(2);

    /** Where a job without saved state begins to read. */
    public enum Start {
        /** At the beginning: for tables, whose whole content is wanted. */
        BEGINNING,
        /** Where the consumer group stood: for streams, whose past was dealt with. */
        COMMITTED
    }

    /** Event time of a value. */
    public interface TimeOf<T> extends Function<T, Instant>, Serializable {}

    /**
     * Reads a topic. The operators' identities are {@code <topic>-source} and {@code <topic>-decode}.
     *
     * @param type type of the values, for Flink
     * @param time event time of a value
     */
    public static <T> Inflow<T> from(
            StreamExecutionEnvironment env,
            JobSettings settings,
            String job,
            Topic<T> topic,
            TypeInformation<T> type,
            Start start,
            TimeOf<T> time) {
        WatermarkStrategy<Received<T>> watermarks = WatermarkStrategy.<Received<T>>forBoundedOutOfOrderness(DISORDER)
                .withTimestampAssigner((received, broker) -> received.value() == null
                        ? Long.MIN_VALUE
                        : time.apply(received.value()).toEpochMilli())
                .withIdleness(IDLE);
        return read(env, settings, job, topic, type, start, watermarks);
    }

    /**
     * Reads a topic from its beginning as a table: its records stand outside of time and never hold back the streams that
     * they are joined with.
     *
     * @param type type of the values, for Flink
     */
    public static <T> Inflow<T> table(
            StreamExecutionEnvironment env, JobSettings settings, String job, Topic<T> topic, TypeInformation<T> type) {
        return untimed(env, settings, job, topic, type, Start.BEGINNING);
    }

    /** Reads a topic whose records stand outside of time, from where the job says. */
    public static <T> Inflow<T> untimed(
            StreamExecutionEnvironment env,
            JobSettings settings,
            String job,
            Topic<T> topic,
            TypeInformation<T> type,
            Start start) {
        return read(env, settings, job, topic, type, start, Timeless.strategy());
    }

    private static <T> Inflow<T> read(
            StreamExecutionEnvironment env,
            JobSettings settings,
            String job,
            Topic<T> topic,
            TypeInformation<T> type,
            Start start,
            WatermarkStrategy<Received<T>> watermarks) {
        KafkaSource<Received<T>> source = KafkaSource.<Received<T>>builder()
                .setBootstrapServers(settings.bootstrap())
                .setGroupId(settings.group(job))
                .setClientIdPrefix(settings.group(job) + "-" + topic.name())
                .setTopics(topic.name())
                .setStartingOffsets(offsets(start))
                .setDeserializer(new TopicDeserializer<>(topic.name()))
                .setProperties(KafkaProperties.consumer(settings))
                .build();
        OutputTag<RejectedRecord> rejected = new OutputTag<>("rejected", WireTypes.of(RejectedRecord.class));
        SingleOutputStreamOperator<T> values = env.fromSource(source, watermarks, topic.name())
                .uid(topic.name() + "-source")
                .process(new Decided<>(rejected), type)
                .name("decode " + topic.name())
                .uid(topic.name() + "-decode");
        return new Inflow<>(values, values.getSideOutput(rejected));
    }

    /** Where to begin, in the connector's words, which ask for a class that the client has deprecated. */
    @SuppressWarnings("deprecation")
    public static OffsetsInitializer offsets(Start start) {
        return start == Start.BEGINNING
                ? OffsetsInitializer.earliest()
                : OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
    }

    private static final class Decided<T> extends ProcessFunction<Received<T>, T> {

        private static final long serialVersionUID = 1L;

        private final OutputTag<RejectedRecord> rejected;

        Decided(OutputTag<RejectedRecord> rejected) {
            this.rejected = rejected;
        }

        @Override
        public void processElement(Received<T> received, Context context, Collector<T> out) {
            if (received.value() != null) {
                out.collect(received.value());
            } else {
                context.output(rejected, received.raw().rejected(RejectionReason.UNDECODABLE, received.problem()));
            }
        }
    }
}
