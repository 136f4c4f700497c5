package space.penumbra.cli.score;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleConsumer;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.hazard.HazardSchedule;
import space.penumbra.domain.migration.ActionKind;
import space.penumbra.domain.migration.Command;
import space.penumbra.domain.migration.CommandDesk;
import space.penumbra.domain.migration.CommandEntry;
import space.penumbra.domain.migration.CommandEvent;
import space.penumbra.domain.migration.CommandStage;
import space.penumbra.domain.migration.CommandState;
import space.penumbra.domain.migration.GateLimits;
import space.penumbra.domain.migration.GateOutput;
import space.penumbra.domain.migration.MapGateMemory;
import space.penumbra.domain.migration.Proposal;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.domain.weather.SpaceWeather;
import space.penumbra.producers.twin.FleetTwin;
import space.penumbra.producers.twin.FrameFlaw;
import space.penumbra.producers.twin.Scenario;
import space.penumbra.producers.twin.TwinSink;

/**
 * One run of one policy: the simulated fleet's frames go through the pipeline to the policy, its proposals through the gate and the ledger to the
 * fleet's executors, and what those say back again. Each record is seen when it would be: after its writer's commit. Used once, by one thread.
 */
final class ClosedLoop implements TwinSink, GateOutput, Pipeline.Reader {

    private static final long PLAN_MILLIS = 30_000;
    private static final long TICK_MILLIS = 1_000;
    private static final long GATE_MILLIS = 5_000;
    private static final long FURTHER_MILLIS = 1_800_000;
    private static final double REPORT_SECONDS = 10;

    /** From the end of its allowed time until a command without an end counts as lost. */
    private static final Duration LOST_AFTER = Duration.ofMinutes(30);

    private final Trial trial;
    private final Policy policy;
    private final Mail mail = new Mail();
    private final FleetTwin twin;
    private final Known known;
    private final Pipeline pipeline;
    private final MapGateMemory store = new MapGateMemory();
    private final CommandDesk desk;
    private final Tally tally = new Tally();
    private final MoveBook moves;
    private final Map<String, Integer> index = new HashMap<>();
    private final Map<String, Instant> verified = new HashMap<>();
    private final Set<String> issued = new HashSet<>();
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private long newestStatusMillis;
    private long nowMillis;

    /**
     * @param scenario that of the trial, or a variant of it that this policy is given
     * @param policies makes the policy for the twin that it will decide for
     */
    ClosedLoop(Trial trial, Scenario scenario, PolicyMaker policies) {
        this.trial = trial;
        this.nowMillis = trial.start().toEpochMilli();
        // From here on the fleet speaks; what it says is in the mail until the first tick.
        this.twin = FleetTwin.inProcess(trial.nodes(), trial.seed(), scenario, REPORT_SECONDS, trial.start(), this);
        this.known =
                new Known(twin.designs().stream().map(design -> design.spec()).toList());
        for (int node = 0; node < twin.designs().size(); node++) {
            index.put(twin.designs().get(node).spec().nodeId(), node);
        }
        this.pipeline = new Pipeline(trial, twin.designs(), mail, this);
        this.desk = new CommandDesk(GateLimits.STANDARD, known, store, this);
        this.moves = new MoveBook(trial, twin.truth(), tally);
        this.policy = policies.of(twin);
        twin.watch(new Scorekeeper(twin, tally, moves, trial.begin().toEpochMilli()));
    }

    /** Makes a policy for a fleet. */
    interface PolicyMaker {

        Policy of(FleetTwin twin);
    }

    /** Runs to the end of the trial and returns the score. */
    Tally run(DoubleConsumer progress) {
        long start = trial.start().toEpochMilli();
        long end = trial.end().toEpochMilli();
        pipeline.at(nowMillis);
        pipeline.lookFurther();
        while (nowMillis < end) {
            nowMillis += TICK_MILLIS;
            pipeline.at(nowMillis);
            twin.advanceTo(nowMillis);
            mail.deliver(nowMillis);
            if (nowMillis % GATE_MILLIS == 0) {
                desk.elapse(Instant.ofEpochMilli(newestStatusMillis));
            }
            if (nowMillis % FURTHER_MILLIS == 0) {
                pipeline.lookFurther();
            }
            if (nowMillis % PLAN_MILLIS == 0) {
                pipeline.listen();
                plan();
                progress.accept((double) (nowMillis - start) / (end - start));
            }
        }
        settle();
        return tally;
    }

    private void plan() {
        long before = threads.getCurrentThreadCpuTime();
        List<Proposal> wanted = policy.decide(Instant.ofEpochMilli(nowMillis), known);
        double millis = (threads.getCurrentThreadCpuTime() - before) / 1e6;
        if (nowMillis > trial.begin().toEpochMilli()) {
            tally.plans++;
            tally.planMillis += millis;
            tally.planMillisMax = Math.max(tally.planMillisMax, millis);
        }
        for (Proposal proposal : wanted) {
            mail.fromJob(nowMillis, () -> desk.propose(proposal));
        }
    }

    /** Whether every command that was sent came to one end, and to the one that the fleet knows. */
    private void settle() {
        Instant end = trial.end();
        for (String commandId : issued) {
            CommandEntry entry = store.command(commandId).orElse(null);
            boolean ended = entry != null && entry.state().terminal();
            boolean overdue = entry == null
                    || entry.proposal().deadline().plus(LOST_AFTER).isBefore(end);
            Instant done = verified.get(commandId);
            boolean unnoticed = done != null
                    && done.plus(LOST_AFTER).isBefore(end)
                    && (entry == null || entry.state() != CommandState.COMPLETED);
            tally.commandsLost += !ended && overdue || unnoticed ? 1 : 0;
            if (ended) {
                tally.ends.merge(entry.proposal().action() + " " + entry.state(), 1L, Long::sum);
            }
            tally.commandsCompleted += ended && entry.state() == CommandState.COMPLETED ? 1 : 0;
        }
        tally.commandsIssued = issued.size();
    }

    @Override
    public void frame(int node, TelemetryFrame frame, FrameFlaw flaw) {
        pipeline.frame(node, frame, flaw);
    }

    @Override
    public void weather(SpaceWeather observation) {
        pipeline.weather(observation);
    }

    @Override
    public void workload(Workload workload) {
        mail.direct(nowMillis, () -> {
            known.take(workload);
            desk.workload(workload);
        });
    }

    @Override
    public void event(CommandEvent event) {
        if (event.stage() == CommandStage.VERIFIED) {
            effect(event);
        }
        mail.direct(nowMillis, () -> desk.report(event));
    }

    /** A command took effect: the same event told again is no second effect, another one is. */
    private void effect(CommandEvent event) {
        Instant before = verified.put(event.commandId(), event.time());
        if (before != null) {
            tally.commandsDuplicated += before.equals(event.time()) ? 0 : 1;
            return;
        }
        CommandEntry entry = store.command(event.commandId()).orElseThrow();
        Proposal proposal = entry.proposal();
        Workload workload = known.workloads.get(event.workloadId());
        if (proposal.action() == ActionKind.MIGRATE && workload != null) {
            moves.moved(
                    entry,
                    index.get(proposal.sourceNodeId()),
                    known.specs.get(proposal.sourceNodeId()),
                    workload,
                    event.time());
        }
    }

    @Override
    public void status(NodeStatus status) {
        newestStatusMillis = Math.max(newestStatusMillis, status.time().toEpochMilli());
        known.statuses.put(status.nodeId(), status);
        policy.status(status);
    }

    @Override
    public void hazards(HazardSchedule schedule) {
        known.hazards.put(schedule.nodeId(), schedule);
    }

    @Override
    public void ledger(CommandEntry entry) {
        mail.direct(nowMillis, () -> {
            known.commands.put(entry.commandId(), entry);
            policy.ledger(entry);
        });
    }

    @Override
    public void issue(Command command) {
        if (!command.cancel()) {
            issued.add(command.commandId());
        }
        mail.direct(nowMillis, () -> twin.take(command));
    }
}
