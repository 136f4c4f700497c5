package space.penumbra.domain.alarm;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.operator.OperatorAction;

/**
 * The decisions of the alarm desk: each takes an entry and what happened and gives the new entry, or nothing if nothing
 * changed. Pure; repeating an input changes nothing.
 *
 * <p>An acknowledgement and a shelf are scoped to the severity that the person saw: whatever gets worse than that is active
 * again. Late data never activates anything.
 */
public final class AlarmDesk {

    private AlarmDesk() {}

    /** What detection said; the entry is null for an alarm that was never heard of. */
    public static Optional<AlarmDeskEntry> hear(@Nullable AlarmDeskEntry entry, AlarmEvent event) {
        if (entry == null) {
            AlarmDeskEntry fresh = new AlarmDeskEntry(
                    event,
                    DeskState.NORMAL,
                    event.time(),
                    "",
                    LimitLevel.IN_LIMITS,
                    "",
                    LimitLevel.IN_LIMITS,
                    null,
                    "",
                    event.time());
            return Optional.of(fresh.moved(wanted(fresh), event.time()));
        }
        AlarmEvent known = entry.event();
        boolean stale = event.occurrence() < known.occurrence()
                || event.occurrence() == known.occurrence() && event.time().isBefore(known.time());
        boolean historical = event.historical() && !known.historical();
        if (stale || historical || event.equals(known)) {
            return Optional.empty();
        }
        boolean again = event.occurrence() > known.occurrence() || known.historical();
        AlarmDeskEntry heard = entry.heard(event, again ? event.time() : entry.raisedAt());
        if (again) {
            heard = heard.acknowledged("", LimitLevel.IN_LIMITS, entry.note());
        } else if (event.level().worseThan(entry.acknowledgedLevel()) && heard.conditionHolds()) {
            heard = heard.acknowledged("", LimitLevel.IN_LIMITS, entry.note());
        }
        if (heard.state() == DeskState.SHELVED) {
            boolean worse = heard.conditionHolds() && event.level().worseThan(entry.shelvedLevel());
            return Optional.of(worse ? unshelved(heard, event.time(), heard.note()) : heard);
        }
        return Optional.of(heard.moved(wanted(heard), event.time()));
    }

    /** What a person did; actions that are for something else, or say nothing new, change nothing. */
    public static Optional<AlarmDeskEntry> operate(AlarmDeskEntry entry, OperatorAction action) {
        switch (action.verb()) {
            case ACKNOWLEDGE:
                return acknowledge(entry, action);
            case SHELVE:
                return shelve(entry, action);
            case UNSHELVE:
                return entry.state() == DeskState.SHELVED
                        ? Optional.of(unshelved(entry, action.time(), action.reason()))
                        : Optional.empty();
            default:
                return Optional.empty();
        }
    }

    /** What the passing of event time does: a shelf ends. */
    public static Optional<AlarmDeskEntry> elapse(AlarmDeskEntry entry, Instant now) {
        boolean over = entry.state() == DeskState.SHELVED
                && entry.shelvedUntil() != null
                && !now.isBefore(entry.shelvedUntil());
        return over ? Optional.of(unshelved(entry, now, entry.note())) : Optional.empty();
    }

    private static Optional<AlarmDeskEntry> acknowledge(AlarmDeskEntry entry, OperatorAction action) {
        LimitLevel present = entry.event().level();
        LimitLevel seen = levelOf(action).orElse(present);
        boolean sameOccurrence = action.parameters()
                .getOrDefault("occurrence", Long.toString(entry.event().occurrence()))
                .equals(Long.toString(entry.event().occurrence()));
        boolean open = entry.state() == DeskState.ACTIVE || entry.state() == DeskState.RETURNED;
        if (!open || !sameOccurrence || entry.conditionHolds() && present.worseThan(seen)) {
            return Optional.empty();
        }
        AlarmDeskEntry known = entry.acknowledged(action.operator(), seen, action.reason());
        return Optional.of(known.moved(wanted(known), action.time()));
    }

    private static Optional<AlarmDeskEntry> shelve(AlarmDeskEntry entry, OperatorAction action) {
        Optional<Instant> until = untilOf(action);
        LimitLevel present = entry.event().level();
        LimitLevel upTo = levelOf(action).orElse(present);
        boolean pointless = until.isEmpty() || !until.get().isAfter(action.time());
        if (pointless || entry.conditionHolds() && present.worseThan(upTo)) {
            return Optional.empty();
        }
        AlarmDeskEntry shelved = entry.shelved(action.operator(), upTo, until.get(), action.reason());
        AlarmDeskEntry moved = shelved.moved(DeskState.SHELVED, action.time());
        return moved.equals(entry) ? Optional.empty() : Optional.of(moved);
    }

    private static AlarmDeskEntry unshelved(AlarmDeskEntry entry, Instant when, String words) {
        AlarmDeskEntry bare = entry.shelved("", LimitLevel.IN_LIMITS, null, words);
        return bare.moved(wanted(bare), when);
    }

    /** The state that the condition and the acknowledgement together ask for. */
    private static DeskState wanted(AlarmDeskEntry entry) {
        boolean acknowledged = !entry.acknowledgedBy().isEmpty();
        if (entry.conditionHolds()) {
            return acknowledged ? DeskState.ACKNOWLEDGED : DeskState.ACTIVE;
        }
        boolean unseen = entry.state() == DeskState.ACTIVE || entry.state() == DeskState.RETURNED;
        return unseen && !acknowledged ? DeskState.RETURNED : DeskState.NORMAL;
    }

    private static Optional<LimitLevel> levelOf(OperatorAction action) {
        String name = action.parameters().getOrDefault("level", "");
        for (LimitLevel level : LimitLevel.values()) {
            if (level.name().equals(name)) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }

    private static Optional<Instant> untilOf(OperatorAction action) {
        try {
            return Optional.of(Instant.parse(action.parameters().getOrDefault("until", "")));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
