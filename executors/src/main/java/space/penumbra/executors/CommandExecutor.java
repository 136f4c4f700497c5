package space.penumbra.executors;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.migration.Command;
import space.penumbra.domain.migration.CommandEvent;
import space.penumbra.domain.migration.CommandStage;

/**
 * The point where commands take effect, once each. A command id that was seen has its last event repeated, so that a lost
 * report is repaired and no effect is; one workload has one command at a time; a stale placement, a fenced epoch and
 * anything past {@code notAfter} are refused here, whatever the gate thought. What it must know after a crash it reads from
 * the topics. Not thread-safe.
 */
final class CommandExecutor {

    private static final Logger LOG = LoggerFactory.getLogger(CommandExecutor.class);
    private static final Duration REMEMBERED = Duration.ofHours(48);
    private static final Set<CommandStage> ENDS =
            EnumSet.of(CommandStage.VERIFIED, CommandStage.FAILED, CommandStage.REJECTED, CommandStage.CANCELLED);

    private final Scheduler scheduler;
    private final Reports reports;
    private final Predicate<String> ownNode;
    private final Beats beats;
    /** Under way, by workload. */
    private final Map<String, CommandRun> runs = new LinkedHashMap<>();
    /** Newest event of each command. */
    private final Map<String, CommandEvent> lastEvents = new LinkedHashMap<>();

    private final Map<String, Workload> workloads = new HashMap<>();
    private final Map<String, Long> epochs = new HashMap<>();

    CommandExecutor(Scheduler scheduler, Reports reports, Predicate<String> ownNode, Beats beats) {
        this.scheduler = scheduler;
        this.reports = reports;
        this.ownNode = ownNode;
        this.beats = beats;
    }

    /** An event that was published before, by this executor in an earlier life. */
    void recall(CommandEvent event) {
        lastEvents.put(event.commandId(), event);
    }

    /** A command that was read before. It goes on if it had begun, or can still begin. */
    void recall(Command command, Instant now) {
        CommandEvent last = lastEvents.get(command.commandId());
        boolean over = last != null && ENDS.contains(last.stage());
        boolean neverBegun = last == null && now.isAfter(command.notAfter());
        if (!over && !neverBegun) {
            take(command, now);
        }
    }

    /** What is known of a workload. */
    void workload(Workload workload) {
        workloads.merge(
                workload.workloadId(),
                workload,
                (old, newer) -> newer.placementGeneration() >= old.placementGeneration() ? newer : old);
    }

    int underWay() {
        return runs.size();
    }

    /** A command has come. */
    void take(Command command, Instant now) {
        if (!ownNode.test(command.sourceNodeId())) {
            return;
        }
        CommandRun run = runs.get(command.workloadId());
        boolean underWay = run != null && run.command.commandId().equals(command.commandId());
        CommandEvent last = lastEvents.get(command.commandId());
        if (last != null && ENDS.contains(last.stage())) {
            reports.event(last);
        } else if (command.cancel()) {
            withdraw(command, underWay ? run : null, now);
        } else if (underWay) {
            Optional.ofNullable(run.last).ifPresent(reports::event);
        } else {
            refusal(command, last, now).ifPresentOrElse(why -> reject(command, why, now), () -> begin(command, last));
        }
    }

    private void begin(Command command, CommandEvent last) {
        epochs.merge(command.workloadId(), command.epoch(), Math::max);
        runs.put(command.workloadId(), new CommandRun(command, last));
    }

    private void withdraw(Command command, CommandRun run, Instant now) {
        if (run != null) {
            run.withdrawn = true;
        } else {
            // Not under way: remembered, so that a command that comes after its own withdrawal is not carried out.
            emit(
                    command,
                    Step.reached(CommandStage.CANCELLED, command.sourceNodeId(), "withdrawn before it was started"),
                    now);
        }
    }

    private void reject(Command command, String why, Instant now) {
        emit(command, Step.reached(CommandStage.REJECTED, command.sourceNodeId(), why), now);
    }

    private Optional<String> refusal(Command command, CommandEvent last, Instant now) {
        Workload known = workloads.get(command.workloadId());
        long seen = epochs.getOrDefault(command.workloadId(), Long.MIN_VALUE);
        if (last == null && now.isAfter(command.notAfter())) {
            return Optional.of("too late: notAfter " + command.notAfter() + " has passed");
        } else if (command.epoch() < seen) {
            return Optional.of("stale epoch " + command.epoch() + ": epoch " + seen + " was seen");
        } else if (known != null && known.placementGeneration() != command.placementGeneration()) {
            return Optional.of("stale placement: made for generation " + command.placementGeneration() + ", now at "
                    + known.placementGeneration());
        } else if (runs.containsKey(command.workloadId())) {
            return Optional.of("another command for " + command.workloadId() + " is under way");
        }
        return Optional.empty();
    }

    /** Carries every command forward; the calls to the scheduler are made side by side. */
    void beat(Instant now) {
        List<CommandRun> due = runs.values().stream()
                .filter(run -> run.withdrawn || run.last == null || !now.isBefore(run.command.notBefore()))
                .toList();
        List<Optional<Step>> steps = beats.all(due, run -> step(run, now));
        for (int i = 0; i < steps.size(); i++) {
            CommandRun run = due.get(i);
            steps.get(i).ifPresent(step -> reached(run, step, now));
        }
        lastEvents.values().removeIf(event -> event.time().isBefore(now.minus(REMEMBERED)));
    }

    private Optional<Step> step(CommandRun run, Instant now) {
        try {
            return Optional.of(
                    run.withdrawn
                            ? scheduler.withdraw(run.command, run.reached(), now)
                            : scheduler.advance(run.command, run.reached(), now));
        } catch (RuntimeException e) {
            LOG.warn("scheduler call failed command={} problem={}", run.command.commandId(), e.getMessage());
            return giveUp(run, e.getMessage(), now);
        }
    }

    /** A scheduler that cannot even be asked to begin by the latest start has not begun. */
    private static Optional<Step> giveUp(CommandRun run, String problem, Instant now) {
        boolean neverBegan = run.last == null && now.isAfter(run.command.notAfter());
        return neverBegan
                ? Optional.of(Step.reached(
                        CommandStage.REJECTED,
                        run.command.sourceNodeId(),
                        "the scheduler was not reached in time: " + problem))
                : Optional.empty();
    }

    private void reached(CommandRun run, Step step, Instant now) {
        if (step.stage() == null) {
            LOG.debug("waiting command={} {}", run.command.commandId(), step.detail());
            return;
        }
        boolean tooLateToWithdraw = run.withdrawn && !ENDS.contains(step.stage());
        run.withdrawn = false;
        if (step.stage() == CommandStage.VERIFIED || step.moved()) {
            Optional.ofNullable(workloads.get(run.command.workloadId()))
                    .map(workload -> Placement.next(workload, run.command, step.nodeId(), now))
                    .ifPresent(workload -> {
                        workload(workload);
                        reports.workload(workload);
                    });
        }
        if (run.reached() != step.stage() || tooLateToWithdraw) {
            run.last = emit(run.command, step, now);
        }
        if (ENDS.contains(step.stage())) {
            runs.remove(run.command.workloadId());
        }
    }

    private CommandEvent emit(Command command, Step step, Instant now) {
        CommandEvent event = new CommandEvent(
                command.commandId(),
                command.workloadId(),
                step.nodeId(),
                step.stage(),
                command.placementGeneration() + (step.moved() ? 1 : 0),
                step.detail(),
                now);
        lastEvents.put(command.commandId(), event);
        reports.event(event);
        return event;
    }
}
