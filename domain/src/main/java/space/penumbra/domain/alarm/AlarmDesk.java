package space.penumbra.domain.alarm;

import java.time.Instant;
import java.util.Optional;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.operator.OperatorAction;

/**
 * The decisions of the alarm desk: each takes an entry and what happened and gives the new entry, or nothing if nothing
 * changed. Pure; repeating an input changes nothing.
 *
 * <p>An acknowledgement and a shelf are scoped to the severity that the person saw: whatever gets worse than that is active
 * again. What is out of service stays so however bad it gets: its instrument is being worked on. Late data never activates
 * anything.
 */
public final class AlarmDesk {

    private AlarmDesk() {}

    /** What detection said; the entry is null for an alarm that was never heard of. */
    public static Optional<AlarmDeskEntry> hear(@Nullable AlarmDeskEntry entry, AlarmEvent event) {
        if (entry == null) {
            AlarmDeskEntry fresh = AlarmDeskEntry.fresh(event);
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
        boolean gravest = again || event.level().worseThan(entry.worstLevel());
        AlarmDeskEntry heard = entry.heard(
                event, again ? event.time() : entry.raisedAt(), gravest ? event.level() : entry.worstLevel());
        if (again) {
            heard = heard.acknowledged("", LimitLevel.IN_LIMITS, entry.note());
        } else if (event.level().worseThan(entry.acknowledgedLevel()) && heard.conditionHolds()) {
            heard = heard.acknowledged("", LimitLevel.IN_LIMITS, entry.note());
        }
        if (heard.state() == DeskState.OUT_OF_SERVICE) {
            return Optional.of(heard);
        }
        if (heard.state() == DeskState.SHELVED) {
            boolean worse = heard.conditionHolds() && event.level().worseThan(entry.shelvedLevel());
            return Optional.of(worse ? unshelved(heard, event.time(), heard.note()) : heard);
        }
        return Optional.of(heard.moved(wanted(heard), event.time()));
    }

    /** What a person did; actions that are for something else, or say nothing new, change nothing. */
    public static Optional<AlarmDeskEntry> operate(AlarmDeskEntry entry, OperatorAction action) {
        return DeskActions.operate(entry, action);
    }

    /** What the passing of event time does: a shelf ends. */
    public static Optional<AlarmDeskEntry> elapse(AlarmDeskEntry entry, Instant now) {
        boolean over = entry.state() == DeskState.SHELVED
                && entry.shelvedUntil() != null
                && !now.isBefore(entry.shelvedUntil());
        return over ? Optional.of(unshelved(entry, now, entry.note())) : Optional.empty();
    }

    static AlarmDeskEntry unshelved(AlarmDeskEntry entry, Instant when, String words) {
        AlarmDeskEntry bare = entry.shelved("", LimitLevel.IN_LIMITS, null, words);
        return bare.moved(wanted(bare), when);
    }

    /** The state that the condition and the acknowledgement together ask for. */
    static DeskState wanted(AlarmDeskEntry entry) {
        boolean acknowledged = !entry.acknowledgedBy().isEmpty();
        if (entry.conditionHolds()) {
            return acknowledged ? DeskState.ACKNOWLEDGED : DeskState.ACTIVE;
        }
        return entry.wantsAcknowledgement() && !acknowledged ? DeskState.RETURNED : DeskState.NORMAL;
    }
}
