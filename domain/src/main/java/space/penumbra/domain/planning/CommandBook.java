package space.penumbra.domain.planning;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.fleet.WorkloadState;
import space.penumbra.domain.migration.ActionKind;
import space.penumbra.domain.migration.CommandEntry;
import space.penumbra.domain.migration.CommandState;
import space.penumbra.domain.migration.Proposal;

/**
 * What has been proposed already, and what became of it: read from the ledger and from proposals that the ledger has not shown yet.
 * Keeps the planner from saying a thing twice, and from insisting.
 */
public final class CommandBook {

    /** First pause after a command that came to nothing; doubles with each further one. */
    static final Duration COOL_DOWN = Duration.ofSeconds(120);

    static final int MAX_ATTEMPTS = 5;

    /** How long an ended command is of interest: one orbit and some. */
    private static final Duration MEMORY = Duration.ofHours(2);

    /** A proposal that the ledger does not show by then was lost, or refused without a trace. */
    private static final Duration LEDGER_GRACE = Duration.ofSeconds(60);

    private static final Duration FINISHED_MEMORY = Duration.ofMinutes(5);

    private static final Set<ActionKind> SUSPENDING = EnumSet.of(ActionKind.PAUSE, ActionKind.POWER_CAP);

    private record Subject(String workloadId, String hazardId, ActionKind action) {}

    private final Map<String, Proposal> alive = new HashMap<>();
    private final Map<Subject, List<CommandEntry>> ended = new HashMap<>();
    private final List<CommandEntry> over = new ArrayList<>();
    private final Map<String, CommandEntry> lastMove = new HashMap<>();
    private final Map<String, CommandEntry> lastSuspension = new HashMap<>();

    CommandBook(List<CommandEntry> entries, List<Proposal> pending) {
        for (CommandEntry entry : entries) {
            Proposal proposal = entry.proposal();
            if (!entry.state().terminal()) {
                alive.put(proposal.workloadId(), proposal);
                continue;
            }
            over.add(entry);
            ended.computeIfAbsent(subject(proposal), any -> new ArrayList<>()).add(entry);
            if (entry.state() == CommandState.COMPLETED && proposal.action() == ActionKind.MIGRATE) {
                lastMove.merge(proposal.workloadId(), entry, CommandBook::later);
            }
            if (mayHaveSuspended(entry)) {
                lastSuspension.merge(proposal.workloadId(), entry, CommandBook::later);
            }
        }
        pending.forEach(proposal -> alive.putIfAbsent(proposal.workloadId(), proposal));
    }

    /** Whether a proposal that the ledger has not shown is still to be waited for. */
    public static boolean stillPending(Proposal proposal, Instant now) {
        return now.isBefore(proposal.notAfter().plus(LEDGER_GRACE));
    }

    /** Whether the load of work that finished may still show in its node's status. */
    public static boolean finishedLately(Workload workload, Instant now) {
        return workload.state() == WorkloadState.FINISHED
                && now.isBefore(workload.time().plus(FINISHED_MEMORY));
    }

    /**
     * Whether a ledger entry can still matter to a plan.
     *
     * @param workload the entry's workload as it is now, or null if it is not known
     */
    public static boolean worthKeeping(CommandEntry entry, Workload workload, Instant now) {
        boolean young = now.isBefore(entry.time().plus(MEMORY));
        boolean suspendsStill = workload != null && suspended(workload) && mayHaveSuspended(entry);
        return !entry.state().terminal() || young || suspendsStill;
    }

    /** The command of a workload that is under way, if there is one. */
    Optional<Proposal> alive(String workloadId) {
        return Optional.ofNullable(alive.get(workloadId));
    }

    /** All commands under way, in no order. */
    Iterable<Proposal> alive() {
        return alive.values();
    }

    /** Commands that ended after an instant. */
    List<Proposal> changedSince(Instant instant) {
        return over.stream()
                .filter(entry -> entry.time().isAfter(instant))
                .map(CommandEntry::proposal)
                .toList();
    }

    /** Whether a command may be proposed: none is under way, none did it already, and earlier failures have cooled down. */
    boolean mayPropose(Workload workload, String hazardId, ActionKind action, Instant now) {
        if (alive.containsKey(workload.workloadId()) || workload.state() == WorkloadState.MOVING) {
            return false;
        }
        int failures = 0;
        Instant last = Instant.MIN;
        for (CommandEntry entry : ended.getOrDefault(new Subject(workload.workloadId(), hazardId, action), List.of())) {
            boolean samePlacement = entry.proposal().placementGeneration() == workload.placementGeneration();
            if (entry.state() == CommandState.COMPLETED && samePlacement || saidNo(entry)) {
                return false;
            }
            if (entry.state() != CommandState.COMPLETED) {
                failures++;
                last = entry.time().isAfter(last) ? entry.time() : last;
            }
        }
        return failures == 0
                || failures < MAX_ATTEMPTS && !now.isBefore(last.plus(COOL_DOWN.multipliedBy(1L << (failures - 1))));
    }

    /** Nodes that this workload's move was refused by, or failed at, under this hazard; and the one it came from last. */
    Set<String> shunned(String workloadId, String hazardId) {
        Set<String> nodes = new HashSet<>();
        for (CommandEntry entry :
                ended.getOrDefault(new Subject(workloadId, hazardId, ActionKind.MIGRATE), List.of())) {
            nodes.add(entry.proposal().targetNodeId());
        }
        CommandEntry move = lastMove.get(workloadId);
        if (move != null) {
            nodes.add(move.proposal().sourceNodeId());
        }
        return nodes;
    }

    /** When the workload was last moved; {@link Instant#MIN} if that is not known. */
    Instant lastMoved(String workloadId) {
        CommandEntry move = lastMove.get(workloadId);
        return move == null ? Instant.MIN : move.time();
    }

    /** The command that paused or capped a workload, if it was one of ours. */
    Optional<Proposal> suspension(String workloadId) {
        return Optional.ofNullable(lastSuspension.get(workloadId)).map(CommandEntry::proposal);
    }

    static boolean suspended(Workload workload) {
        return workload.state() == WorkloadState.PAUSED || workload.state() == WorkloadState.CAPPED;
    }

    /** A command that timed out or failed may have worked all the same; the workload's state tells. */
    private static boolean mayHaveSuspended(CommandEntry entry) {
        boolean sent = entry.state() == CommandState.COMPLETED
                || entry.state() == CommandState.TIMED_OUT
                || entry.state() == CommandState.FAILED;
        return sent && SUSPENDING.contains(entry.proposal().action());
    }

    /** A person withdrew or rejected it: the planner does not argue. */
    private static boolean saidNo(CommandEntry entry) {
        return entry.state() == CommandState.CANCELLED && !entry.rule().equals("SUPERSEDED");
    }

    private static CommandEntry later(CommandEntry one, CommandEntry other) {
        return other.time().isAfter(one.time()) ? other : one;
    }

    private static Subject subject(Proposal proposal) {
        return new Subject(proposal.workloadId(), proposal.hazardId(), proposal.action());
    }
}
