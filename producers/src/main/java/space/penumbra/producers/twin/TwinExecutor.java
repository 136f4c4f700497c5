package space.penumbra.producers.twin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import space.penumbra.domain.migration.ActionKind;
import space.penumbra.domain.migration.Command;
import space.penumbra.domain.migration.CommandEvent;
import space.penumbra.domain.migration.CommandStage;

/**
 * The agents on the nodes: they carry out a command once, in stages of physical length, and refuse what is stale, late or impossible.
 *
 * <p>The source keeps the work, paused, until the target has verified it: there are never two running copies, and a move that fails half-way goes
 * on where it was. A command id that was already seen has its last event repeated, so that a lost report is repaired and no effect is. Not
 * thread-safe.
 */
final class TwinExecutor {

    private final List<NodeDesign> designs;
    private final NodeBank bank;
    private final JobBoard board;
    private final FaultBoard faults;
    private final CommandTrouble trouble;
    private final LinkMesh mesh;
    private final TwinSink sink;
    private final Map<String, Integer> nodeIndex = new HashMap<>();
    /** Under way, by workload: one at a time. */
    private final Map<String, CommandRun> runs = new LinkedHashMap<>();
    /** Last event of each command that ended, oldest first. */
    private final Map<String, CommandEvent> ended = new LinkedHashMap<>();

    /** How long an ended command is remembered; far beyond any command's notAfter. */
    private static final long REMEMBERED_MILLIS = 48 * 3_600_000L;
    /** A link without a signal is tried for as long as one of this share would need, then the move is off. */
    private static final double LEAST_LINK = 0.1;

    TwinExecutor(
            List<NodeDesign> designs,
            NodeBank bank,
            JobBoard board,
            FaultBoard faults,
            CommandTrouble trouble,
            LinkMesh mesh,
            TwinSink sink) {
        this.designs = designs;
        this.bank = bank;
        this.board = board;
        this.faults = faults;
        this.trouble = trouble;
        this.mesh = mesh;
        this.sink = sink;
        for (int node = 0; node < designs.size(); node++) {
            nodeIndex.put(designs.get(node).spec().nodeId(), node);
        }
    }

    Collection<CommandRun> runs() {
        return runs.values();
    }

    Collection<CommandEvent> ended() {
        return ended.values();
    }

    /** Takes back what was stored: commands under way and those that ended. */
    void restore(List<CommandRun> stored, List<CommandEvent> events) {
        stored.forEach(run -> runs.put(run.command.workloadId(), run));
        events.forEach(event -> ended.put(event.commandId(), event));
    }

    /** A command has come. */
    void take(Command command, long nowMillis) {
        if (unheard(command, nowMillis)) {
            return;
        }
        CommandRun run = runs.get(command.workloadId());
        boolean underWay = run != null && run.command.commandId().equals(command.commandId());
        if (ended.containsKey(command.commandId())) {
            sink.event(ended.get(command.commandId()));
        } else if (command.cancel()) {
            cancel(command, underWay ? run : null, nowMillis);
        } else if (underWay) {
            emit(command, run.stage, nowMillis, "still under way");
        } else {
            String refusal = Admission.refusal(command, this, nowMillis);
            if (refusal.isEmpty()) {
                accept(command, nowMillis);
            } else {
                end(command, CommandStage.REJECTED, nowMillis, refusal);
            }
        }
    }

    /** Whether nobody is there to hear it: the command runs into its time-out. */
    private boolean unheard(Command command, long nowMillis) {
        int source = node(command.sourceNodeId());
        double dice = Dice.uniform(Dice.mix(Dice.of(command.commandId()), 2, 0xDEAF));
        return dice * 1000 < trouble.unansweredPerThousand() || source >= 0 && faults.at(source, nowMillis).deaf;
    }

    private void accept(Command command, long nowMillis) {
        Job job = board.find(command.workloadId());
        job.epoch = command.epoch();
        CommandRun run = new CommandRun(command);
        if (command.action() == ActionKind.MIGRATE) {
            board.reserve(job, node(command.targetNodeId()));
        }
        runs.put(job.id, run);
        long start = Math.max(nowMillis, command.notBefore().toEpochMilli());
        run.dueMillis = start + StagePlan.firstMillis(command);
        emit(command, CommandStage.ACCEPTED, nowMillis, "accepted; starts " + Instant.ofEpochMilli(start));
    }

    private void cancel(Command command, CommandRun run, long nowMillis) {
        if (run == null) {
            // Not under way: remembered, so that a command that comes after its own withdrawal is not carried out.
            end(command, CommandStage.CANCELLED, nowMillis, "withdrawn before it was started");
        } else if (run.stage == CommandStage.ACCEPTED || run.stage == CommandStage.CHECKPOINTED) {
            giveUp(run, nowMillis, CommandStage.CANCELLED, "withdrawn at stage " + run.stage);
        } else {
            emit(run.command, run.stage, nowMillis, "too late to withdraw: the state is already at the target");
        }
    }

    /** Carries every command forward through this event time. */
    void beat(long nowMillis) {
        for (CommandRun run : new ArrayList<>(runs.values())) {
            while (runs.get(run.command.workloadId()) == run && run.dueMillis <= nowMillis) {
                proceed(run);
            }
        }
        Iterator<CommandEvent> oldest = ended.values().iterator();
        while (oldest.hasNext() && oldest.next().time().toEpochMilli() < nowMillis - REMEMBERED_MILLIS) {
            oldest.remove();
        }
    }

    private void proceed(CommandRun run) {
        Command command = run.command;
        long at = run.dueMillis;
        Job job = board.find(command.workloadId());
        if (job == null) {
            runs.remove(command.workloadId());
            end(command, CommandStage.FAILED, at, "the workload finished before the command did");
            return;
        }
        CommandStage next = StagePlan.next(command.action(), run.stage);
        if (breaks(command, next) || next == CommandStage.TRANSFERRED && linkHealth(command, at) == 0) {
            giveUp(run, at, CommandStage.FAILED, failure(next, job));
            return;
        }
        StagePlan.apply(command.action(), next, job, board, at);
        run.stage = next;
        if (next == CommandStage.VERIFIED) {
            runs.remove(job.id);
            end(command, next, at, done(command, job));
        } else {
            run.dueMillis = at + StagePlan.millisAfter(command, next, job, link(command, at));
            emit(command, next, at, "");
        }
        sink.workload(job.toWorkload(designs.get(job.node), at));
    }

    private void giveUp(CommandRun run, long at, CommandStage stage, String detail) {
        runs.remove(run.command.workloadId());
        Job job = board.find(run.command.workloadId());
        if (job != null) {
            board.cancelReservation(job);
            job.moving = false;
            sink.workload(job.toWorkload(designs.get(job.node), at));
        }
        end(run.command, stage, at, detail);
    }

    /** The link of a move is lost half-way, or the copy does not come up; drawn once for each command. */
    private boolean breaks(Command command, CommandStage next) {
        boolean exposed = next == CommandStage.TRANSFERRED || next == CommandStage.CHECKPOINTED;
        double dice = Dice.uniform(Dice.mix(Dice.of(command.commandId()), next.ordinal(), 0xBAD));
        return exposed && dice * 1000 < trouble.failedPerThousand();
    }

    private static String failure(CommandStage next, Job job) {
        return next == CommandStage.TRANSFERRED
                ? String.format(
                        Locale.ROOT,
                        "link lost with part of %.0f GB sent; the work goes on at the source",
                        job.stateGigabytes)
                : "the checkpoint could not be written; the work goes on";
    }

    private static String done(Command command, Job job) {
        return command.action() == ActionKind.MIGRATE ? "runs at generation " + job.generation : "in effect";
    }

    private void end(Command command, CommandStage stage, long atMillis, String detail) {
        ended.put(command.commandId(), emit(command, stage, atMillis, detail));
    }

    private CommandEvent emit(Command command, CommandStage stage, long atMillis, String detail) {
        Job job = board.find(command.workloadId());
        boolean atTarget = command.action() == ActionKind.MIGRATE
                && (stage == CommandStage.TRANSFERRED
                        || stage == CommandStage.RESTORED
                        || stage == CommandStage.VERIFIED);
        CommandEvent event = new CommandEvent(
                command.commandId(),
                command.workloadId(),
                atTarget ? command.targetNodeId() : command.sourceNodeId(),
                stage,
                job == null ? command.placementGeneration() : job.generation,
                detail,
                Instant.ofEpochMilli(atMillis));
        sink.event(event);
        return event;
    }

    /** Rate of the slower of the two laser links (Gbit/s). */
    private double link(Command command, long atMillis) {
        int target = node(command.targetNodeId());
        double source = designs.get(node(command.sourceNodeId())).spec().linkGigabitsPerSecond();
        double rate = target < 0
                ? source
                : Math.min(source, designs.get(target).spec().linkGigabitsPerSecond());
        return rate * Math.max(LEAST_LINK, linkHealth(command, atMillis));
    }

    /** Share of its rate that the worse of the two links has, 0 when one is lost or the nodes do not reach each other. */
    private double linkHealth(Command command, long atMillis) {
        int target = node(command.targetNodeId());
        double source = faults.at(node(command.sourceNodeId()), atMillis).link;
        if (target >= 0 && !mesh.reach(node(command.sourceNodeId()), target)) {
            return 0;
        }
        return target < 0 ? source : Math.min(source, faults.at(target, atMillis).link);
    }

    /** Index of a node of this fleet, -1 if it is none. */
    int node(String nodeId) {
        return nodeIndex.getOrDefault(nodeId, -1);
    }

    boolean busy(String workloadId) {
        return runs.containsKey(workloadId);
    }

    JobBoard board() {
        return board;
    }

    NodeDesign design(int node) {
        return designs.get(node);
    }

    double chargeRatio(int node) {
        return bank.batteryWattHours[node] / designs.get(node).spec().batteryWattHours();
    }

    boolean unwilling(Command command) {
        double dice = Dice.uniform(Dice.mix(Dice.of(command.commandId()), 1, 0x4E0));
        return dice * 1000 < trouble.rejectedPerThousand();
    }
}
