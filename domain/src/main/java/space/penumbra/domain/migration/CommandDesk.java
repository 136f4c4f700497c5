package space.penumbra.domain.migration;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.operator.OperatorAction;

/**
 * Gate and ledger joined: takes what comes in, in one order, and lets commands out. All memory lives behind
 * {@link GateMemory}; what is held here is derived from it by {@link #restore()}, so that a crash loses nothing. One writer
 * only: not thread-safe.
 */
public final class CommandDesk {

    /** How long a finished command is remembered after its deadline; later its repetition is refused as too late. */
    private static final Duration REMEMBERED = Duration.ofHours(24);

    /** Plans whose times differ by less than this are the same wish. */
    private static final Duration SAME_TIME = Duration.ofSeconds(30);

    private final GateMemory memory;
    private final GateOutput output;
    private final Placements placements = new Placements();
    private final Traffic traffic = new Traffic();
    private final GateLimits limits;
    private final FleetFacts facts;
    private final Domains domains;
    private final Pulse pulse;
    private final Gate gate;
    private final Ledger ledger;
    private Instant now = Instant.EPOCH;

    public CommandDesk(GateLimits limits, FleetFacts facts, GateMemory memory, GateOutput output) {
        this.memory = memory;
        this.output = output;
        this.limits = limits;
        this.facts = facts;
        this.domains = new Domains(limits, facts, placements);
        this.pulse = new Pulse(limits.breaker());
        TargetRules target = new TargetRules(limits, facts, placements, traffic);
        this.gate = new Gate(limits, placements, traffic, target, new Caps(limits, facts, domains, traffic, pulse));
        this.ledger = new Ledger(limits);
    }

    /** Rebuilds what is derived from memory; once, before anything else. */
    public void restore() {
        memory.eachWorkload(placements::put);
        memory.eachCommand(entry -> {
            traffic.put(entry, domains.keys(entry.proposal()));
            pulse.recall(entry);
        });
    }

    /** Event time of the fleet as far as it is known here. */
    public Instant now() {
        return now;
    }

    /** A newer description of a workload. Commands that waited for it are judged again. */
    public void workload(Workload workload) {
        if (placements.put(workload)) {
            memory.keep(workload);
            traffic.ofWorkload(workload.workloadId()).forEach(this::reconsider);
        }
    }

    /** The planner wants something. Returns the rule that made this proposal void before it got an entry of its own. */
    public Optional<Refusal> propose(Proposal proposal) {
        Optional<CommandEntry> known = memory.command(proposal.commandId());
        if (known.isPresent()) {
            return Optional.of(new Refusal(
                    GateRule.DUPLICATE,
                    "command " + proposal.commandId() + " is already in "
                            + known.get().state()));
        }
        List<CommandEntry> waiting = traffic.ofWorkload(proposal.workloadId()).stream()
                .filter(entry -> !Traffic.inFlight(entry))
                .toList();
        Optional<CommandEntry> same =
                waiting.stream().filter(entry -> sameWish(entry, proposal)).findFirst();
        if (same.isPresent()) {
            return Optional.of(new Refusal(
                    GateRule.DUPLICATE,
                    "the same wish already waits as command " + same.get().commandId()));
        }
        long highest = memory.epoch(proposal.workloadId());
        Verdict verdict = gate.judge(proposal, highest, 0, memory.hold().orElse(null), now);
        if (verdict.state() != CommandState.REFUSED) {
            waiting.forEach(entry -> take(ledger.superseded(entry, proposal, now)));
            memory.keepEpoch(proposal.workloadId(), Math.max(highest, proposal.planEpoch()));
        }
        take(ledger.open(proposal, verdict, later(now, proposal.time())));
        return Optional.empty();
    }

    /** A wish that a person is asked about is not replaced under their hands because its times moved a little. */
    private static boolean sameWish(CommandEntry entry, Proposal newer) {
        Proposal known = entry.proposal();
        boolean sameTimes = near(known.notBefore(), newer.notBefore()) && near(known.notAfter(), newer.notAfter());
        return known.action() == newer.action()
                && known.hazardId().equals(newer.hazardId())
                && known.targetNodeId().equals(newer.targetNodeId())
                && known.placementGeneration() == newer.placementGeneration()
                && (sameTimes || entry.state() == CommandState.AWAITING_APPROVAL);
    }

    private static boolean near(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(SAME_TIME) <= 0;
    }

    /** An executor said something. Unknown commands and impossible stages are ignored. */
    public void report(CommandEvent event) {
        memory.command(event.commandId())
                .flatMap(entry -> ledger.reported(entry, event, now))
                .ifPresent(step -> {
                    take(step);
                    if (step.entry().state() == CommandState.COMPLETED) {
                        arrived(step.entry(), event);
                    }
                });
    }

    /** The target counts the work as its own at once, even if the workload's new description comes later. */
    private void arrived(CommandEntry entry, CommandEvent event) {
        if (entry.proposal().action() != ActionKind.MIGRATE) {
            return;
        }
        placements
                .find(event.workloadId())
                .filter(workload -> workload.placementGeneration() < event.placementGeneration())
                .ifPresent(workload -> workload(new Workload(
                        workload.workloadId(),
                        workload.tenant(),
                        workload.kind(),
                        workload.state(),
                        entry.proposal().targetNodeId(),
                        event.placementGeneration(),
                        workload.gpus(),
                        workload.powerWatts(),
                        workload.stateGigabytes(),
                        workload.dirtyGigabytesPerSecond(),
                        workload.checkpointIntervalSeconds(),
                        workload.priority(),
                        workload.stallFactor(),
                        workload.antiAffinityGroup(),
                        workload.migratable(),
                        workload.lastCheckpoint(),
                        event.time(),
                        workload.latencyRegion())));
    }

    /** A person did something; what does not concern commands is ignored. */
    public void operate(OperatorAction action) {
        switch (action.verb()) {
            case HOLD:
                if (memory.hold().isEmpty()) {
                    memory.keepHold(Optional.of(action));
                }
                break;
            case RELEASE:
                memory.keepHold(Optional.empty());
                sweep();
                break;
            case APPROVE:
                memory.command(action.subject())
                        .flatMap(entry -> approve(entry, action))
                        .ifPresent(this::take);
                break;
            case REJECT:
            case CANCEL:
                memory.command(action.subject())
                        .flatMap(entry -> ledger.withdrawn(entry, action, now))
                        .ifPresent(this::take);
                break;
            default:
        }
    }

    /**
     * Event time has come this far: judges what waits again, most urgent first, and times out what is in flight. Nothing else
     * moves the time: a single sender with a wrong clock must not expire the commands of all.
     */
    public void elapse(Instant time) {
        now = later(now, time);
        sweep();
    }

    /** Forgets commands whose end is so long ago that no repetition of them could still be issued. */
    public void prune() {
        List<String> old = new ArrayList<>();
        memory.eachCommand(entry -> {
            boolean over = entry.state().terminal()
                    && entry.proposal().deadline().plus(REMEMBERED).isBefore(now)
                    && entry.proposal().notAfter().plus(REMEMBERED).isBefore(now);
            if (over) {
                old.add(entry.commandId());
            }
        });
        old.forEach(memory::forget);
    }

    private void sweep() {
        traffic.byUrgency().forEach(this::reconsider);
    }

    private void reconsider(CommandEntry stale) {
        Optional<CommandEntry> current = traffic.find(stale.commandId());
        if (current.isEmpty()) {
            return;
        }
        CommandEntry entry = current.get();
        Optional<LedgerStep> step = Traffic.inFlight(entry)
                ? inFlight(entry)
                : ledger.judged(entry, judge(entry, entry.approvals().size()), now);
        step.ifPresent(this::take);
    }

    private Optional<LedgerStep> inFlight(CommandEntry entry) {
        boolean deaf = memory.hold().isPresent() || limits.dryRun();
        Optional<LedgerStep> lost = targetSilent(entry) ? ledger.targetLost(entry, now) : Optional.empty();
        return lost.or(() -> ledger.elapsed(entry, deaf, now));
    }

    private boolean targetSilent(CommandEntry entry) {
        return entry.proposal().action() == ActionKind.MIGRATE
                && facts.status(entry.proposal().targetNodeId())
                        .filter(NodeStatus::silent)
                        .isPresent();
    }

    private Optional<LedgerStep> approve(CommandEntry entry, OperatorAction action) {
        return Requester.of(entry.proposal(), facts)
                        .filter(action.operator()::equals)
                        .isPresent()
                ? ledger.ownApproval(entry, action, now)
                : ledger.approved(entry, action, judge(entry, entry.approvals().size() + 1), now);
    }

    private Verdict judge(CommandEntry entry, int approvals) {
        long highest = memory.epoch(entry.proposal().workloadId());
        return gate.judge(entry.proposal(), highest, approvals, memory.hold().orElse(null), now);
    }

    private void take(LedgerStep step) {
        CommandEntry entry = step.entry();
        Optional<CommandState> before = traffic.find(entry.commandId()).map(CommandEntry::state);
        memory.keep(entry);
        traffic.put(entry, domains.keys(entry.proposal()));
        output.ledger(entry);
        if (entry.state() == CommandState.ISSUED && entry.attempts() == 1 && !Entries.withdrawing(entry)) {
            pulse.released(entry, now);
        } else if (entry.state().terminal() && before.isPresent()) {
            pulse.ended(entry, now);
        }
        if (!limits.dryRun()) {
            step.commands().forEach(output::issue);
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
