package space.penumbra.jobs.history;

import java.io.Serializable;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.alarm.DeliveryFailure;
import space.penumbra.domain.hazard.HazardSchedule;
import space.penumbra.domain.migration.ActionValue;
import space.penumbra.domain.migration.CommandEntry;
import space.penumbra.domain.telemetry.RejectedRecord;
import space.penumbra.domain.wear.NodeWear;
import space.penumbra.domain.weather.SpaceWeather;
import space.penumbra.jobs.Inflow;
import space.penumbra.jobs.Inflow.Start;
import space.penumbra.jobs.JobSettings;
import space.penumbra.jobs.Jobs;
import space.penumbra.jobs.WireTypes;
import space.penumbra.jobs.health.HealthSources;
import space.penumbra.jobs.health.NodeInput;
import space.penumbra.jobs.health.NodeTopic;
import space.penumbra.wire.Topic;
import space.penumbra.wire.Topics;

/**
 * Frames, alarms, commands and their worth, hazard windows, wear, space weather and what was diverted in; points of the history store
 * out.
 */
public final class HistoryJob {

    /** Name of the job. */
    public static final String NAME = "history";

    private HistoryJob() {}

    /** Adds the whole job, from topics to the store. */
    public static void define(StreamExecutionEnvironment env, JobSettings settings) {
        DataStream<NodeInput> nodes = HealthSources.stream(env, settings, NAME, NodeTopic.FRAMES)
                .union(HealthSources.stream(env, settings, NAME, NodeTopic.NODES));
        DataStream<HazardSchedule> hazards = table(env, settings, Topics.HAZARDS_WINDOWS, HazardSchedule.class);
        DataStream<String> lines = frames(nodes, settings.historyIntervalSeconds())
                .union(
                        hazards(hazards),
                        diversions(env, settings),
                        lines("alarm", stream(env, settings, Topics.ALARMS_EVENTS, AlarmEvent.class), Lines::alarm),
                        lines(
                                "command",
                                stream(env, settings, Topics.COMMANDS_LEDGER, CommandEntry.class),
                                Lines::command),
                        lines("value", stream(env, settings, Topics.MIGRATIONS_VALUE, ActionValue.class), Lines::value),
                        lines("wear", stream(env, settings, Topics.FLEET_HEALTH, NodeWear.class), Lines::wear),
                        lines(
                                "weather",
                                stream(env, settings, Topics.SPACE_WEATHER, SpaceWeather.class),
                                Lines::weather));
        lines.sinkTo(new StoreSink(settings)).name("history store").uid("store-sink");
    }

    static DataStream<String> frames(DataStream<NodeInput> nodes, int intervalSeconds) {
        return nodes.keyBy(NodeInput::node, Types.STRING)
                .process(new DownSampling(intervalSeconds), Types.STRING)
                .name("down-sample frames")
                .uid("down-sampling");
    }

    private static DataStream<String> hazards(DataStream<HazardSchedule> hazards) {
        return hazards.keyBy(HazardSchedule::nodeId, Types.STRING)
                .process(new HazardPoints(), Types.STRING)
                .name("points of hazards")
                .uid("hazard-points");
    }

    private static DataStream<String> diversions(StreamExecutionEnvironment env, JobSettings settings) {
        TypeInformation<Diversion> type = TypeInformation.of(Diversion.class);
        DataStream<Diversion> rejected = stream(env, settings, Topics.TELEMETRY_REJECTED, RejectedRecord.class)
                .map(Diversion::of, type)
                .name("rejected records")
                .uid("rejected-diversions");
        DataStream<Diversion> undelivered = stream(env, settings, Topics.WEBHOOKS_UNDELIVERED, DeliveryFailure.class)
                .map(Diversion::of, type)
                .name("undelivered messages")
                .uid("undelivered-diversions");
        return diversions(rejected.union(undelivered));
    }

    static DataStream<String> diversions(DataStream<Diversion> diversions) {
        return diversions
                .keyBy(Diversion::series, Types.STRING)
                .process(new DiversionCounts(), Types.STRING)
                .name("points of diversions")
                .uid("diversion-points");
    }

    private static <T extends Record> DataStream<T> table(
            StreamExecutionEnvironment env, JobSettings settings, Topic<T> topic, Class<T> type) {
        return Inflow.table(env, settings, NAME, topic, WireTypes.of(type)).values();
    }

    private static <T extends Record> DataStream<T> stream(
            StreamExecutionEnvironment env, JobSettings settings, Topic<T> topic, Class<T> type) {
        // Time plays no part in what becomes of these.
        return Inflow.untimed(env, settings, NAME, topic, WireTypes.of(type), Start.COMMITTED)
                .values();
    }

    private static <T> DataStream<String> lines(String measurement, DataStream<T> values, ToLines<T> toLines) {
        return values.flatMap(new Flat<>(toLines), Types.STRING)
                .name("points of " + measurement + "s")
                .uid(measurement + "-points");
    }

    /** Makes lines of a value. */
    interface ToLines<T> extends Serializable {
        void make(T value, Consumer<String> out);
    }

    private static final class Flat<T> implements FlatMapFunction<T, String> {

        private static final long serialVersionUID = 1L;

        private final ToLines<T> toLines;

        Flat(ToLines<T> toLines) {
            this.toLines = toLines;
        }

        @Override
        public void flatMap(T value, Collector<String> out) {
            toLines.make(value, out::collect);
        }
    }

    public static void main(String[] args) throws Exception {
        Jobs.run(NAME, HistoryJob::define, args);
    }
}
