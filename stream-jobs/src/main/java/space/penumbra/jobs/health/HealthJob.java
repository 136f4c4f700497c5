package space.penumbra.jobs.health;

import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.limits.LimitRule;
import space.penumbra.domain.residual.FalseAlarmBudget;
import space.penumbra.domain.rules.RuleState;
import space.penumbra.domain.rules.RuleVersion;
import space.penumbra.domain.rules.ShadowCount;
import space.penumbra.domain.telemetry.RejectedRecord;
import space.penumbra.domain.wear.NodeWear;
import space.penumbra.domain.wear.WearSample;
import space.penumbra.jobs.Inflow;
import space.penumbra.jobs.JobSettings;
import space.penumbra.jobs.Jobs;
import space.penumbra.jobs.Outflow;
import space.penumbra.jobs.WireTypes;
import space.penumbra.wire.Topics;

/**
 * Telemetry frames, node descriptions, hazard windows and rules in; alarms, node status, wear, counts of rules in shadow and rejected
 * records out.
 */
public final class HealthJob {

    /** Name of the job. */
    public static final String NAME = "health";

    private HealthJob() {}

    /** Adds the whole job, from topics to topics. */
    public static void define(StreamExecutionEnvironment env, JobSettings settings) {
        Inflow<LimitRule> rules =
                Inflow.table(env, settings, NAME, Topics.RULES_DEFINITIONS, WireTypes.of(LimitRule.class));
        Inflow<RuleVersion> versions =
                Inflow.table(env, settings, NAME, Topics.RULES_VERSIONS, WireTypes.of(RuleVersion.class));
        HealthOutput found =
                monitor(HealthSources.all(env, settings), rules.values(), versions.values(), settings.falseAlarms());
        Outflow.to(found.alarms(), settings, NAME, Topics.ALARMS_EVENTS, AlarmEvent::alarmKey);
        Outflow.to(found.status(), settings, NAME, Topics.FLEET_STATUS, NodeStatus::nodeId);
        Outflow.to(found.wear(), settings, NAME, Topics.FLEET_HEALTH, NodeWear::nodeId);
        Outflow.to(found.shadows(), settings, NAME, Topics.RULES_SHADOW, ShadowCount::key);
        DataStream<RejectedRecord> rejected = found.rejected().union(rules.rejected(), versions.rejected());
        Outflow.to(rejected, settings, NAME, Topics.TELEMETRY_REJECTED, RejectedRecord::key);
    }

    /** The job between its sources and its sinks, without versions of rules: for measurements. */
    public static HealthOutput monitor(DataStream<NodeInput> nodes, DataStream<LimitRule> rules) {
        return find(nodes, inForce(rules), FalseAlarmBudget.DEFAULT.alarmsPerThousandNodeDays());
    }

    /**
     * The job between its sources and its sinks.
     *
     * @param rules the rules in force
     * @param versions every version of every rule, of which those in shadow are tried
     */
    private static HealthOutput monitor(
            DataStream<NodeInput> nodes,
            DataStream<LimitRule> rules,
            DataStream<RuleVersion> versions,
            double falseAlarms) {
        // What is in force is said by the rules in force alone.
        DataStream<RuleVersion> notInForce = versions.filter(version -> version.state() != RuleState.LIVE)
                .name("versions not in force")
                .uid("versions-not-in-force");
        return find(nodes, inForce(rules).union(notInForce), falseAlarms);
    }

    private static DataStream<RuleVersion> inForce(DataStream<LimitRule> rules) {
        return rules.map(RuleVersion::inForce, WireTypes.of(RuleVersion.class))
                .name("rules in force")
                .uid("rules-in-force");
    }

    private static HealthOutput find(DataStream<NodeInput> nodes, DataStream<RuleVersion> rules, double falseAlarms) {
        SingleOutputStreamOperator<AlarmEvent> alarms = nodes.keyBy(NodeInput::node, Types.STRING)
                .connect(rules.broadcast(HealthFunction.RULES, Shadows.TRIED))
                .process(new HealthFunction(falseAlarms), WireTypes.of(AlarmEvent.class))
                .name("health of nodes")
                .uid("health");
        SingleOutputStreamOperator<NodeWear> wear = alarms.getSideOutput(HealthFunction.WEAR)
                .keyBy(WearSample::nodeId, Types.STRING)
                .process(new LedgerFunction(), WireTypes.of(NodeWear.class))
                .name("wear of nodes")
                .uid("wear");
        DataStream<ShadowCount> shadows = alarms.getSideOutput(Shadows.FOUND)
                .keyBy(ShadowTally::key, Types.STRING)
                .process(new ShadowTally(), WireTypes.of(ShadowCount.class))
                .name("count of rules in shadow")
                .uid("shadow-tally");
        return new HealthOutput(
                alarms,
                alarms.getSideOutput(HealthFunction.STATUS),
                wear,
                alarms.getSideOutput(HealthFunction.REJECTED),
                shadows);
    }

    public static void main(String[] args) throws Exception {
        Jobs.run(NAME, HealthJob::define, args);
    }
}
