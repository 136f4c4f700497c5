package space.penumbra.jobs.forecasts;

import java.time.Duration;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.hazard.HazardSchedule;
import space.penumbra.domain.telemetry.RejectedRecord;
import space.penumbra.domain.weather.SpaceWeather;
import space.penumbra.jobs.EventClock;
import space.penumbra.jobs.Inflow;
import space.penumbra.jobs.JobSettings;
import space.penumbra.jobs.Jobs;
import space.penumbra.jobs.Outflow;
import space.penumbra.jobs.WireTypes;
import space.penumbra.orbit.elements.MeanElements;
import space.penumbra.wire.Topic;
import space.penumbra.wire.Topics;

/**
 * Receives orbital elements and space weather; decides when each node will be without Sun, in the South Atlantic Anomaly or in reach of solar
 * protons; emits its schedule of hazards whenever that is news.
 */
public final class ForecastsJob {

    public static final String NAME = "forecasts";

    private static final TypeInformation<OrbitFact> FACT = WireTypes.of(OrbitFact.class);

    private ForecastsJob() {}

    /** Adds the job to an environment. */
    public static void define(StreamExecutionEnvironment env, JobSettings settings) {
        Inflow<MeanElements> elements =
                read(env, settings, Topics.ORBIT_ELEMENTS, MeanElements.class, MeanElements::epoch);
        Inflow<NodeSpec> nodes = read(env, settings, Topics.FLEET_NODES, NodeSpec.class, NodeSpec::time);
        Inflow<NodeStatus> statuses = read(env, settings, Topics.FLEET_STATUS, NodeStatus.class, NodeStatus::time);
        Inflow<SpaceWeather> weather =
                read(env, settings, Topics.SPACE_WEATHER, SpaceWeather.class, SpaceWeather::time);

        DataStream<OrbitFact> facts = EventClock.follows(elements.values(), Topics.ORBIT_ELEMENTS.name())
                .map(OrbitFact::of)
                .returns(FACT)
                .name("orbits")
                .uid("orbits")
                .union(retired(nodes), clock(statuses));
        SingleOutputStreamOperator<HazardSchedule> schedules = facts.keyBy(OrbitFact::nodeId, Types.STRING)
                .connect(EventClock.follows(weather.values(), Topics.SPACE_WEATHER.name())
                        .broadcast(NodeForecast.STORM))
                .process(
                        new NodeForecast(Duration.ofHours(settings.horizonHours())), WireTypes.of(HazardSchedule.class))
                .name("forecast")
                .uid("forecast");
        Outflow.to(schedules, settings, NAME, Topics.HAZARDS_WINDOWS, HazardSchedule::nodeId);

        DataStream<RejectedRecord> rejected = schedules
                .getSideOutput(NodeForecast.REJECTED)
                .union(elements.rejected(), nodes.rejected(), statuses.rejected(), weather.rejected());
        Outflow.to(rejected, settings, NAME, Topics.TELEMETRY_REJECTED, RejectedRecord::key);
    }

    public static void main(String[] args) throws Exception {
        Jobs.run(NAME, ForecastsJob::define, args);
    }

    private static DataStream<OrbitFact> retired(Inflow<NodeSpec> nodes) {
        return EventClock.follows(nodes.values(), Topics.FLEET_NODES.name())
                .filter(NodeSpec::retired)
                .name("out of service")
                .uid("out-of-service")
                .map(OrbitFact::of)
                .returns(FACT)
                .name("retired nodes")
                .uid("retired-nodes");
    }

    /** No facts, only their time: a status says how late it is wherever the fleet is. */
    private static DataStream<OrbitFact> clock(Inflow<NodeStatus> statuses) {
        return EventClock.leads(statuses.values(), NodeStatus::time, Topics.FLEET_STATUS.name())
                .filter(status -> false)
                .name("time alone")
                .uid("time-alone")
                .map(status -> OrbitFact.of((NodeSpec) null))
                .returns(FACT)
                .name("clock")
                .uid("clock");
    }

    private static <T extends Record> Inflow<T> read(
            StreamExecutionEnvironment env,
            JobSettings settings,
            Topic<T> topic,
            Class<T> type,
            Inflow.TimeOf<T> time) {
        return Inflow.from(env, settings, NAME, topic, WireTypes.of(type), Inflow.Start.BEGINNING, time);
    }
}
