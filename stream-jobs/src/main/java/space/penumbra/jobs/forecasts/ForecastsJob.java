package space.penumbra.jobs.forecasts;

import java.time.Duration;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.hazard.HazardSchedule;
import space.penumbra.domain.hazard.Maintenance;
import space.penumbra.domain.limits.LimitRule;
import space.penumbra.domain.operator.OperatorAction;
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
 * Receives orbital elements, space weather, node status and operators' plans; decides when each node will be without Sun, in the South Atlantic
 * Anomaly, in reach of solar protons, too hot, out of power, in or out of contact, or worked on; emits its schedule of hazards whenever that is
 * news.
 */
public final class ForecastsJob {

    public static final String NAME = "forecasts";

    private static final TypeInformation<NodeFact> FACT = WireTypes.of(NodeFact.class);

    private static final TypeInformation<Notice> NOTICE = WireTypes.of(Notice.class);

    private ForecastsJob() {}

    /** Adds the job to an environment. */
    public static void define(StreamExecutionEnvironment env, JobSettings settings) {
        Inflow<MeanElements> elements =
                read(env, settings, Topics.ORBIT_ELEMENTS, MeanElements.class, MeanElements::epoch);
        Inflow<NodeSpec> nodes = read(env, settings, Topics.FLEET_NODES, NodeSpec.class, NodeSpec::time);
        Inflow<NodeStatus> statuses = read(env, settings, Topics.FLEET_STATUS, NodeStatus.class, NodeStatus::time);
        Inflow<SpaceWeather> weather =
                read(env, settings, Topics.SPACE_WEATHER, SpaceWeather.class, SpaceWeather::time);
        Inflow<LimitRule> rules = read(env, settings, Topics.RULES_DEFINITIONS, LimitRule.class, LimitRule::time);
        Inflow<OperatorAction> actions =
                read(env, settings, Topics.OPERATOR_ACTIONS, OperatorAction.class, OperatorAction::time);

        DataStream<NodeFact> places = follows(elements, Topics.ORBIT_ELEMENTS, NodeFact::of, FACT)
                .union(follows(nodes, Topics.FLEET_NODES, NodeFact::of, FACT));
        DataStream<NodeFact> facts = places.union(leads(statuses), neighbours(places));
        DataStream<Notice> notices = follows(weather, Topics.SPACE_WEATHER, Notice::of, NOTICE)
                .union(
                        follows(rules, Topics.RULES_DEFINITIONS, Notice::of, NOTICE),
                        EventClock.follows(actions.values(), Topics.OPERATOR_ACTIONS.name())
                                .flatMap((OperatorAction action, Collector<Notice> out) ->
                                        Maintenance.of(action).map(Notice::of).ifPresent(out::collect))
                                .returns(NOTICE)
                                .name("plans")
                                .uid("plans"));
        SingleOutputStreamOperator<HazardSchedule> schedules = facts.keyBy(NodeFact::nodeId, Types.STRING)
                .connect(notices.broadcast(Notices.ALL.toArray(MapStateDescriptor[]::new)))
                .process(
                        new NodeForecast(
                                Duration.ofHours(settings.horizonHours()),
                                Duration.ofMinutes(settings.leadMinutes()),
                                settings.groundStations()),
                        WireTypes.of(HazardSchedule.class))
                .name("forecast")
                .uid("forecast");
        Outflow.to(schedules, settings, NAME, Topics.HAZARDS_WINDOWS, HazardSchedule::nodeId);

        DataStream<RejectedRecord> rejected = schedules
                .getSideOutput(NodeForecast.REJECTED)
                .union(
                        elements.rejected(),
                        nodes.rejected(),
                        statuses.rejected(),
                        weather.rejected(),
                        rules.rejected(),
                        actions.rejected());
        Outflow.to(rejected, settings, NAME, Topics.TELEMETRY_REJECTED, RejectedRecord::key);
    }

    public static void main(String[] args) throws Exception {
        Jobs.run(NAME, ForecastsJob::define, args);
    }

    /** Who flies next to whom: each node tells the keepers of its plane and of those beside it, and they tell it of its neighbours. */
    private static DataStream<NodeFact> neighbours(DataStream<NodeFact> places) {
        DataStream<NodeFact> found = places.keyBy(NodeFact::nodeId, Types.STRING)
                .process(new NodePlaces(), WireTypes.of(PlaneFact.class))
                .name("places")
                .uid("places")
                .keyBy(PlaneFact::kept, Types.STRING)
                .process(new PlaneNeighbours(), FACT)
                .name("neighbours")
                .uid("neighbours");
        return EventClock.follows(found, "neighbours");
    }

    private static <T extends Record, R> DataStream<R> follows(
            Inflow<T> inflow, Topic<T> topic, MapFunction<T, R> fact, TypeInformation<R> type) {
        return EventClock.follows(inflow.values(), topic.name())
                .map(fact)
                .returns(type)
                .name("facts of " + topic.name())
                .uid(topic.name() + "-facts");
    }

    /** Statuses say how late it is wherever the fleet is. */
    private static DataStream<NodeFact> leads(Inflow<NodeStatus> statuses) {
        return EventClock.leads(statuses.values(), NodeStatus::time, Topics.FLEET_STATUS.name())
                .map(NodeFact::of)
                .returns(FACT)
                .name("facts of " + Topics.FLEET_STATUS.name())
                .uid(Topics.FLEET_STATUS.name() + "-facts");
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
