package space.penumbra.jobs.migrations;

import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import space.penumbra.domain.fleet.FleetClock;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.hazard.HazardSchedule;
import space.penumbra.domain.migration.CommandEntry;
import space.penumbra.domain.migration.Proposal;
import space.penumbra.domain.migration.WorkloadChoice;
import space.penumbra.domain.telemetry.RejectedRecord;
import space.penumbra.domain.wear.NodeWear;
import space.penumbra.jobs.EventClock;
import space.penumbra.jobs.Inflow;
import space.penumbra.jobs.JobSettings;
import space.penumbra.jobs.Jobs;
import space.penumbra.jobs.Outflow;
import space.penumbra.jobs.WireTypes;
import space.penumbra.wire.Topic;
import space.penumbra.wire.Topics;

/**
 * Receives what nodes are, how they are and how worn, what awaits them, what runs where and what was commanded; decides what must be capped, paused,
 * moved or resumed; emits proposals with their reasons, and what it chose for every workload under a hazard.
 */
public final class MigrationsJob {

    public static final String NAME = "migrations";

    /** All nodes are planned together: moves go from any shell to any other, and one region holds some thousands of them. */
    static final String FLEET = "fleet";

    private MigrationsJob() {}

    /** Adds the job to an environment. */
    public static void define(StreamExecutionEnvironment env, JobSettings settings) {
        Facts facts = new Facts(env, settings);
        DataStream<RegionFact> all = facts.leading(
                        Topics.FLEET_STATUS, NodeStatus.class, NodeStatus::time, RegionFact::of)
                .union(
                        facts.following(Topics.FLEET_NODES, NodeSpec.class, NodeSpec::time, RegionFact::of),
                        facts.following(Topics.FLEET_HEALTH, NodeWear.class, NodeWear::time, RegionFact::of),
                        facts.following(
                                Topics.HAZARDS_WINDOWS, HazardSchedule.class, HazardSchedule::time, RegionFact::of),
                        facts.following(Topics.FLEET_WORKLOADS, Workload.class, Workload::time, RegionFact::of),
                        facts.following(Topics.COMMANDS_LEDGER, CommandEntry.class, CommandEntry::time, RegionFact::of),
                        facts.following(Topics.FLEET_CLOCK, FleetClock.class, FleetClock::eventTime, RegionFact::of));
        SingleOutputStreamOperator<Proposal> proposals = all.keyBy(fact -> FLEET, Types.STRING)
                .process(new RegionPlanner(settings.checkpointIntervalMillis() / 1000.0), WireTypes.of(Proposal.class))
                .name("plan")
                .uid("plan");
        Outflow.to(proposals, settings, NAME, Topics.MIGRATIONS_PROPOSALS, Proposal::workloadId);
        Outflow.to(
                proposals.getSideOutput(RegionPlanner.CHOICES),
                settings,
                NAME,
                Topics.MIGRATIONS_CHOICES,
                WorkloadChoice::workloadId);
        Outflow.to(facts.rejected, settings, NAME, Topics.TELEMETRY_REJECTED, RejectedRecord::key);
    }

    public static void main(String[] args) throws Exception {
        Jobs.run(NAME, MigrationsJob::define, args);
    }

    /** The topics as facts of a region, and apart from them what could not be read. */
    private static final class Facts {

        private static final TypeInformation<RegionFact> TYPE = WireTypes.of(RegionFact.class);

        private final StreamExecutionEnvironment env;
        private final JobSettings settings;
        private DataStream<RejectedRecord> rejected;

        Facts(StreamExecutionEnvironment env, JobSettings settings) {
            this.env = env;
            this.settings = settings;
        }

        <T extends Record> DataStream<RegionFact> leading(
                Topic<T> topic, Class<T> type, Inflow.TimeOf<T> time, MapFunction<T, RegionFact> fact) {
            return map(EventClock.leads(read(topic, type, time), time, topic.name()), topic, fact);
        }

        <T extends Record> DataStream<RegionFact> following(
                Topic<T> topic, Class<T> type, Inflow.TimeOf<T> time, MapFunction<T, RegionFact> fact) {
            return map(EventClock.follows(read(topic, type, time), topic.name()), topic, fact);
        }

        private <T extends Record> DataStream<T> read(Topic<T> topic, Class<T> type, Inflow.TimeOf<T> time) {
            Inflow<T> inflow =
                    Inflow.from(env, settings, NAME, topic, WireTypes.of(type), Inflow.Start.BEGINNING, time);
            rejected = rejected == null ? inflow.rejected() : rejected.union(inflow.rejected());
            return inflow.values();
        }

        private static <T> DataStream<RegionFact> map(
                DataStream<T> stream, Topic<T> topic, MapFunction<T, RegionFact> fact) {
            return stream.map(fact)
                    .returns(TYPE)
                    .name("fact of " + topic.name())
                    .uid(topic.name() + "-fact");
        }
    }
}
