package space.penumbra.jobs.health;

import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.limits.LimitRule;
import space.penumbra.domain.residual.FalseAlarmBudget;
import space.penumbra.domain.telemetry.RejectedRecord;
import space.penumbra.domain.wear.NodeWear;
import space.penumbra.domain.wear.WearSample;
import space.penumbra.jobs.Inflow;
import space.penumbra.jobs.JobSettings;
import space.penumbra.jobs.Jobs;
import space.penumbra.jobs.Outflow;
import space.penumbra.jobs.WireTypes;
import space.penumbra.wire.Topics;

/** Telemetry frames, node descriptions, hazard windows and rules in; alarms, node status, wear and rejected records out. */
public final class HealthJob {

    /** Name of the job. */
    public static final String NAME = "health";

    private HealthJob() {}

    /** Adds the whole job, from topics to topics. */
    public static void define(StreamExecutionEnvironment env, JobSettings settings) {
        Inflow<LimitRule> rules =
                Inflow.table(env, settings, NAME, Topics.RULES_DEFINITIONS, WireTypes.of(LimitRule.class));
        HealthOutput found = monitor(HealthSources.all(env, settings), rules.values(), settings.falseAlarms());
        Outflow.to(found.alarms(), settings, NAME, Topics.ALARMS_EVENTS, AlarmEvent::alarmKey);
        Outflow.to(found.status(), settings, NAME, Topics.FLEET_STATUS, NodeStatus::nodeId);
        Outflow.to(found.wear(), settings, NAME, Topics.FLEET_HEALTH, NodeWear::nodeId);
        DataStream<RejectedRecord> rejected = found.rejected().union(rules.rejected());
        Outflow.to(rejected, settings, NAME, Topics.TELEMETRY_REJECTED, RejectedRecord::key);
    }

    /** The job between its sources and its sinks: for {@link #define}, for tests and for measurements. */
    public static HealthOutput monitor(DataStream<NodeInput> nodes, DataStream<LimitRule> rules) {
        return monitor(nodes, rules, FalseAlarmBudget.DEFAULT.alarmsPerThousandNodeDays());
    }

    private static HealthOutput monitor(DataStream<NodeInput> nodes, DataStream<LimitRule> rules, double falseAlarms) {
        SingleOutputStreamOperator<AlarmEvent> alarms = nodes.keyBy(NodeInput::node, Types.STRING)
                .connect(rules.broadcast(HealthFunction.RULES))
                .process(new HealthFunction(falseAlarms), WireTypes.of(AlarmEvent.class))
                .name("health of nodes")
                .uid("health");
        SingleOutputStreamOperator<NodeWear> wear = alarms.getSideOutput(HealthFunction.WEAR)
                .keyBy(WearSample::nodeId, Types.STRING)
                .process(new LedgerFunction(), WireTypes.of(NodeWear.class))
                .name("wear of nodes")
                .uid("wear");
        return new HealthOutput(
                alarms,
                alarms.getSideOutput(HealthFunction.STATUS),
                wear,
                alarms.getSideOutput(HealthFunction.REJECTED));
    }

    public static void main(String[] args) throws Exception {
        Jobs.run(NAME, HealthJob::define, args);
    }
}
