package space.penumbra.jobs.migrations;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import space.penumbra.domain.fleet.FleetClock;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.fleet.WorkloadState;
import space.penumbra.domain.hazard.HazardSchedule;
import space.penumbra.domain.migration.CommandEntry;
import space.penumbra.domain.migration.Proposal;
import space.penumbra.domain.migration.WorkloadChoice;
import space.penumbra.domain.planning.BatteryEstimate;
import space.penumbra.domain.planning.Choice;
import space.penumbra.domain.planning.CommandBook;
import space.penumbra.domain.planning.Plan;
import space.penumbra.domain.planning.RegionSnapshot;
import space.penumbra.domain.wear.NodeWear;
import space.penumbra.domain.wear.WearAdvice;
import space.penumbra.jobs.WireTypes;

/** What the job keeps of a region: the newest fact of each kind and subject, its own proposals, and the number of its last plan. */
final class RegionState {

    private final MapState<String, NodeSpec> nodes;
    private final MapState<String, NodeStatus> statuses;
    private final MapState<String, HazardSchedule> hazards;
    private final MapState<String, Workload> workloads;
    private final MapState<String, CommandEntry> commands;
    private final MapState<String, Proposal> pending;
    private final MapState<String, Choice> choices;
    private final MapState<String, BatteryEstimate> batteries;
    private final MapState<String, NodeWear> wear;
    private final ValueState<FleetClock> clock;
    private final ValueState<Long> epoch;
    private final ValueState<Boolean> changed;

    RegionState(RuntimeContext context) {
        nodes = map(context, "nodes", NodeSpec.class);
        statuses = map(context, "statuses", NodeStatus.class);
        hazards = map(context, "hazards", HazardSchedule.class);
        workloads = map(context, "workloads", Workload.class);
        commands = map(context, "commands", CommandEntry.class);
        pending = map(context, "pending", Proposal.class);
        choices = map(context, "choices", Choice.class);
        batteries = map(context, "batteries", BatteryEstimate.class);
        wear = map(context, "wear", NodeWear.class);
        clock = value(context, "clock", WireTypes.of(FleetClock.class));
        epoch = value(context, "epoch", Types.LONG);
        changed = value(context, "changed", Types.BOOLEAN);
    }

    private static <T extends Record> MapState<String, T> map(RuntimeContext context, String name, Class<T> type) {
        return context.getMapState(new MapStateDescriptor<>(name, Types.STRING, WireTypes.of(type)));
    }

    private static <T> ValueState<T> value(RuntimeContext context, String name, TypeInformation<T> type) {
        return context.getState(new ValueStateDescriptor<>(name, type));
    }

    void keep(RegionFact fact) throws Exception {
        changed.update(true);
        if (fact.status() != null) {
            keep(fact.status());
        } else if (fact.hazards() != null) {
            keep(fact.hazards());
        } else if (fact.workload() != null) {
            keep(fact.workload());
        } else if (fact.command() != null) {
            keep(fact.command());
        } else if (fact.wear() != null) {
            wear.put(fact.wear().nodeId(), fact.wear());
        } else if (fact.node() != null) {
            keep(fact.node());
        } else {
            clock.update(fact.clock());
        }
    }

    private void keep(HazardSchedule schedule) throws Exception {
        HazardSchedule known = hazards.get(schedule.nodeId());
        if (known == null || known.version() <= schedule.version()) {
            hazards.put(schedule.nodeId(), schedule);
        }
    }

    private void keep(CommandEntry entry) throws Exception {
        CommandEntry known = commands.get(entry.commandId());
        // An end is an end, whatever is heard of the command afterwards.
        if (known == null || !known.state().terminal() || entry.state().terminal()) {
            commands.put(entry.commandId(), entry);
        }
        pending.remove(entry.commandId());
    }

    private void keep(NodeStatus status) throws Exception {
        NodeStatus newest = statuses.get(status.nodeId());
        if (newest != null && newest.time().isAfter(status.time())) {
            return;
        }
        statuses.put(status.nodeId(), status);
        BatteryEstimate known = batteries.get(status.nodeId());
        batteries.put(status.nodeId(), (known == null ? BatteryEstimate.NONE : known).with(status));
    }

    private void keep(Workload workload) throws Exception {
        Workload known = workloads.get(workload.workloadId());
        if (known == null || !supersedes(known, workload)) {
            workloads.put(workload.workloadId(), workload);
        }
    }

    /** Whether what is known came later: facts of one workload may be told twice, and out of their order. */
    private static boolean supersedes(Workload known, Workload told) {
        return known.placementGeneration() != told.placementGeneration()
                ? known.placementGeneration() > told.placementGeneration()
                : known.time().isAfter(told.time());
    }

    private void keep(NodeSpec node) throws Exception {
        if (node.retired()) {
            nodes.remove(node.nodeId());
            statuses.remove(node.nodeId());
            hazards.remove(node.nodeId());
            batteries.remove(node.nodeId());
            wear.remove(node.nodeId());
        } else {
            nodes.put(node.nodeId(), node);
        }
    }

    /** Whether anything came since the last plan. */
    boolean changed() throws Exception {
        return Boolean.TRUE.equals(changed.value());
    }

    /** Seconds of event time per second of wall clock. */
    double speed() throws Exception {
        FleetClock known = clock.value();
        return known == null ? 1 : known.speed();
    }

    /** Event time by which the plan's clock is behind the fleet's; 0 where nobody says how the fleet's time runs. */
    double lagSeconds(Instant now, Instant wall) throws Exception {
        FleetClock known = clock.value();
        return known == null
                ? 0
                : Duration.between(now, known.eventTimeAt(wall)).toMillis() / 1000.0;
    }

    /** The region as it is, numbered above every plan before: even a job that lost its state goes on above, by the clock. */
    RegionSnapshot snapshot(Instant now) throws Exception {
        forget(now);
        Long last = epoch.value();
        long next = Math.max(last == null ? 0 : last + 1, now.getEpochSecond());
        return new RegionSnapshot(
                now,
                next,
                values(nodes),
                entries(statuses),
                entries(hazards),
                values(workloads),
                values(commands),
                values(pending),
                entries(choices),
                entries(batteries),
                advice());
    }

    private Map<String, WearAdvice> advice() throws Exception {
        Map<String, WearAdvice> advice = new HashMap<>();
        wear.entries()
                .forEach(entry -> advice.put(entry.getKey(), entry.getValue().advice()));
        return advice;
    }

    /** What a plan chose otherwise than the one before it, in words: the rest was said already. */
    List<WorkloadChoice> news(Plan plan) throws Exception {
        List<WorkloadChoice> news = new ArrayList<>();
        for (WorkloadChoice choice : plan.explanations()) {
            if (!plan.choices().get(choice.workloadId()).equals(choices.get(choice.workloadId()))) {
                news.add(choice);
            }
        }
        return news;
    }

    void keep(Plan plan) throws Exception {
        epoch.update(plan.epoch());
        changed.clear();
        choices.clear();
        choices.putAll(plan.choices());
        for (Proposal proposal : plan.proposals()) {
            pending.put(proposal.commandId(), proposal);
        }
    }

    private void forget(Instant now) throws Exception {
        Iterator<Map.Entry<String, Workload>> works = workloads.iterator();
        while (works.hasNext()) {
            Workload workload = works.next().getValue();
            if (workload.state() == WorkloadState.FINISHED && !CommandBook.finishedLately(workload, now)) {
                works.remove();
            }
        }
        Iterator<Map.Entry<String, CommandEntry>> entries = commands.iterator();
        while (entries.hasNext()) {
            CommandEntry entry = entries.next().getValue();
            Workload workload = workloads.get(entry.proposal().workloadId());
            if (!CommandBook.worthKeeping(entry, workload, now)) {
                entries.remove();
            }
        }
        Iterator<Map.Entry<String, Proposal>> proposals = pending.iterator();
        while (proposals.hasNext()) {
            if (!CommandBook.stillPending(proposals.next().getValue(), now)) {
                proposals.remove();
            }
        }
    }

    private static <T> List<T> values(MapState<String, T> state) throws Exception {
        List<T> values = new ArrayList<>();
        state.values().forEach(values::add);
        return values;
    }

    private static <T> Map<String, T> entries(MapState<String, T> state) throws Exception {
        Map<String, T> entries = new HashMap<>();
        state.entries().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
        return entries;
    }
}
