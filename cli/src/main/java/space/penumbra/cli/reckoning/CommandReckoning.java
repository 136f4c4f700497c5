package space.penumbra.cli.reckoning;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import space.penumbra.domain.migration.ActionKind;
import space.penumbra.domain.migration.Command;
import space.penumbra.domain.migration.CommandEntry;
import space.penumbra.domain.migration.CommandEvent;
import space.penumbra.domain.migration.CommandStage;
import space.penumbra.domain.migration.CommandState;

/**
 * Proves that each command that was issued had its effect once: what the executors reported against what the ledger knows. Not thread-safe.
 */
final class CommandReckoning {

    /** Event time after the latest start within which an executor must have spoken. */
    private static final Duration GRACE = Duration.ofMinutes(10);

    private static final Set<CommandState> SENT = EnumSet.range(CommandState.ISSUED, CommandState.COMPLETED);
    private static final Set<CommandState> ENDED_BADLY =
            EnumSet.of(CommandState.FAILED, CommandState.TIMED_OUT, CommandState.REJECTED);

    private final Set<String> proposed = new HashSet<>();
    private final Map<String, Command> issued = new HashMap<>();
    private final Map<String, CommandEntry> ledger = new HashMap<>();
    private final Map<String, Set<CommandEvent>> reports = new HashMap<>();
    private Instant latest = Instant.MIN;

    /** Event time that the fleet has reached. */
    void now(Instant time) {
        saw(time);
    }

    void proposal(String commandId) {
        proposed.add(commandId);
    }

    void issued(Command command) {
        saw(command.time());
        if (!command.cancel()) {
            issued.put(command.commandId(), command);
        }
    }

    /** An executor's report; the same report again is no second effect. */
    void report(CommandEvent event) {
        saw(event.time());
        reports.computeIfAbsent(event.commandId(), id -> new HashSet<>()).add(event);
    }

    /** The latest entry of a command. */
    void entry(CommandEntry entry) {
        saw(entry.time());
        ledger.put(entry.commandId(), entry);
    }

    Result result() {
        Set<String> verified = new HashSet<>();
        Set<String> placements = new HashSet<>();
        long duplicated = 0;
        for (Map.Entry<String, Set<CommandEvent>> report : reports.entrySet()) {
            long effects = report.getValue().stream()
                    .filter(event -> event.stage() == CommandStage.VERIFIED)
                    .map(event -> event.time() + " " + event.placementGeneration())
                    .distinct()
                    .count();
            duplicated += Math.max(0, effects - 1);
            if (effects > 0) {
                verified.add(report.getKey());
                duplicated += secondMove(report.getKey(), report.getValue(), placements);
            }
        }
        long lost = issued.keySet().stream()
                        .filter(id -> lost(id, verified.contains(id)))
                        .count()
                + ledger.values().stream()
                        .filter(entry -> SENT.contains(entry.state()) && !issued.containsKey(entry.commandId()))
                        .count();
        return new Result(
                proposed.size(),
                issued.size(),
                count(EnumSet.of(CommandState.COMPLETED)),
                count(ENDED_BADLY),
                lost,
                duplicated);
    }

    /** Two commands that made the same placement of a workload are one move done twice. */
    private long secondMove(String id, Set<CommandEvent> events, Set<String> placements) {
        Command command = issued.get(id);
        if (command == null || command.action() != ActionKind.MIGRATE) {
            return 0;
        }
        return events.stream()
                .filter(event -> event.stage() == CommandStage.VERIFIED)
                .map(event -> event.workloadId() + " " + event.placementGeneration())
                .distinct()
                .filter(placement -> !placements.add(placement))
                .count();
    }

    private boolean lost(String id, boolean verified) {
        CommandEntry entry = ledger.get(id);
        if (entry == null) {
            return true;
        }
        if (verified && entry.state() != CommandState.COMPLETED) {
            return true;
        }
        boolean overdue = latest.isAfter(issued.get(id).notAfter().plus(GRACE));
        return overdue && !entry.state().terminal() && !reports.containsKey(id);
    }

    private long count(Set<CommandState> states) {
        return ledger.values().stream()
                .filter(entry -> states.contains(entry.state()))
                .count();
    }

    private void saw(Instant time) {
        latest = time.isAfter(latest) ? time : latest;
    }

    /**
     * @param proposed different commands that the planner proposed
     * @param issued different commands that were sent to executors
     * @param completed verified and in the ledger as such
     * @param failed failed, timed out or rejected by the executor
     * @param lost issued without a trace in the ledger, done without the ledger knowing, or never heard of again
     * @param duplicated effects beyond the first of a command
     */
    record Result(long proposed, long issued, long completed, long failed, long lost, long duplicated) {}
}
