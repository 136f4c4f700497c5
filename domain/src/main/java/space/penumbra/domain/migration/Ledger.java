package space.penumbra.domain.migration;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import space.penumbra.domain.operator.OperatorAction;

/**
 * The steps of a command's life: from an entry and what happened to the new entry and what goes out. Pure; an input that
 * changes nothing, or that the life cycle does not permit, gives nothing: repeated and late messages do no harm.
 */
final class Ledger {

    private static final List<CommandState> MAIN_LINE = List.of(
            CommandState.ISSUED,
            CommandState.ACCEPTED,
            CommandState.CHECKPOINTED,
            CommandState.TRANSFERRED,
            CommandState.RESTORED,
            CommandState.COMPLETED);

    /** How far an executor's clock may be ahead of the fleet's event time, which itself follows some seconds behind. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(10);

    private final GateLimits limits;

    Ledger(GateLimits limits) {
        this.limits = limits;
    }

    /** Opens the entry of a proposal that the gate has judged for the first time. */
    LedgerStep open(Proposal proposal, Verdict verdict, Instant now) {
        CommandStep first = new CommandStep(CommandState.PROPOSED, proposal.explanation(), now);
        CommandEntry entry = new CommandEntry(proposal, CommandState.PROPOSED, "", List.of(first), Double.NaN, 0, now);
        return apply(entry, verdict, now).orElseGet(() -> LedgerStep.quiet(entry));
    }

    /** Carries out a new judgement on a command that waits. Nothing if it says what is known. */
    Optional<LedgerStep> judged(CommandEntry entry, Verdict verdict, Instant now) {
        boolean waitsForPerson = entry.state() == CommandState.AWAITING_APPROVAL;
        if (verdict.rule().filter(rule -> rule == GateRule.PAST_NOT_AFTER).isPresent()) {
            return Optional.of(LedgerStep.quiet(
                    Entries.step(entry, CommandState.EXPIRED, verdict.ruleName(), verdict.detail(), now)));
        }
        if (waitsForPerson && verdict.state() != CommandState.REFUSED) {
            return Optional.empty();
        }
        return apply(entry, verdict, now);
    }

    /**
     * A person approved. Their judgement is carried out; while others must approve too it says so.
     *
     * @param verdict judgement with this approval counted
     */
    Optional<LedgerStep> approved(CommandEntry entry, OperatorAction action, Verdict verdict, Instant now) {
        String person = action.operator();
        if (entry.state() != CommandState.AWAITING_APPROVAL || entry.approvals().contains(person)) {
            return Optional.empty();
        }
        CommandEntry counted = Entries.approvedBy(entry, person);
        String words = "approved by " + person + words(action);
        if (verdict.state() == CommandState.AWAITING_APPROVAL) {
            String detail = words + "; " + verdict.detail();
            return Optional.of(LedgerStep.quiet(Entries.step(counted, entry.state(), entry.rule(), detail, now)));
        }
        CommandEntry known = Entries.step(counted, CommandState.PROPOSED, "", words, now);
        return Optional.of(apply(known, verdict, now).orElseGet(() -> LedgerStep.quiet(known)));
    }

    /** An approval that does not count: whoever wants a thing done is not the one who agrees to it. */
    Optional<LedgerStep> ownApproval(CommandEntry entry, OperatorAction action, Instant now) {
        return entry.state() == CommandState.AWAITING_APPROVAL
                ? Optional.of(LedgerStep.quiet(Entries.step(
                        entry,
                        entry.state(),
                        entry.rule(),
                        "the approval of " + action.operator() + ", who asked for it, does not count",
                        now)))
                : Optional.empty();
    }

    private Optional<LedgerStep> apply(CommandEntry entry, Verdict verdict, Instant now) {
        boolean news = entry.state() != verdict.state() || !entry.rule().equals(verdict.ruleName());
        if (!news) {
            return Optional.empty();
        }
        CommandEntry next = Entries.step(entry, verdict.state(), verdict.ruleName(), verdict.detail(), now);
        if (verdict.state() != CommandState.ISSUED) {
            return Optional.of(LedgerStep.quiet(next));
        }
        CommandEntry sent = Entries.sentAgain(next);
        return Optional.of(new LedgerStep(sent, List.of(Entries.command(sent, false, now))));
    }

    /** What an executor said. Stages that it must have passed on the way are filled in. */
    Optional<LedgerStep> reported(CommandEntry entry, CommandEvent event, Instant now) {
        CommandState to = meaning(entry, event.stage());
        String detail = event.nodeId() + ": " + event.detail();
        CommandEntry next = entry;
        while (MAIN_LINE.contains(to) && !CommandLifeCycle.allows(next.state(), to)) {
            int place = MAIN_LINE.indexOf(next.state());
            if (place < 0 || place >= MAIN_LINE.indexOf(to)) {
                return Optional.empty();
            }
            next = Entries.step(next, MAIN_LINE.get(place + 1), next.rule(), "implied by " + event.stage(), now);
        }
        if (!CommandLifeCycle.allows(next.state(), to) || !Traffic.inFlight(entry) && !lateEnd(entry, to)) {
            return Optional.empty();
        }
        String rule = to.terminal() ? "" : next.rule();
        Instant when = believable(entry, event.time(), now);
        CommandEntry reached = Entries.step(next, to, rule, detail, when);
        return Optional.of(LedgerStep.quiet(to == CommandState.COMPLETED ? Entries.completed(reached, when) : reached));
    }

    /**
     * A command that the ledger itself took back, or gave up, has failed when the executor gives it back: the source has the
     * work, and the planner may try again. Only a person's withdrawal is a cancellation.
     */
    private static CommandState meaning(CommandEntry entry, CommandStage stage) {
        boolean own = entry.state() == CommandState.TIMED_OUT || Entries.lostTarget(entry);
        return own && stage == CommandStage.CANCELLED ? CommandState.FAILED : stateOf(stage);
    }

    private static boolean lateEnd(CommandEntry entry, CommandState to) {
        return entry.state() == CommandState.TIMED_OUT && (to == CommandState.COMPLETED || to == CommandState.FAILED);
    }

    /** Time-outs run from the last step: an executor with a wrong clock must neither stop them nor set them off. */
    private static Instant believable(CommandEntry entry, Instant said, Instant now) {
        Instant latest = now.plus(CLOCKS_DIFFER);
        Instant notAhead = said.isAfter(latest) ? latest : said;
        return notAhead.isBefore(entry.time()) ? entry.time() : notAhead;
    }

    /** A newer plan wants something else: a command that still waits is given up. */
    LedgerStep superseded(CommandEntry entry, Proposal newer, Instant now) {
        return LedgerStep.quiet(Entries.step(
                entry,
                CommandState.CANCELLED,
                GateRule.SUPERSEDED.name(),
                "plan epoch " + newer.planEpoch() + " wants " + newer.action() + " as " + newer.commandId(),
                now));
    }

    /** A person rejects or cancels. In flight the executor is asked; the ledger follows its answer. */
    Optional<LedgerStep> withdrawn(CommandEntry entry, OperatorAction action, Instant now) {
        String who =
                action.verb().name().toLowerCase(java.util.Locale.ROOT) + " by " + action.operator() + words(action);
        if (entry.state().terminal()) {
            return Optional.empty();
        }
        if (!Traffic.inFlight(entry)) {
            return Optional.of(LedgerStep.quiet(Entries.step(entry, CommandState.CANCELLED, "", who, now)));
        }
        boolean possible = CommandLifeCycle.allows(entry.state(), CommandState.CANCELLED);
        if (!possible || Entries.withdrawing(entry)) {
            return Optional.empty();
        }
        CommandEntry asked = Entries.step(entry, entry.state(), GateRule.CANCEL_REQUESTED.name(), who, now);
        return Optional.of(new LedgerStep(asked, List.of(Entries.command(asked, true, now))));
    }

    /** The target fell silent: as long as the state has not gone there the command is taken back. */
    Optional<LedgerStep> targetLost(CommandEntry entry, Instant now) {
        boolean early = CommandLifeCycle.allows(entry.state(), CommandState.CANCELLED);
        if (!Traffic.inFlight(entry) || !early || Entries.withdrawing(entry)) {
            return Optional.empty();
        }
        CommandEntry asked = Entries.step(
                entry,
                entry.state(),
                GateRule.TARGET_LOST.name(),
                "target " + entry.proposal().targetNodeId() + " fell silent: taken back, the source keeps the work",
                now);
        return Optional.of(new LedgerStep(asked, List.of(Entries.command(asked, true, now))));
    }

    /** What the passing of event time does to a command in flight: it is sent again, or given up. */
    Optional<LedgerStep> elapsed(CommandEntry entry, boolean held, Instant now) {
        if (!Traffic.inFlight(entry)) {
            return Optional.empty();
        }
        Proposal proposal = entry.proposal();
        Instant since = entry.time().isBefore(proposal.notBefore()) ? proposal.notBefore() : entry.time();
        double waited = Duration.between(since, now).toMillis() / 1000.0;
        if (entry.state() != CommandState.ISSUED) {
            double allowed = limits.stages().seconds(entry.state(), proposal);
            return waited > allowed
                    ? Optional.of(timedOut(entry, "no news after " + entry.state() + " for " + allowed + " s", now))
                    : Optional.empty();
        }
        if (waited <= limits.acknowledgeSeconds()) {
            return Optional.empty();
        }
        boolean tooLate = now.isAfter(proposal.notAfter());
        if (entry.attempts() >= limits.sendAttempts() || tooLate && !Entries.withdrawing(entry)) {
            return Optional.of(timedOut(entry, "no executor accepted it in " + entry.attempts() + " attempts", now));
        }
        if (held && !Entries.withdrawing(entry)) {
            return Optional.empty();
        }
        CommandEntry again = Entries.sentAgain(
                Entries.step(entry, CommandState.ISSUED, entry.rule(), "not accepted yet: sent again, same id", now));
        return Optional.of(new LedgerStep(again, List.of(Entries.command(again, Entries.withdrawing(entry), now))));
    }

    /**
     * A time-out also takes the command back, so that it does not start behind our back and a half-done one is undone: the
     * executor gives the work back to its source unless the target has verified it, and then says so.
     */
    private static LedgerStep timedOut(CommandEntry entry, String detail, Instant now) {
        CommandEntry over = Entries.step(entry, CommandState.TIMED_OUT, entry.rule(), detail, now);
        return new LedgerStep(over, List.of(Entries.command(over, true, now)));
    }

    private static String words(OperatorAction action) {
        return action.reason().isBlank() ? "" : ": " + action.reason();
    }

    private static CommandState stateOf(CommandStage stage) {
        return switch (stage) {
            case ACCEPTED -> CommandState.ACCEPTED;
            case CHECKPOINTED -> CommandState.CHECKPOINTED;
            case TRANSFERRED -> CommandState.TRANSFERRED;
            case RESTORED -> CommandState.RESTORED;
            case VERIFIED -> CommandState.COMPLETED;
            case FAILED -> CommandState.FAILED;
            case REJECTED -> CommandState.REJECTED;
            case CANCELLED -> CommandState.CANCELLED;
        };
    }
}
