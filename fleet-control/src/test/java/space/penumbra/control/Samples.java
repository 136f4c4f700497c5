package space.penumbra.control;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import space.penumbra.domain.alarm.AlarmChange;
import space.penumbra.domain.alarm.AlarmEvent;
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
import space.penumbra.domain.migration.Alternative;
import space.penumbra.domain.migration.CommandEvent;
import space.penumbra.domain.migration.CommandId;
import space.penumbra.domain.migration.CommandStage;
import space.penumbra.domain.migration.MigrationReason;
import space.penumbra.domain.migration.Proposal;
import space.penumbra.domain.operator.OperatorAction;
import space.penumbra.domain.operator.OperatorVerb;

/** Small records for tests; seconds count from {@link #START}. */
public final class Samples {

    public static final Instant START = Instant.parse("2026-06-21T12:00:00Z");

    private Samples() {}

    public static Instant at(double seconds) {
        return START.plusMillis(Math.round(seconds * 1000));
    }

    /** Eight GPUs, a battery of 10 kWh with a floor of 30 %. */
    public static NodeSpec node(String id, int plane) {
        return new NodeSpec(
                id,
                "twin",
                "8x GPU",
                "dd650",
                plane,
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
                START);
    }

    public static NodeStatus status(String id, double seconds) {
        return status(id, LimitLevel.IN_LIMITS, false, seconds);
    }

    /** Sunlit, battery 90 %, drawing 6 kW of 9. */
    public static NodeStatus status(String id, LimitLevel level, boolean silent, double seconds) {
        return new NodeStatus(
                id,
                level,
                silent,
                Illumination.SUNLIT,
                12.34567,
                -45.6,
                650,
                0.9,
                9000,
                6000,
                3000,
                0.8,
                70,
                40,
                3,
                0,
                0.5,
                level == LimitLevel.IN_LIMITS ? 0 : 1,
                "",
                100,
                at(seconds));
    }

    public static Workload workload(String id, String nodeId, long generation, int gpus) {
        return workload(id, nodeId, WorkloadState.RUNNING, generation, gpus);
    }

    public static Workload workload(String id, String nodeId, WorkloadState state, long generation, int gpus) {
        return new Workload(
                id,
                "tenant",
                WorkloadKind.BATCH,
                state,
                nodeId,
                generation,
                gpus,
                2000,
                100,
                0.1,
                600,
                1,
                1,
                "",
                true,
                START,
                START);
    }

    public static HazardSchedule hazards(String nodeId, HazardWindow... windows) {
        return new HazardSchedule(nodeId, 1, List.of(windows), at(10_800), START, START);
    }

    public static HazardWindow window(String nodeId, HazardKind kind, double from, double to) {
        return new HazardWindow(nodeId + ":" + kind + ":" + from, kind, at(from), at(to), 2, 2, 1, 0, kind + " ahead");
    }

    /** A move ahead of an eclipse at 1000 s: may start from 100 s to 800 s, must be complete at 1000 s, takes 120 s. */
    public static Proposal move(String workloadId, String from, String to, long generation, long epoch) {
        return new Proposal(
                CommandId.of(workloadId, from + ":UMBRA", epoch, generation, ActionKind.MIGRATE),
                workloadId,
                ActionKind.MIGRATE,
                MigrationReason.ECLIPSE_INGRESS,
                from,
                to,
                generation,
                epoch,
                from + ":UMBRA",
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
                List.of(new Alternative(ActionKind.RIDE, "", 3.7, "the battery would reach its floor")),
                "moves ahead of the eclipse",
                at(0));
    }

    public static CommandEvent event(Proposal proposal, CommandStage stage, double seconds) {
        return new CommandEvent(
                proposal.commandId(),
                proposal.workloadId(),
                proposal.sourceNodeId(),
                stage,
                proposal.placementGeneration() + (stage == CommandStage.VERIFIED ? 1 : 0),
                "done",
                at(seconds));
    }

    public static OperatorAction action(String id, OperatorVerb verb, String subject, double seconds) {
        return action(id, verb, subject, Map.of(), seconds);
    }

    public static OperatorAction action(
            String id, OperatorVerb verb, String subject, Map<String, String> parameters, double seconds) {
        return new OperatorAction(id, verb, subject, "mia", "because", parameters, at(seconds), at(seconds));
    }

    public static AlarmEvent alarm(
            String nodeId, AlarmChange change, LimitLevel level, long occurrence, double seconds) {
        return new AlarmEvent(
                AlarmEvent.key(nodeId, "hot"),
                nodeId,
                "hot",
                change,
                level,
                occurrence,
                91,
                85,
                "Cel",
                "SUNLIT",
                "GPU at 91 Cel, limit 85",
                false,
                at(seconds));
    }
}
