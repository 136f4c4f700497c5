package space.penumbra.domain.migration;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import space.penumbra.domain.fleet.Illumination;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.fleet.WorkloadKind;
import space.penumbra.domain.fleet.WorkloadState;
import space.penumbra.domain.hazard.HazardKind;
import space.penumbra.domain.hazard.HazardWindow;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.operator.OperatorAction;
import space.penumbra.domain.operator.OperatorVerb;

/** A command desk over maps, with ten nodes and two workloads; seconds count from a fixed start. */
final class GateRig implements FleetFacts, GateOutput {

    private static final Instant START = Instant.parse("2026-06-21T12:00:00Z");

    final GateMemory memory;
    final Map<String, CommandEntry> ledger = new LinkedHashMap<>();
    final List<Command> issued = new ArrayList<>();
    final CommandDesk desk;
    private final GateLimits limits;
    private final Map<String, NodeStatus> statuses = new HashMap<>();
    private final Map<String, List<HazardWindow>> hazards = new HashMap<>();
    private int actions;

    GateRig(GateLimits limits) {
        this(limits, new MapGateMemory());
        time(0);
        workload("w1", "n0", 1, 4);
        workload("w2", "n1", 1, 4);
    }

    private GateRig(GateLimits limits, GateMemory memory) {
        this.limits = limits;
        this.memory = memory;
        for (int i = 0; i < 10; i++) {
            status("n" + i, LimitLevel.IN_LIMITS, false);
        }
        this.desk = new CommandDesk(limits, this, memory, this);
        desk.restore();
    }

    /** The same memory under a new desk, as after a crash. */
    GateRig restarted() {
        return restarted(limits);
    }

    /** The same memory under a new desk with other limits. */
    GateRig restarted(GateLimits other) {
        GateRig next = new GateRig(other, memory);
        next.ledger.putAll(ledger);
        next.statuses.putAll(statuses);
        next.hazards.putAll(hazards);
        return next;
    }

    static Instant at(double seconds) {
        return START.plusMillis(Math.round(seconds * 1000));
    }

    static Proposal move(String workloadId, String from, String to, long epoch) {
        return move(workloadId, from, to, epoch, 1);
    }

    /** The same for another reason. */
    static Proposal because(MigrationReason reason, String hazardId, Proposal move) {
        return copy(move, move.action(), move.targetNodeId(), reason, hazardId, move.notAfter());
    }

    /** The same with another latest start (s). */
    static Proposal due(Proposal move, double seconds) {
        return copy(move, move.action(), move.targetNodeId(), move.reason(), move.hazardId(), at(seconds));
    }

    /** A pause where the workload is. */
    static Proposal pause(String workloadId, String nodeId) {
        Proposal move = move(workloadId, nodeId, "", 1);
        return copy(move, ActionKind.PAUSE, "", move.reason(), move.hazardId(), move.notAfter());
    }

    /** A cap where the workload is. */
    static Proposal cap(String workloadId, String nodeId, double expectedSeconds) {
        Proposal move = move(workloadId, nodeId, "", 1);
        return copy(move, ActionKind.POWER_CAP, "", move.reason(), move.hazardId(), move.notAfter(), expectedSeconds);
    }

    private static Proposal copy(
            Proposal move,
            ActionKind action,
            String target,
            MigrationReason reason,
            String hazardId,
            Instant notAfter) {
        return copy(move, action, target, reason, hazardId, notAfter, move.expectedSeconds());
    }

    private static Proposal copy(
            Proposal move,
            ActionKind action,
            String target,
            MigrationReason reason,
            String hazardId,
            Instant notAfter,
            double expectedSeconds) {
        return new Proposal(
                move.commandId(),
                move.workloadId(),
                action,
                reason,
                move.sourceNodeId(),
                target,
                move.placementGeneration(),
                move.planEpoch(),
                hazardId,
                move.hazardStart(),
                move.hazardEnd(),
                move.notBefore(),
                notAfter,
                move.deadline(),
                expectedSeconds,
                move.marginSeconds(),
                move.transferGigabytes(),
                move.costGpuHours(),
                move.savingGpuHours(),
                move.alternatives(),
                move.explanation(),
                move.time());
    }

    /** May start from 100 s to 800 s, ahead of an umbra from 1000 s to 3000 s. */
    static Proposal move(String workloadId, String from, String to, long epoch, long generation) {
        return new Proposal(
                CommandId.of(workloadId, from + "/umbra/" + to, epoch, generation, ActionKind.MIGRATE),
                workloadId,
                ActionKind.MIGRATE,
                MigrationReason.ECLIPSE_INGRESS,
                from,
                to,
                generation,
                epoch,
                from + "/umbra",
                at(1000),
                at(3000),
                at(100),
                at(800),
                at(1000),
                120,
                780,
                100,
                0.2,
                3.5,
                List.of(),
                "ahead of the umbra",
                at(0));
    }

    void time(double seconds) {
        desk.elapse(at(seconds));
    }

    void workload(String id, String nodeId, long generation, int gpus) {
        workload(id, nodeId, generation, gpus, "t", "");
    }

    void workload(String id, String nodeId, long generation, int gpus, String tenant, String group) {
        desk.workload(new Workload(
                id,
                tenant,
                WorkloadKind.BATCH,
                WorkloadState.RUNNING,
                nodeId,
                generation,
                gpus,
                2000,
                100,
                0.1,
                600,
                1,
                1,
                group,
                true,
                START,
                START));
    }

    void status(String id, LimitLevel level, boolean silent) {
        status(id, level, silent, 0.9, 0);
    }

    void status(String id, LimitLevel level, boolean silent, double charge, double seconds) {
        statuses.put(
                id,
                new NodeStatus(
                        id,
                        level,
                        silent,
                        Illumination.SUNLIT,
                        0,
                        0,
                        650,
                        charge,
                        9000,
                        6000,
                        3000,
                        0.8,
                        70,
                        40,
                        0,
                        0,
                        0,
                        0,
                        "",
                        1,
                        at(seconds)));
    }

    /** Every node speaks at this time, and the time comes. */
    void heard(double seconds) {
        statuses.keySet().stream().sorted().toList().forEach(id -> {
            boolean silent = statuses.get(id).silent();
            status(id, statuses.get(id).level(), silent, statuses.get(id).batteryChargeRatio(), seconds);
        });
        time(seconds);
    }

    void hazard(String nodeId, HazardKind kind, double from, double to) {
        hazard(nodeId, kind, from, to, "ahead");
    }

    /** A shadow at whose end the battery is expected to reach its floor. */
    void emptyingShadow(String nodeId, double from, double to) {
        hazards.put(
                nodeId,
                List.of(
                        new HazardWindow(nodeId + "dark", HazardKind.UMBRA, at(from), at(to), 1, 1, 1, 0, "ahead"),
                        new HazardWindow(nodeId + "low", HazardKind.POWER, at(to - 200), at(to), 1, 1, 1, 0, "ahead")));
    }

    void hazard(String nodeId, HazardKind kind, double from, double to, String detail) {
        hazards.put(nodeId, List.of(new HazardWindow(nodeId + kind, kind, at(from), at(to), 1, 1, 1, 0, detail)));
    }

    void report(Proposal proposal, CommandStage stage, double seconds) {
        long generation = proposal.placementGeneration() + (stage == CommandStage.VERIFIED ? 1 : 0);
        desk.report(new CommandEvent(
                proposal.commandId(),
                proposal.workloadId(),
                proposal.sourceNodeId(),
                stage,
                generation,
                "done",
                at(seconds)));
    }

    void hold() {
        act(OperatorVerb.HOLD, "fleet");
    }

    void act(OperatorVerb verb, String subject) {
        act(verb, subject, "mia");
    }

    void act(OperatorVerb verb, String subject, String person) {
        desk.operate(new OperatorAction("a" + actions++, verb, subject, person, "because", Map.of(), START, START));
    }

    CommandState state(Proposal proposal) {
        return ledger.get(proposal.commandId()).state();
    }

    String rule(Proposal proposal) {
        return ledger.get(proposal.commandId()).rule();
    }

    @Override
    public Optional<NodeSpec> spec(String nodeId) {
        return Optional.of(new NodeSpec(
                nodeId,
                "twin",
                "8x",
                "dd650",
                1,
                8,
                80,
                100,
                700,
                500,
                9000,
                10_000,
                0.3,
                8000,
                100,
                10,
                "standard",
                false,
                START));
    }

    @Override
    public Optional<NodeStatus> status(String nodeId) {
        return Optional.ofNullable(statuses.get(nodeId));
    }

    @Override
    public List<HazardWindow> hazards(String nodeId) {
        return hazards.getOrDefault(nodeId, List.of());
    }

    @Override
    public int fleetNodes() {
        return 10;
    }

    @Override
    public int planeNodes(String planeKey) {
        return 10;
    }

    @Override
    public void ledger(CommandEntry entry) {
        ledger.put(entry.commandId(), entry);
    }

    @Override
    public void issue(Command command) {
        issued.add(command);
    }
}
