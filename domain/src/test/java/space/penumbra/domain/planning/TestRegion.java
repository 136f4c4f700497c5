package space.penumbra.domain.planning;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import space.penumbra.domain.fleet.Illumination;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.fleet.WorkloadKind;
import space.penumbra.domain.fleet.WorkloadState;
import space.penumbra.domain.hazard.HazardKind;
import space.penumbra.domain.hazard.HazardSchedule;
import space.penumbra.domain.hazard.HazardWindow;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.migration.ActionKind;
import space.penumbra.domain.migration.CommandEntry;
import space.penumbra.domain.migration.CommandState;
import space.penumbra.domain.migration.Proposal;
import space.penumbra.domain.wear.WearAdvice;

/**
 * A region built by hand. A node has 8 GPUs of 100 to 1,000 W, a bus of 1,000 W, an array that gives 12 kW and a link of 100 Gb/s, of
 * which moves get 5 GB/s; at rest it draws 1,800 W. A workload has 4 GPUs and 4,000 W, 3,600 W more than its GPUs at rest.
 */
final class TestRegion {

    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    static final PlannerSettings SETTINGS = PlannerSettings.LIVE;

    private final Map<String, NodeSpec> specs = new HashMap<>();
    private final Map<String, NodeStatus> statuses = new HashMap<>();
    private final Map<String, List<HazardWindow>> windows = new HashMap<>();
    private final Map<String, Workload> workloads = new HashMap<>();
    private final List<CommandEntry> commands = new ArrayList<>();
    private final List<Proposal> pending = new ArrayList<>();
    private final Map<String, WearAdvice> wear = new HashMap<>();
    private Map<String, Choice> previous = Map.of();
    private Instant now = NOW;
    private long epoch = 1;

    static Instant in(double minutes) {
        return NOW.plusMillis(Math.round(minutes * 60_000));
    }

    TestRegion node(String id, double batteryWattHours) {
        return node(id, batteryWattHours, 0.9);
    }

    TestRegion node(String id, double batteryWattHours, double chargeRatio) {
        specs.put(id, spec(id, batteryWattHours, 8));
        statuses.put(id, status(id, chargeRatio, Illumination.SUNLIT, LimitLevel.IN_LIMITS, false, NOW, 0));
        windows.put(id, new ArrayList<>());
        return this;
    }

    TestRegion gpus(String id, int gpus) {
        specs.put(id, spec(id, specs.get(id).batteryWattHours(), gpus));
        return this;
    }

    TestRegion status(NodeStatus status) {
        statuses.put(status.nodeId(), status);
        return this;
    }

    TestRegion eclipse(String id, double startMinute, double endMinute) {
        return window(id, HazardKind.PENUMBRA, startMinute, endMinute, 0);
    }

    TestRegion window(String id, HazardKind kind, double startMinute, double endMinute, double severity) {
        windows.get(id)
                .add(new HazardWindow(
                        id + "/" + kind + "/" + startMinute,
                        kind,
                        in(startMinute),
                        in(endMinute),
                        0,
                        0,
                        1,
                        severity,
                        ""));
        return this;
    }

    TestRegion workload(Workload workload) {
        workloads.put(workload.workloadId(), workload);
        return this;
    }

    TestRegion command(CommandEntry entry) {
        commands.add(entry);
        return this;
    }

    TestRegion pending(Proposal proposal) {
        pending.add(proposal);
        return this;
    }

    TestRegion previous(Map<String, Choice> choices) {
        previous = choices;
        return this;
    }

    TestRegion wear(String id, WearAdvice advice) {
        wear.put(id, advice);
        return this;
    }

    TestRegion at(Instant time) {
        now = time;
        return this;
    }

    TestRegion epoch(long value) {
        epoch = value;
        return this;
    }

    RegionSnapshot snapshot() {
        Map<String, HazardSchedule> schedules = new HashMap<>();
        windows.forEach((id, list) ->
                schedules.put(id, new HazardSchedule(id, 1, List.copyOf(list), in(180), in(-60), in(-1))));
        return new RegionSnapshot(
                now,
                epoch,
                List.copyOf(specs.values()),
                Map.copyOf(statuses),
                schedules,
                List.copyOf(workloads.values()),
                List.copyOf(commands),
                List.copyOf(pending),
                previous,
                Map.of(),
                Map.copyOf(wear));
    }

    Plan plan() {
        return new LookaheadPlanner(SETTINGS).plan(snapshot());
    }

    static NodeSpec spec(String id, double batteryWattHours, int gpus) {
        return new NodeSpec(
                id,
                "twin",
                "test",
                "i53",
                0,
                gpus,
                80,
                100,
                1000,
                1000,
                12_000,
                batteryWattHours,
                0.2,
                15_000,
                100,
                30,
                "default",
                false,
                NOW.minusSeconds(3600));
    }

    static NodeStatus status(
            String id,
            double chargeRatio,
            Illumination illumination,
            LimitLevel level,
            boolean silent,
            Instant time,
            double longitude) {
        double solar = illumination == Illumination.SUNLIT ? 10_000 : 0;
        return new NodeStatus(
                id,
                level,
                silent,
                illumination,
                0,
                longitude,
                550,
                chargeRatio,
                solar,
                Double.NaN,
                Double.NaN,
                0.9,
                60,
                20,
                0,
                0,
                0,
                0,
                "",
                1,
                time);
    }

    /** A batch workload of 4 GPUs, 4,000 W and 100 GB that hardly changes. */
    static Workload batch(String id, String nodeId) {
        return workload(id, nodeId, WorkloadKind.BATCH, WorkloadState.RUNNING, 4, 1, "");
    }

    static Workload workload(
            String id,
            String nodeId,
            WorkloadKind kind,
            WorkloadState state,
            int gpus,
            double priority,
            String antiAffinityGroup) {
        return new Workload(
                id,
                "acme",
                kind,
                state,
                nodeId,
                1,
                gpus,
                1000.0 * gpus,
                100,
                0.01,
                1800,
                priority,
                1,
                antiAffinityGroup,
                true,
                NOW.minusSeconds(600),
                NOW.minusSeconds(3600));
    }

    static CommandEntry entry(Proposal proposal, CommandState state, String rule, Instant time) {
        return new CommandEntry(proposal, state, rule, List.of(), Double.NaN, 1, time);
    }

    static Proposal only(Plan plan, ActionKind action) {
        List<Proposal> found = plan.proposals().stream()
                .filter(proposal -> proposal.action() == action)
                .toList();
        if (found.size() != 1) {
            throw new AssertionError("expected one " + action + " but the plan has " + plan.proposals());
        }
        return found.get(0);
    }
}
